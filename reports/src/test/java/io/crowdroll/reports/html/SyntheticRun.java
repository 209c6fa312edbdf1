package io.crowdroll.reports.html;

import io.crowdroll.reports.results.AgentRow;
import io.crowdroll.reports.results.BatchRow;
import io.crowdroll.reports.results.EventRow;
import io.crowdroll.reports.results.Manifest;
import io.crowdroll.reports.results.MetricRow;
import io.crowdroll.reports.results.ProverRow;
import io.crowdroll.reports.results.ReplicationWriter;
import io.crowdroll.reports.results.Row;
import io.crowdroll.reports.results.RunDirectory;
import io.crowdroll.reports.results.SeriesRow;
import io.crowdroll.reports.results.Summary;
import io.crowdroll.reports.results.TaskRow;
import io.crowdroll.reports.results.TransactionRow;
import io.crowdroll.reports.results.Verdict;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A run made up from a seed, with the shape of a real one: a day in which half of the provers go.
 */
final class SyntheticRun {
  static final String HOSTILE_NAME = "<script>alert('x')</script>";

  private static final long HORIZON = 24 * 3_600_000L;
  private static final long OUTAGE = HORIZON / 2;
  private static final String[] KINDS = {"transfer", "call", "settle", "aggregation"};
  private static final String[] BEHAVIOURS = {"honest", "sleeper", HOSTILE_NAME};

  private final SplittableRandom random;
  private final int transactions;
  private final int provers;

  private SyntheticRun(long seed, int transactions, int provers) {
    this.random = new SplittableRandom(seed);
    this.transactions = transactions;
    this.provers = provers;
  }

  static RunDirectory write(Path path, int replications, int transactions, int provers) {
    RunDirectory run = RunDirectory.create(path);
    List<Manifest.Replication> done = new ArrayList<>();
    for (int index = 0; index < replications; index++) {
      try (ReplicationWriter writer = run.writer(index)) {
        new SyntheticRun(index, transactions, provers).fill(writer);
        writer.commit();
      }
      done.add(new Manifest.Replication(index, 1, "5eed0000000000" + index, 1_234_567, 900, 1.4e6));
    }
    writeJson(run, done, replications);
    run.writeMetrics();
    run.writeResolved("name: synthetic\nprovers:\n  - cohort: \"<laptops>\"\n    count: 600\n");
    return run;
  }

  static void writeJson(RunDirectory run, List<Manifest.Replication> done, int planned) {
    run.writeManifest(
        new Manifest(
            "0.1.0",
            "synthetic",
            "0123456789abcdef".repeat(4),
            1,
            "./crowdroll run scenarios/synthetic.yaml --seed 1",
            done,
            "25",
            "Linux amd64",
            2,
            "2026-01-01T00:00:00Z"));
    run.writeSummary(
        new Summary(
            "synthetic",
            "Does the chain stay live when half of the provers vanish at noon?\n\n"
                + "Nothing of this is simulated; it only has the shape of a run.",
            HORIZON,
            planned,
            done.size(),
            List.of(
                new Verdict("time_to_proof.p95 < 120 s", true, false, "83.2 s", "[79.9, 86.4] s"),
                new Verdict("misses_per_task < 0.1", false, false, "0.131", "[0.128, 0.134]"),
                new Verdict("gini_income < 0.5", false, true, "0.497", "[0.48, 0.514]"))));
  }

  private void fill(ReplicationWriter out) {
    transactions(out);
    tasks(out);
    batches(out);
    provers(out);
    agents(out);
    series(out);
    out.event(new EventRow(OUTAGE, "intervention", "half of the provers go offline"));
    out.event(new EventRow(OUTAGE + 3_600_000, "intervention", "they come back"));
    out.event(new EventRow(random.nextLong(HORIZON), "reorg", "L1 reorg of depth 1"));
    out.metric(new MetricRow("time_to_proof.p95", "s", 80 + 5 * random.nextDouble()));
    out.metric(new MetricRow("net_issuance", "wei", -1e21 * random.nextDouble()));
    out.metric(new MetricRow("never_measured", "", Double.NaN));
  }

  private void transactions(ReplicationWriter out) {
    for (int i = 0; i < transactions; i++) {
      long submitted = i * HORIZON / transactions;
      boolean targeted = random.nextInt(20) == 0;
      long included = after(submitted, targeted ? 9_000 : 3_000);
      long proven = after(included, 15_000 * strain(submitted));
      long onL1 = after(proven, 600_000);
      boolean rejected = random.nextInt(200) == 0;
      out.transaction(
          new TransactionRow(
              i,
              i % 10 == 0 ? "call" : "transfer",
              targeted,
              i % 500 == 0,
              submitted,
              rejected ? Row.NEVER : included,
              rejected ? Row.NEVER : proven,
              rejected ? Row.NEVER : onL1,
              rejected ? Row.NEVER : after(onL1, 100_000),
              zkpow(1.2),
              rejected ? "rejected:fee" : included == Row.NEVER ? "pending" : "included"));
    }
  }

  private void tasks(ReplicationWriter out) {
    for (int i = 0; i < transactions; i++) {
      long created = i * HORIZON / transactions;
      int kind = random.nextInt(10) < 7 ? 0 : random.nextInt(KINDS.length);
      long proven = after(created, (8_000 + 12_000 * kind) * strain(created));
      int misses = random.nextInt(8) == 0 ? 1 + random.nextInt(3) : 0;
      double used = random.nextInt(10) == 0 ? 0.9 + 0.1 * random.nextDouble() : uniform(0.1, 0.7);
      out.task(
          new TaskRow(
              i,
              KINDS[kind],
              kind == 3 ? 1 : 0,
              44,
              false,
              created,
              created + 1_000,
              proven,
              misses,
              1 + misses,
              zkpow(1.1),
              proven == Row.NEVER ? BigInteger.ZERO : zkpow(1.1 * (1 + 0.25 * misses)),
              proven == Row.NEVER ? Row.NOBODY : random.nextInt(provers),
              misses == 0 ? "lease" : "committee",
              proven == Row.NEVER ? Double.NaN : used));
    }
  }

  private void batches(ReplicationWriter out) {
    int count = Math.max(1, transactions / 64);
    for (int i = 0; i < count; i++) {
      long opened = i * HORIZON / count;
      long closed = opened + HORIZON / count;
      long leaves = after(closed, 60_000 * strain(closed));
      long root = after(leaves, 40_000);
      long committed = after(closed, 30_000);
      long proven = root == Row.NEVER ? Row.NEVER : after(root, 120_000);
      int windows = 1;
      while (random.nextInt(3) == 0) {
        windows++;
      }
      out.batch(
          new BatchRow(
              i,
              64,
              50 + random.nextInt(14),
              2_816,
              opened,
              closed,
              leaves,
              root,
              committed,
              proven,
              proven == Row.NEVER ? Row.NEVER : after(proven, 24_000),
              windows,
              180_000,
              320_000 + random.nextInt(40_000),
              BigInteger.valueOf(500_000L * 10_000_000_000L),
              BigInteger.valueOf(480_000L * 10_000_000_000L),
              i % 4));
    }
  }

  private void provers(ReplicationWriter out) {
    for (int id = 0; id < provers; id++) {
      boolean fast = id % 5 == 0;
      String behaviour = BEHAVIOURS[id % 17 == 0 ? 1 + id % 2 : 0];
      int proofs = (int) (uniform(0, 1) * (fast ? 400 : 150));
      double earned = proofs * 1.2;
      double levied = behaviour.equals("honest") ? proofs / 20.0 : proofs / 3.0;
      double electricity = fast ? 0.4 : 0.15;
      out.prover(
          new ProverRow(
              id,
              fast ? "workstations" : "laptops",
              fast ? "cpu16" : "cpu8",
              behaviour,
              "eu",
              (long) (uniform(0, 1) * HORIZON),
              proofs + proofs / 10,
              proofs,
              proofs / 10,
              proofs / 50,
              zkpow(earned),
              zkpow(levied),
              zkpow(levied / 10),
              zkpow(1_000),
              zkpow(120),
              zkpow(behaviour.equals("honest") ? 0 : 3),
              electricity,
              (earned - levied) * 0.005 - electricity));
    }
  }

  private void agents(ReplicationWriter out) {
    for (int validator = 0; validator < 6; validator++) {
      out.agent(
          new AgentRow(
              validator,
              validator == 5 ? "offline" : "honest",
              1 / 6.0,
              120,
              validator == 5 ? 0 : 100,
              validator == 5 ? 0 : 60,
              validator == 5 ? 0 : 50,
              validator == 5 ? 0 : 25_000_000,
              validator == 5 ? BigInteger.ZERO : zkpow(0.25),
              validator == 5 ? BigInteger.ZERO : zkpow(0.26)));
    }
  }

  private void series(ReplicationWriter out) {
    double noise = uniform(-20, 20);
    double minted = 0;
    double burned = 0;
    for (long t = 0; t <= HORIZON; t += 300_000) {
      double strain = strain(t);
      double day = StrictMath.sin(2 * StrictMath.PI * t / HORIZON);
      minted += 3 * uniform(0, 1);
      burned += 2 * strain * uniform(0, 1);
      out.series(new SeriesRow("active_provers", t, (500 + 80 * day + noise) / strain));
      out.series(new SeriesRow("waiting_tasks", t, 30 * strain * strain * uniform(0.8, 1.2)));
      out.series(new SeriesRow("leased_tasks", t, 45 + uniform(-5, 5)));
      out.series(new SeriesRow("unit_base_fee_wei", t, 2.5e16 * strain * uniform(0.95, 1.05)));
      out.series(new SeriesRow("bounty_transfer_wei", t, 1.1e18 * strain * uniform(0.95, 1.05)));
      out.series(new SeriesRow("minted_wei", t, minted * 1e18));
      out.series(new SeriesRow("burned_wei", t, burned * 1e18));
      out.series(new SeriesRow("debt_wei", t, 40e18 * t / HORIZON));
      out.series(new SeriesRow("uncollected_wei", t, 15e18 * t / HORIZON));
      out.series(new SeriesRow("pool_wei", t, 2e22 + 1e20 * strain));
      out.series(new SeriesRow("escrow_wei", t, 9e20 * strain));
      out.series(new SeriesRow("agent_fund_wei", t, 1e21 + 1e20 * day));
      out.series(new SeriesRow("pending_wei", t, 6e20 * uniform(0, 1)));
      out.series(new SeriesRow("supply_wei", t, 5e24 + (minted - burned) * 1e18));
      out.series(new SeriesRow("l1_base_fee_wei", t, 1e10 * uniform(0.7, 1.6)));
      out.series(new SeriesRow("zkpow_per_eth", t, 10_000 * uniform(0.95, 1.05)));
      out.series(new SeriesRow("mempool", t, 12 * strain));
    }
  }

  /** How much slower everything is: threefold in the hour after the outage. */
  private static double strain(long t) {
    return t > OUTAGE && t < OUTAGE + 3_600_000 ? 3 : 1;
  }

  /** An exponential wait after an instant; what would pass the horizon has not happened. */
  private long after(long from, double mean) {
    if (from == Row.NEVER) {
      return Row.NEVER;
    }
    long at = from + (long) (-mean * StrictMath.log(random.nextDouble(1e-12, 1)));
    return at > HORIZON ? Row.NEVER : at;
  }

  private double uniform(double low, double high) {
    return random.nextDouble(low, high);
  }

  private static BigInteger zkpow(double amount) {
    return BigDecimal.valueOf(amount).movePointRight(18).toBigInteger();
  }
}
