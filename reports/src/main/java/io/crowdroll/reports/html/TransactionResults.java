package io.crowdroll.reports.html;

import io.crowdroll.reports.results.CsvTable;
import io.crowdroll.reports.results.ReplicationReader;
import io.crowdroll.reports.results.TransactionRow;
import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;

/**
 * The transactions of one replication, reduced. Delays count from submission; what was rejected or
 * voided does not wait for anything and counts in {@code outcomes} only.
 *
 * @param count transactions submitted
 * @param outcomes how many ended how
 * @param stages survival of the wait for each stage, in the order of {@link #STAGES}
 * @param targeted the same for those that a censor targets
 * @param others the same for the rest
 * @param feesWei fees paid by all
 */
record TransactionResults(
    long count,
    Map<String, Long> outcomes,
    Survival[] stages,
    Survival[] targeted,
    Survival[] others,
    BigInteger feesWei) {

  /** What a transaction waits for, in order. */
  static final String[] STAGES = {"included in a block", "proven", "proven on L1", "final on L1"};

  static TransactionResults read(ReplicationReader reader, long horizonMs) {
    Reduction reduction = new Reduction(horizonMs);
    reader.forEach(CsvTable.TRANSACTIONS, reduction::add);
    return reduction.result();
  }

  private static final class Reduction {
    private final Durations[] targeted;
    private final Durations[] others;
    private final Durations[] all;
    private final Map<String, Long> outcomes = new TreeMap<>();
    private long count;
    private BigInteger fees = BigInteger.ZERO;

    Reduction(long horizonMs) {
      targeted = stages(horizonMs);
      others = stages(horizonMs);
      all = stages(horizonMs);
    }

    void add(TransactionRow row) {
      count++;
      outcomes.merge(row.outcome(), 1L, Long::sum);
      fees = fees.add(row.feeWei());
      if (row.outcome().equals("void") || row.outcome().startsWith("rejected")) {
        return;
      }
      long[] reached = {row.includedMs(), row.provenMs(), row.l1ProvenMs(), row.finalMs()};
      for (int stage = 0; stage < reached.length; stage++) {
        all[stage].add(row.submittedMs(), reached[stage]);
        (row.targeted() ? targeted : others)[stage].add(row.submittedMs(), reached[stage]);
      }
    }

    TransactionResults result() {
      return new TransactionResults(
          count, outcomes, reduce(all), reduce(targeted), reduce(others), fees);
    }

    private static Durations[] stages(long horizonMs) {
      Durations[] stages = new Durations[STAGES.length];
      for (int stage = 0; stage < stages.length; stage++) {
        stages[stage] = new Durations(horizonMs);
      }
      return stages;
    }

    private static Survival[] reduce(Durations[] stages) {
      Survival[] survival = new Survival[stages.length];
      for (int stage = 0; stage < stages.length; stage++) {
        survival[stage] = stages[stage].reduce();
      }
      return survival;
    }
  }
}
