package io.crowdroll.sim.model.l1;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.chain.BatchHeader;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.submission.L1Block;
import io.crowdroll.protocol.submission.L1Call;
import io.crowdroll.protocol.submission.L1Log;
import io.crowdroll.protocol.submission.SubmissionRules;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Agents and contract together: what is closed and proven on L2 arrives on L1 once, in order. */
class AgentsOnL1Test {

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void quietChainTakesEveryBatchOnceWithoutARevertedCall(boolean hardened) {
    AgentsDrive drive = drive(rules(hardened), 0);
    run(drive, new Random(1), 1_000, 0);
    assertArrived(drive);
    assertThat(drive.receipts()).allMatch(L1Block.Receipt::succeeded);
    assertThat(drive.alarms).isEmpty();
  }

  /** Issue 4's gate: depths 1 to 64, none lost, none doubled, under both presets. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void reorganisationsLoseAndDoubleNothing(boolean hardened) {
    AgentsDrive drive = drive(rules(hardened), 0.02);
    int reorgs = run(drive, new Random(2), 20_000, 90);
    assertThat(reorgs).isGreaterThanOrEqualTo(200);
    assertArrived(drive);
    assertThat(drive.alarms).allMatch(alarm -> alarm.startsWith("L1_CALL_REVERTED"));
    long reverted = drive.receipts().stream().filter(call -> !call.succeeded()).count();
    assertThat(reverted).isLessThan(drive.receipts().size() / 50);
  }

  @Test
  void overdueBatchIsPrunedAndCommittedAgain() {
    AgentsDrive drive = drive(withProveDeadline(Harness.HARDENED, 100), 0);
    List<BatchHeader> batches = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      batches.add(drive.close());
      drive.mine(5);
    }
    drive.mine(120);
    assertThat(drive.logs()).anyMatch(log -> log instanceof L1Log.Pruned);
    drive.mine(10);
    assertThat(drive.contract.committed()).isEqualTo(5);
    batches.forEach(drive::prove);
    drive.mine(60);
    assertArrived(drive);
    assertThat(drive.receipts()).allMatch(L1Block.Receipt::succeeded);
  }

  @Test
  void oneAgentOnlineKeepsTheChainGoingByTheFallback() {
    AgentsDrive drive = drive(Harness.HARDENED, 0);
    for (int i = 0; i < 7; i++) {
      drive.online(i, _ -> false);
    }
    run(drive, new Random(3), 2_000, 0);
    drive.mine(2_000);
    assertArrived(drive);
    assertThat(drive.logs()).anyMatch(log -> log instanceof L1Log.SlotSkipped);
  }

  @Test
  void fullBlocksDelayCallsButLoseNone() {
    AgentsDrive drive = drive(Harness.HARDENED, 0);
    drive.chain.congest(20, Long.MAX_VALUE);
    run(drive, new Random(4), 600, 0);
    assertArrived(drive);
    assertThat(drive.chain.head().baseFee()).isGreaterThan(Wei.of(100_000_000_000L));
  }

  @Test
  void reorganisationDeeperThanCanBeFollowedStopsEveryAgentWithTheAlarm() {
    AgentsDrive drive = drive(Harness.HARDENED, 0);
    drive.mine(300);
    drive.reorg(200);
    assertThat(drive.alarms)
        .hasSize(8)
        .allMatch(alarm -> alarm.startsWith("L1_REORG_BEYOND_IMPORT_DEPTH"));
    drive.close();
    drive.mine(50);
    assertThat(drive.contract.committed()).isZero();
  }

  /** Random closings and proofs over so many L1 slots; says how many reorganisations there were. */
  private static int run(AgentsDrive drive, Random random, int slots, int slotsPerReorg) {
    Deque<BatchHeader> unproven = new ArrayDeque<>();
    int reorgs = 0;
    for (int i = 0; i < slots; i++) {
      if (random.nextInt(10) == 0) {
        unproven.add(drive.close());
      }
      if (!unproven.isEmpty() && random.nextInt(7) == 0) {
        drive.prove(unproven.removeFirst());
      }
      if (i > 70 && slotsPerReorg > 0 && random.nextInt(slotsPerReorg) == 0) {
        drive.reorg(1 + random.nextInt(64));
        reorgs++;
      }
      drive.mine();
    }
    unproven.forEach(drive::prove);
    drive.mine(300);
    return reorgs;
  }

  private static void assertArrived(AgentsDrive drive) {
    List<Hash256> hashes = drive.closed.stream().map(BatchHeader::hash).toList();
    assertThat(drive.contract.proven()).isEqualTo(hashes.size());
    assertThat(drive.contract.root()).isEqualTo(drive.closed.getLast().postRoot());
    List<Hash256> proven = new ArrayList<>();
    for (L1Log log : drive.logs()) {
      if (log instanceof L1Log.BatchProved batch) {
        proven.add(batch.header());
      }
    }
    assertThat(proven).isEqualTo(hashes);
    for (List<Long> finals : drive.finals) {
      assertThat(finals).isEqualTo(LongStream.rangeClosed(1, hashes.size()).boxed().toList());
    }
    assertThat(drive.receipts())
        .filteredOn(receipt -> receipt.call() instanceof L1Call.CommitBatch)
        .filteredOn(L1Block.Receipt::succeeded)
        .extracting(receipt -> ((L1Call.CommitBatch) receipt.call()).header().hash())
        .isSubsetOf(hashes);
    drive.contract.checkInvariantsFully();
  }

  private static AgentsDrive drive(SubmissionRules rules, double missedSlots) {
    return new AgentsDrive(rules, L1ChainTest.model(missedSlots, 0.3), 11);
  }

  private static SubmissionRules rules(boolean hardened) {
    return hardened ? Harness.HARDENED : Harness.LITERAL;
  }

  private static SubmissionRules withProveDeadline(SubmissionRules rules, int blocks) {
    return new SubmissionRules(
        rules.slotBlocks(),
        rules.openAfterSlots(),
        rules.commitThenProve(),
        rules.certificate(),
        rules.confirmations(),
        blocks,
        rules.agentMargin(),
        rules.refundCap(),
        rules.zkpowPerEth(),
        rules.seatBond(),
        rules.missFine(),
        rules.forced());
  }
}
