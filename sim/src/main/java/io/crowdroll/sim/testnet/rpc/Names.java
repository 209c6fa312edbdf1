package io.crowdroll.sim.testnet.rpc;

import java.util.Locale;

/** Words of the protocol as they are written in answers. */
final class Names {
  private Names() {}

  static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
