package io.crowdroll.reports.html;

import io.crowdroll.reports.results.CsvTable;
import io.crowdroll.reports.results.ProverRow;
import io.crowdroll.reports.results.ReplicationReader;
import io.crowdroll.reports.results.Row;
import io.crowdroll.reports.results.TaskRow;
import io.crowdroll.reports.stats.Histogram;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The proving tasks of one replication, reduced.
 *
 * @param all survival of the wait for a proof
 * @param byKind the same by kind of task
 * @param byRight how many proofs were paid under each right
 * @param paidOverBase bounty paid over base bounty, of what was paid
 * @param meanPaidOverBase its mean
 * @param windowUsed share of the window that the paid lease used, by behaviour of its prover
 * @param meanWindowUsed its mean, by behaviour
 */
record TaskResults(
    Survival all,
    Map<String, Survival> byKind,
    Map<String, Long> byRight,
    Histogram paidOverBase,
    double meanPaidOverBase,
    Map<String, Histogram> windowUsed,
    Map<String, Double> meanWindowUsed) {

  static final int WINDOW_BINS = 20;
  static final int BOUNTY_BINS = 32;
  static final double LARGEST_RATIO = 4;

  static TaskResults read(ReplicationReader reader, List<ProverRow> provers, long horizonMs) {
    Reduction reduction = new Reduction(provers, horizonMs);
    reader.forEach(CsvTable.TASKS, reduction::add);
    return reduction.result();
  }

  private static final class Reduction {
    private final long horizonMs;
    private final Map<Integer, String> behaviours = new HashMap<>();
    private final Durations all;
    private final Map<String, Durations> byKind = new TreeMap<>();
    private final Map<String, Long> byRight = new TreeMap<>();
    private final Histogram paidOverBase = new Histogram(0, LARGEST_RATIO, BOUNTY_BINS);
    private final Map<String, Histogram> windowUsed = new TreeMap<>();
    private final Map<String, Double> windowSums = new TreeMap<>();
    private double ratios;

    Reduction(List<ProverRow> provers, long horizonMs) {
      this.horizonMs = horizonMs;
      all = new Durations(horizonMs);
      provers.forEach(prover -> behaviours.put(prover.id(), prover.behaviour()));
    }

    void add(TaskRow row) {
      all.add(row.createdMs(), row.provenMs());
      byKind
          .computeIfAbsent(row.kind(), _ -> new Durations(horizonMs))
          .add(row.createdMs(), row.provenMs());
      if (row.provenMs() == Row.NEVER) {
        return;
      }
      byRight.merge(row.right(), 1L, Long::sum);
      if (row.baseBountyWei().signum() > 0) {
        double ratio = row.bountyPaidWei().doubleValue() / row.baseBountyWei().doubleValue();
        paidOverBase.add(ratio);
        ratios += ratio;
      }
      if (!Double.isNaN(row.windowUsed())) {
        String behaviour = behaviours.getOrDefault(row.prover(), "unknown");
        windowUsed
            .computeIfAbsent(behaviour, _ -> new Histogram(0, 1, WINDOW_BINS))
            .add(row.windowUsed());
        windowSums.merge(behaviour, row.windowUsed(), Double::sum);
      }
    }

    TaskResults result() {
      Map<String, Survival> kinds = new TreeMap<>();
      byKind.forEach((kind, durations) -> kinds.put(kind, durations.reduce()));
      Map<String, Double> means = new TreeMap<>();
      windowSums.forEach(
          (behaviour, sum) -> means.put(behaviour, sum / windowUsed.get(behaviour).total()));
      return new TaskResults(
          all.reduce(),
          kinds,
          byRight,
          paidOverBase,
          ratios / paidOverBase.total(),
          windowUsed,
          means);
    }
  }
}
