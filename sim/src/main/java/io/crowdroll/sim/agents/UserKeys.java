package io.crowdroll.sim.agents;

import io.crowdroll.sim.kernel.Streams;

/** Keys of simulated users, which everybody may know: they follow from the scenario's seed. */
public final class UserKeys {
  private UserKeys() {}

  /** A user's EdDSA key on Baby Jubjub, 32 bytes, where execution is real. */
  public static byte[] rollup(long seed, int replication, int user) {
    return WalletKeys.of(new Streams(seed, replication), user).rollupSecret();
  }
}
