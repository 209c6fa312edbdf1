package io.crowdroll.sim.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.Rejection;
import io.crowdroll.protocol.chain.Transaction;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.submission.L1Block;
import io.crowdroll.reports.results.BatchRow;
import io.crowdroll.reports.results.CsvTable;
import io.crowdroll.reports.results.MetricRow;
import io.crowdroll.reports.results.ProverRow;
import io.crowdroll.reports.results.ReplicationReader;
import io.crowdroll.reports.results.ReplicationWriter;
import io.crowdroll.reports.results.Row;
import io.crowdroll.reports.results.RunDirectory;
import io.crowdroll.reports.results.TaskRow;
import io.crowdroll.reports.results.TransactionRow;
import io.crowdroll.sim.scenario.Scenario;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stories of a few blocks whose rows and metrics are known by hand. */
class RecorderTest {
  private static final Wei BASE = Story.UNIT_PRICE.times(44);
  private static final long HORIZON = 3_600_000;

  @TempDir private Path scratch;

  private ReplicationReader record(Consumer<Recording> story) {
    Scenario scenario = TinyScenario.load(scratch, "").scenario();
    RunDirectory run = RunDirectory.create(scratch.resolve("run"));
    try (ReplicationWriter writer = run.writer(0)) {
      Recorder recorder = new Recorder(scenario, writer);
      Recording recording = new Recording(recorder, new Story(recorder));
      recording.story.validator(0).validator(1);
      story.accept(recording);
      recorder.end(HORIZON, StillGauges.ZERO);
      writer.commit();
    }
    return run.reader(0);
  }

  private record Recording(Recorder recorder, Story story) {
    Transaction submit(long millis, int sender, boolean targeted) {
      Transaction transaction = Story.transfer(sender, millis);
      recorder.submitted(millis, transaction, "transfer", targeted);
      return transaction;
    }
  }

  private static double metric(ReplicationReader reader, String name) {
    return reader.all(CsvTable.METRICS).stream()
        .filter(row -> row.metric().equals(name))
        .mapToDouble(MetricRow::value)
        .findFirst()
        .orElseThrow();
  }

  /** Two transactions in one batch; the second one's first holder misses. */
  private static void tellOfABatch(Recording told) {
    Story story = told.story.prover(0, "crowd", "honest").prover(1, "crowd", "honest");
    Transaction first = told.submit(1_000, 0, false);
    Transaction second = told.submit(1_500, 1, true);
    story.include(first, 0).include(second, 1).block(2_000, StillGauges.ZERO);
    story.lease(0, 0).lease(1, 0).block(4_000, StillGauges.ZERO);
    told.recorder.worked(8_000, 0, 0, 4_000);
    story.prove(0, 0, BASE).block(10_000, StillGauges.ZERO);
    story.miss(1, 0).lease(1, 1).block(30_000, StillGauges.ZERO);
    told.recorder.worked(38_000, 1, 1 << 5, 4_000);
    story.prove(1, 1, BASE.times(2)).block(40_000, StillGauges.ZERO);
    story.fact(new Fact.BatchClosed(Story.header(1), 0, 1)).block(42_000, StillGauges.ZERO);
    story.fact(new Fact.BatchProven(1, 0, null)).block(60_000, StillGauges.ZERO);
    told.recorder.submissionSlot(70_000, 3, 1);
    story.l1(72_000, Story.commit(6, 72_000, 1, 1));
    story.l1(84_000, Story.prove(7, 84_000, 1, 1));
    story.l1(96_000, Story.empty(8, 96_000)).l1(108_000, Story.empty(9, 108_000));
    story.fact(new Fact.Refunded(1, 1, Wei.tokens(50))).block(110_000, StillGauges.ZERO);
  }

  @Test
  void aTransactionIsFollowedUntilItsBatchIsDeepOnL1() {
    ReplicationReader reader = record(RecorderTest::tellOfABatch);

    BigInteger fee = BigInteger.valueOf(1 + 20 + 300 + 7);
    assertThat(reader.all(CsvTable.TRANSACTIONS))
        .containsExactly(
            new TransactionRow(
                0,
                "transfer",
                false,
                false,
                1_000,
                2_000,
                10_000,
                84_000,
                108_000,
                fee,
                "included"),
            new TransactionRow(
                1,
                "transfer",
                true,
                false,
                1_500,
                2_000,
                40_000,
                84_000,
                108_000,
                fee,
                "included"));
    assertThat(metric(reader, "fee_per_tx.l1")).isEqualTo(300);
    assertThat(metric(reader, "fee_per_tx.tip")).isEqualTo(7);
    assertThat(metric(reader, "time_to_proof.p50")).isEqualTo(9);
    assertThat(metric(reader, "time_to_proof.p99")).isEqualTo(38.5);
    assertThat(metric(reader, "censorship_delay_ratio")).isEqualTo(0.5 / 1);
    assertThat(metric(reader, "censorship_proof_delay_ratio")).isEqualTo(38.5 / 9);
  }

  @Test
  void aTaskSaysWhoHadItAndWhatThatCost() {
    ReplicationReader reader = record(RecorderTest::tellOfABatch);

    BigInteger base = BASE.toBigInteger();
    BigInteger twice = BASE.times(2).toBigInteger();
    assertThat(reader.all(CsvTable.TASKS))
        .containsExactly(
            new TaskRow(
                0,
                "transfer",
                0,
                44,
                false,
                2_000,
                4_000,
                10_000,
                0,
                1,
                base,
                base,
                0,
                "lease",
                0.1),
            new TaskRow(
                1,
                "transfer",
                0,
                44,
                true,
                2_000,
                4_000,
                40_000,
                1,
                2,
                base,
                twice,
                1,
                "lease",
                0.1));
    assertThat(metric(reader, "misses_per_task")).isEqualTo(0.5);
    assertThat(metric(reader, "miss_rate")).isEqualTo(1 / 3.0);
    assertThat(metric(reader, "reassignment_rate")).isEqualTo(0.5);
    assertThat(metric(reader, "bounty_paid_over_base")).isEqualTo(1.5);
    assertThat(metric(reader, "penalties_levied")).isEqualTo(BASE.toBigInteger().doubleValue());
    assertThat(metric(reader, "wasted_compute_share")).isZero();
  }

  @Test
  void aBatchCountsTheWindowsOfItsSlowestLeafAndItsCostOnL1() {
    ReplicationReader reader = record(RecorderTest::tellOfABatch);

    BigInteger cost = Story.GAS_PRICE.times(500_000).toBigInteger();
    BigInteger refund = BigInteger.TEN.pow(18).divide(BigInteger.valueOf(200));
    assertThat(reader.all(CsvTable.BATCHES))
        .containsExactly(
            new BatchRow(
                1, 2, 2, 88, 2_000, 42_000, 40_000, 60_000, 72_000, 84_000, 108_000, 2, 200_000,
                300_000, cost, refund, 1));
    assertThat(metric(reader, "windows_to_last_proof.mean")).isEqualTo(2);
    assertThat(metric(reader, "l1_gas_per_tx")).isEqualTo(250_000);
    assertThat(metric(reader, "missed_slots")).isZero();
    assertThat(reader.all(CsvTable.AGENTS).get(1).slotsUsed()).isEqualTo(1);
    assertThat(reader.all(CsvTable.AGENTS).get(1).spentEthWei()).isEqualTo(cost);
  }

  @Test
  void aProversBooksHoldIncomePenaltiesAndElectricity() {
    ReplicationReader reader = record(RecorderTest::tellOfABatch);

    ProverRow prover = reader.all(CsvTable.PROVERS).get(0);
    assertThat(prover.leases()).isEqualTo(2);
    assertThat(prover.proofs()).isEqualTo(1);
    assertThat(prover.misses()).isEqualTo(1);
    assertThat(prover.earnedWei()).isEqualTo(BASE.toBigInteger());
    assertThat(prover.penaltiesLeviedWei()).isEqualTo(BASE.toBigInteger());
    assertThat(prover.activeMs()).isEqualTo(HORIZON);
    // 100 W for 4 s at 0.36 USD a kWh; bounty and penalty cancel out.
    assertThat(prover.electricityUsd()).isCloseTo(4e-5, within(1e-12));
    assertThat(prover.profitUsd()).isCloseTo(-4e-5, within(1e-12));
  }

  @Test
  void whatIsUnprovenAtTheHorizonCountsAsCensored() {
    ReplicationReader reader =
        record(
            told -> {
              Transaction first = told.submit(0, 0, false);
              Transaction second = told.submit(0, 1, false);
              told.submit(5_000, 2, false);
              told.story
                  .prover(0, "crowd", "honest")
                  .include(first, 0)
                  .include(second, 1)
                  .block(1_000, StillGauges.ZERO);
              told.story.lease(0, 0).block(2_000, StillGauges.ZERO);
              told.story.prove(0, 0, BASE).block(3_000, StillGauges.ZERO);
            });

    assertThat(reader.all(CsvTable.TRANSACTIONS))
        .extracting(TransactionRow::outcome)
        .containsExactly("included", "included", "pending");
    assertThat(metric(reader, "time_to_proof.p50")).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(metric(reader, "inclusion_delay.p50")).isEqualTo(1);
    assertThat(metric(reader, "oldest_unproven_age")).isEqualTo((HORIZON - 1_000) / 1e3);
    assertThat(reader.all(CsvTable.TASKS).get(1).provenMs()).isEqualTo(Row.NEVER);
  }

  @Test
  void aRefusedTransactionWaitsForNothing() {
    ReplicationReader reader =
        record(
            told -> {
              Transaction refused = told.submit(0, 0, false);
              told.recorder.refused(10, refused, Rejection.BACK_PRESSURE);
            });

    assertThat(reader.all(CsvTable.TRANSACTIONS))
        .extracting(TransactionRow::outcome)
        .containsExactly("rejected:back-pressure");
    assertThat(metric(reader, "transactions_refused")).isEqualTo(1);
    assertThat(metric(reader, "inclusion_delay.mean")).isNaN();
  }

  @Test
  void aReorganisationTakesBackWhatItsBlocksSaid() {
    L1Block proof = Story.prove(7, 84_000, 1, 1);
    ReplicationReader reader =
        record(
            told -> {
              Transaction only = told.submit(0, 0, false);
              told.story
                  .include(only, 0)
                  .fact(new Fact.BatchClosed(Story.header(1), 0, 0))
                  .block(1_000, StillGauges.ZERO);
              told.story.l1(72_000, Story.commit(6, 72_000, 1, 1));
              told.story.l1(84_000, proof);
              told.story.reorganise(96_000, proof, Story.empty(7, 96_000));
              told.story.l1(99_000, Story.empty(8, 99_000), Story.empty(9, 99_500));
            });

    BatchRow batch = reader.all(CsvTable.BATCHES).get(0);
    assertThat(batch.committedMs()).isEqualTo(72_000);
    assertThat(batch.l1ProvenMs()).isEqualTo(Row.NEVER);
    assertThat(batch.finalMs()).isEqualTo(Row.NEVER);
    assertThat(batch.proveGas()).isZero();
    assertThat(batch.l1CostWei()).isEqualTo(Story.GAS_PRICE.times(200_000).toBigInteger());
    assertThat(reader.all(CsvTable.AGENTS).get(1).proves()).isZero();
  }

  @Test
  void whatAForkRevertsWasNeverEarned() {
    ReplicationReader reader =
        record(
            told -> {
              Story story = told.story.prover(0, "crowd", "self-spammer");
              Transaction kept = told.submit(0, 0, false);
              Transaction again = told.submit(0, 0, false);
              story.include(kept, 0).include(again, 1).block(1_000, StillGauges.ZERO);
              story.lease(0, 0).lease(1, 0).block(2_000, StillGauges.ZERO);
              story.prove(0, 0, BASE).block(3_000, StillGauges.ZERO);
              story.prove(1, 0, BASE.times(5)).block(4_000, StillGauges.ZERO);
              story.lease(2, 0).block(5_000, StillGauges.ZERO);
              story.miss(2, 0).block(6_000, StillGauges.ZERO);
              told.recorder.reverted(7_000, Story.empty(9, 7_000), 0, 2, List.of());
            });

    ProverRow prover = reader.all(CsvTable.PROVERS).get(0);
    assertThat(prover.earnedWei()).isEqualTo(BASE.toBigInteger());
    assertThat(prover.proofs()).isEqualTo(1);
    assertThat(prover.penaltiesLeviedWei()).isZero();
    assertThat(prover.leases()).isEqualTo(2);
    assertThat(prover.misses()).isZero();
    assertThat(metric(reader, "tasks_made")).isEqualTo(2);
    assertThat(metric(reader, "tasks_proven")).isEqualTo(1);
    assertThat(metric(reader, "miss_rate")).isZero();
    assertThat(metric(reader, "misses_per_task")).isZero();
    assertThat(metric(reader, "penalties_levied")).isZero();
    // 25e15 wei a unit at 10,000 ZKPoW for an ether of 3,000 USD.
    assertThat(prover.profitUsd()).isCloseTo(0.025 * 44 / 10_000 * 3_000, within(1e-9));
    assertThat(metric(reader, "spam_return")).isEqualTo(1.1e18 - (1 + 20 + 300 + 7));
  }

  @Test
  void whatASpammerSendsFromItsOtherAccountIsItsOwnToo() {
    ReplicationReader reader =
        record(
            told -> {
              Story story = told.story.prover(0, "crowd", "self-spammer");
              story.include(told.submit(1_000, 0, false), 0).block(1_000, StillGauges.ZERO);
              story.lease(0, 0).block(2_000, StillGauges.ZERO);
              story.prove(0, 0, BASE).block(3_000, StillGauges.ZERO);
            });

    assertThat(metric(reader, "spam_return")).isEqualTo(1.1e18 - (1 + 20 + 300 + 7));
  }

  @Test
  void machineTimeThatEarnsNothingIsWasted() {
    ReplicationReader reader =
        record(
            told -> {
              Transaction only = told.submit(0, 0, false);
              told.story.prover(0, "crowd", "honest").prover(1, "crowd", "honest");
              told.story.include(only, 0).block(1_000, StillGauges.ZERO);
              told.story.lease(0, 0).lease(0, 1).block(2_000, StillGauges.ZERO);
              told.recorder.worked(3_000, 0, 0, 1_000);
              told.recorder.worked(3_000, 1, 0, 3_000);
              told.story.miss(0, 1).prove(0, 0, BASE).block(4_000, StillGauges.ZERO);
            });

    assertThat(metric(reader, "wasted_compute_share")).isEqualTo(0.75);
  }

  @Test
  void anOwnerThatLeavesReadyWorkUndoneMissesItsSlot() {
    ReplicationReader reader =
        record(
            told -> {
              told.recorder.submissionSlot(0, 1, 0);
              told.story
                  .fact(new Fact.BatchClosed(Story.header(1), 0, 0))
                  .block(1_000, StillGauges.ZERO);
              told.recorder.submissionSlot(48_000, 2, 0);
              told.recorder.submissionSlot(96_000, 3, 1);
              told.story.l1(97_000, Story.commit(9, 97_000, 1, 1));
              told.recorder.submissionSlot(144_000, 4, 0);
            });

    assertThat(metric(reader, "submission_slots")).isEqualTo(4);
    assertThat(metric(reader, "missed_slots")).isEqualTo(1);
  }

  @Test
  void gaugesAreSampledAndTheirExtremesKept() {
    ReplicationReader reader =
        record(
            told -> {
              told.story.block(2_000, new StillGauges(5, 100, Wei.ZERO, Wei.ZERO));
              told.story.block(4_000, new StillGauges(3, 700, Wei.ZERO, Wei.ZERO));
              told.recorder.sample(0, new StillGauges(5, 100, Wei.ZERO, Wei.ZERO));
              told.recorder.sample(HORIZON, new StillGauges(5, 150, Wei.ZERO, Wei.ZERO));
            });

    assertThat(metric(reader, "active_provers.mean")).isEqualTo(4);
    assertThat(metric(reader, "active_provers.min")).isEqualTo(3);
    assertThat(metric(reader, "backlog.max")).isEqualTo(700);
    assertThat(metric(reader, "backlog.slope")).isCloseTo(50, within(1e-9));
    assertThat(reader.all(CsvTable.SERIES))
        .filteredOn(row -> row.metric().equals("waiting_units"))
        .hasSize(2);
  }
}
