package io.crowdroll.contracts.l1;

import io.crowdroll.protocol.submission.Refusal;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The contract's custom errors, which have the names of the nodes' reasons. */
final class Refusals {
  private static final Map<String, Refusal> BY_SELECTOR = bySelector();

  private Refusals() {}

  private static Map<String, Refusal> bySelector() {
    Map<String, Refusal> all = new HashMap<>();
    for (Refusal refusal : Refusal.values()) {
      all.put(Abi.selector(errorName(refusal) + "()"), refusal);
    }
    return Map.copyOf(all);
  }

  /** WRONG_PRE_ROOT is WrongPreRoot. */
  static String errorName(Refusal refusal) {
    StringBuilder name = new StringBuilder();
    for (String word : refusal.name().split("_")) {
      name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return name.toString();
  }

  /**
   * Why a call reverted.
   *
   * @param data what it reverted with, hexadecimal after {@code 0x}, or {@code null}
   */
  static Refusal of(String data) {
    boolean named = data != null && data.length() == 10;
    return BY_SELECTOR.getOrDefault(named ? data.substring(2) : "", Refusal.NOT_BY_THE_CONTRACT);
  }
}
