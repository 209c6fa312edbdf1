package io.crowdroll.sim.experiment;

import io.crowdroll.protocol.chain.Wei;
import it.unimi.dsi.fastutil.longs.Long2DoubleLinkedOpenHashMap;

/**
 * What self-spammers paid for their transactions and earned for proving them, by transition. What a
 * fork reverts is taken back; the transactions come again (PROTOCOL.md §8).
 */
final class SpamBooks {
  private final Long2DoubleLinkedOpenHashMap fees = new Long2DoubleLinkedOpenHashMap();
  private final Long2DoubleLinkedOpenHashMap earnings = new Long2DoubleLinkedOpenHashMap();

  /** A self-spammer's transaction was included. */
  void included(long sequence, Wei fee) {
    fees.put(sequence, Amounts.toDouble(fee));
  }

  /** A self-spammer was paid for a proof of a transition, perhaps a self-spammer's. */
  void paid(long sequence, Wei amount) {
    if (fees.containsKey(sequence)) {
      earnings.addTo(sequence, Amounts.toDouble(amount));
    }
  }

  /** Transitions after {@code lastKept} never were. */
  void reverted(long lastKept) {
    fees.keySet().removeIf(sequence -> sequence > lastKept);
    earnings.keySet().removeIf(sequence -> sequence > lastKept);
  }

  double fees() {
    return sum(fees);
  }

  double earnings() {
    return sum(earnings);
  }

  private static double sum(Long2DoubleLinkedOpenHashMap amounts) {
    double sum = 0;
    for (double amount : amounts.values()) {
      sum += amount;
    }
    return sum;
  }
}
