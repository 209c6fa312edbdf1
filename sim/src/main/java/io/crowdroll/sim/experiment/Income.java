package io.crowdroll.sim.experiment;

import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.reports.results.Row;
import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * What members earned and were fined, by member. What a fork reverts was never paid (PROTOCOL.md
 * §8), so entries are kept until L1 has their batch for good.
 */
final class Income {
  /**
   * One payment, or with a negative amount a fine.
   *
   * @param first whether it was the member's first earning
   */
  private record Entry(long height, int member, Wei amount, double usd, boolean first) {}

  private final ArrayDeque<Entry> revertible = new ArrayDeque<>();
  private int[] proofs = new int[64];
  private long[] firstEarnedMs = new long[64];
  private Wei[] earned = new Wei[64];
  private Wei[] levied = new Wei[64];
  private double[] usd = new double[64];

  /** Makes room for a member. */
  void add(int member) {
    if (member >= proofs.length) {
      int capacity = Math.max(member + 1, 2 * proofs.length);
      proofs = Arrays.copyOf(proofs, capacity);
      firstEarnedMs = Arrays.copyOf(firstEarnedMs, capacity);
      earned = Arrays.copyOf(earned, capacity);
      levied = Arrays.copyOf(levied, capacity);
      usd = Arrays.copyOf(usd, capacity);
    }
    firstEarnedMs[member] = Row.NEVER;
    earned[member] = Wei.ZERO;
    levied[member] = Wei.ZERO;
  }

  /** A member's proof was paid in the block of a height. */
  void paid(long height, long millis, int member, Wei amount, double usdPerWei) {
    boolean first = amount.signum() > 0 && firstEarnedMs[member] == Row.NEVER;
    if (first) {
      firstEarnedMs[member] = millis;
    }
    Entry entry = new Entry(height, member, amount, Amounts.toDouble(amount) * usdPerWei, first);
    revertible.add(entry);
    book(entry, 1);
  }

  /** A member was fined in the block of a height. */
  void penalised(long height, int member, Wei amount, double usdPerWei) {
    double value = Amounts.toDouble(amount) * usdPerWei;
    Entry entry = new Entry(height, member, amount.negate(), -value, false);
    revertible.add(entry);
    book(entry, 1);
  }

  /** Adds an entry, or with {@code sign} −1 takes it back. */
  private void book(Entry entry, int sign) {
    int member = entry.member;
    if (entry.amount.signum() < 0) {
      levied[member] = levied[member].minus(entry.amount.times(sign));
    } else {
      earned[member] = earned[member].plus(entry.amount.times(sign));
      proofs[member] += sign;
    }
    usd[member] += sign * entry.usd;
  }

  /** Nothing below this height can be reverted any more. */
  void settled(long height) {
    while (!revertible.isEmpty() && revertible.getFirst().height < height) {
      revertible.removeFirst();
    }
  }

  /** The blocks from this height on never were. */
  void reverted(long height) {
    while (!revertible.isEmpty() && revertible.getLast().height >= height) {
      Entry entry = revertible.removeLast();
      book(entry, -1);
      if (entry.first) {
        firstEarnedMs[entry.member] = Row.NEVER;
      }
    }
  }

  /** Proofs that were paid, if only with nothing. */
  int proofs(int member) {
    return proofs[member];
  }

  /** When the member first earned something, {@link Row#NEVER} if it has not. */
  long firstEarnedMs(int member) {
    return firstEarnedMs[member];
  }

  Wei earned(int member) {
    return earned[member];
  }

  Wei levied(int member) {
    return levied[member];
  }

  /** Earnings less fines, each at the day's price. */
  double usd(int member) {
    return usd[member];
  }
}
