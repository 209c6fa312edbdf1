package io.crowdroll.protocol.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.BatchHeader;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.submission.Certificate;
import io.crowdroll.protocol.submission.ContractView;
import io.crowdroll.protocol.submission.L1Block;
import io.crowdroll.protocol.submission.L1Call;
import io.crowdroll.protocol.submission.L1Log;
import io.crowdroll.protocol.submission.Refusal;
import io.crowdroll.protocol.submission.RootProof;
import io.crowdroll.protocol.submission.Seat;
import io.crowdroll.protocol.submission.SlotSchedule;
import io.crowdroll.protocol.submission.SubmissionRules;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AgentTest {
  private static final Wei GWEI = Wei.of(1_000_000_000);
  private static final Address SELF = new Address(0, 1, 1);
  private static final Address OTHER = new Address(0, 1, 2);
  private static final SubmissionRules RULES =
      new SubmissionRules(
          4,
          3,
          true,
          false,
          2,
          7_200,
          0,
          Wei.ZERO,
          Wei.tokens(10_000),
          Wei.tokens(1),
          Wei.ZERO,
          null);

  private final List<Effect> effects = new ArrayList<>();
  private final BatchHeader first = header(1, Hash256.ZERO);
  private final BatchHeader second = header(2, first.hash());
  private Agent agent = agent(SELF, AgentPolicy.honest(GWEI));
  private L1Block head;

  @Test
  void commitsAllThatIsReadyInOrderInItsOwnSlot() {
    start();
    close(second);
    assertThat(calls()).isEmpty();
    close(first);
    assertThat(calls()).containsExactly(commit(first), commit(second));
    assertThat(posts()).extracting(Effect.PostL1::id).containsExactly(0L, 1L);
    assertThat(posts()).allMatch(post -> post.notAfter() == 103);
  }

  @Test
  void leavesTheSlotsOfOthersAloneUntilTheFallbackOpens() {
    agent = agent(OTHER, AgentPolicy.honest(GWEI));
    start();
    close(first);
    while (head.number() < 111) {
      mine();
    }
    assertThat(calls()).isEmpty();
    // Ready at 99, in slot 24: open from 112 on, turns of two agents, first block of a slot apart
    mine();
    mine();
    assertThat(calls()).containsExactly(commit(first));
    assertThat(posts()).allMatch(post -> post.notAfter() == 113 || post.notAfter() == 114);
  }

  @Test
  void provesWhatIsCommittedAndKnownInOrder() {
    start();
    close(first);
    close(second);
    prove(second);
    mine(committed(first), committed(second));
    effects.clear();
    mine();
    assertThat(calls())
        .as("the older proof is not known")
        .noneMatch(L1Call.ProveBatch.class::isInstance);
    effects.clear();
    prove(first);
    assertThat(calls())
        .containsExactly(
            new L1Call.ProveBatch(1, 7, new RootProof.Modelled(first.hash(), 7, true)),
            new L1Call.ProveBatch(2, 7, new RootProof.Modelled(second.hash(), 7, true)));
  }

  @Test
  void batchIsFinalOnceItsProofIsTwoBlocksDeep() {
    start();
    close(first);
    mine(committed(first));
    mine(new L1Log.BatchProved(1, first.hash(), first.postRoot(), SELF));
    mine();
    assertThat(effects).doesNotContain(new Effect.BatchFinal(1));
    mine();
    mine();
    assertThat(effects).containsOnlyOnce(new Effect.BatchFinal(1));
  }

  @Test
  void callThatWaitsIsSentAgainForAnEighthMore() {
    start();
    close(first);
    mine();
    assertThat(posts()).hasSize(1);
    mine();
    Effect.PostL1 old = posts().getFirst();
    Effect.PostL1 dearer = posts().getLast();
    assertThat(dearer.id()).isEqualTo(old.id());
    assertThat(dearer.call()).isEqualTo(old.call());
    assertThat(dearer.tip()).isEqualTo(Wei.of(1_125_000_001));
    assertThat(dearer.maxFee()).isGreaterThanOrEqualTo(old.maxFee().mulDiv(9, 8));
  }

  @Test
  void revertedCallIsNotRepeatedInItsSlot() {
    start();
    close(first);
    mineReverted(posts().getFirst());
    assertThat(effects)
        .contains(new Effect.Alarm("L1_CALL_REVERTED", "CommitBatch: ONLY_PERMISSIONLESS"));
    effects.clear();
    mine();
    mine();
    assertThat(calls()).isEmpty();
    mine();
    assertThat(calls()).as("in the next slot").containsExactly(commit(first));
  }

  @Test
  void whatAReorganisationRemovedIsPostedAgainUnderItsOldNumber() {
    start();
    close(first);
    L1Block parent = head;
    Effect.PostL1 post = posts().getFirst();
    L1Block.Receipt receipt =
        new L1Block.Receipt(SELF, post.id(), post.call(), Optional.empty(), 1, GWEI);
    mine(List.of(committed(first)), List.of(receipt));
    effects.clear();
    L1Block replaced = head;
    head = block(parent, replaced.number(), 1, List.of(), List.of());
    agent.handle(0, new Event.L1Changed(List.of(replaced.hash()), List.of(head)), effects::add);
    assertThat(posts()).hasSize(1);
    assertThat(posts().getFirst().id()).isEqualTo(post.id());
    assertThat(calls()).containsExactly(commit(first));
  }

  @Test
  void blockThatDoesNotExtendTheHeadStopsTheAgent() {
    start();
    L1Block stray = block(block(head, 100, 5, List.of(), List.of()), 101, 5, List.of(), List.of());
    agent.handle(0, new Event.L1Changed(List.of(), List.of(stray)), effects::add);
    assertThat(effects).hasExactlyElementsOfTypes(Effect.Alarm.class);
    close(first);
    assertThat(calls()).isEmpty();
  }

  @Test
  void gasShyAgentWaitsForALowerBaseFee() {
    agent = agent(SELF, new AgentPolicy(GWEI, 2, GWEI.times(9), _ -> true));
    start();
    close(first);
    assertThat(calls()).isEmpty();
  }

  @Test
  void unwillingAgentCommitsNothingBeyondTheBatchItRefuses() {
    agent = agent(SELF, new AgentPolicy(GWEI, 2, null, header -> header.index() != 2));
    start();
    close(first);
    close(second);
    close(header(3, second.hash()));
    assertThat(calls()).containsExactly(commit(first));
  }

  /** All seats are SELF's but one, which OTHER has and no slot of these tests draws. */
  private static Agent agent(Address self, AgentPolicy policy) {
    return new Agent(self, RULES, policy, ContractView.deployed(50, schedule()), 64);
  }

  private static SlotSchedule schedule() {
    SlotSchedule all = new SlotSchedule(4, Collections.nCopies(64, Seat.of(SELF)));
    for (int seat = 0; seat < 64; seat++) {
      SlotSchedule candidate = all.with(seat, Seat.of(OTHER));
      boolean drawn = false;
      for (long slot = 24; slot < 40; slot++) {
        Hash256 seed = hash(candidate.seedBlock(slot), 0);
        drawn |= candidate.agent(slot, seed).equals(OTHER);
      }
      if (!drawn) {
        return candidate;
      }
    }
    throw new AssertionError("16 slots cannot draw 64 seats");
  }

  private void start() {
    List<L1Block> blocks = new ArrayList<>();
    L1Block parent = null;
    for (long number = 50; number < 100; number++) {
      parent = block(parent, number, 0, List.of(), List.of());
      blocks.add(parent);
    }
    head = parent;
    agent.handle(0, new Event.L1Changed(List.of(), blocks), effects::add);
  }

  private void close(BatchHeader header) {
    agent.handle(0, new Event.BatchClosed(header, Certificate.NONE), effects::add);
  }

  private void prove(BatchHeader header) {
    RootProof proof = new RootProof.Modelled(header.hash(), 7, true);
    agent.handle(0, new Event.BatchProven(header.index(), proof), effects::add);
  }

  private void mine(L1Log... logs) {
    mine(List.of(logs), List.of());
  }

  private void mineReverted(Effect.PostL1 post) {
    Optional<Refusal> refusal = Optional.of(Refusal.ONLY_PERMISSIONLESS);
    mine(List.of(), List.of(new L1Block.Receipt(SELF, post.id(), post.call(), refusal, 1, GWEI)));
  }

  private void mine(List<L1Log> logs, List<L1Block.Receipt> receipts) {
    head = block(head, head.number() + 1, 0, logs, receipts);
    agent.handle(0, new Event.L1Changed(List.of(), List.of(head)), effects::add);
  }

  private static L1Block block(
      L1Block parent, long number, long branch, List<L1Log> logs, List<L1Block.Receipt> receipts) {
    Hash256 above = parent == null ? Hash256.ZERO : parent.hash();
    long timestamp = number * 12_000;
    return new L1Block(
        number, hash(number, branch), above, timestamp, GWEI.times(10), logs, receipts);
  }

  private static Hash256 hash(long number, long branch) {
    return new Hash256(5, 5, branch, number);
  }

  private static L1Log committed(BatchHeader header) {
    return new L1Log.BatchCommitted(header.index(), header.hash(), SELF);
  }

  private static L1Call commit(BatchHeader header) {
    return new L1Call.CommitBatch(header, Certificate.NONE);
  }

  private List<Effect.PostL1> posts() {
    return effects.stream()
        .filter(Effect.PostL1.class::isInstance)
        .map(Effect.PostL1.class::cast)
        .toList();
  }

  private List<L1Call> calls() {
    return posts().stream().map(Effect.PostL1::call).distinct().toList();
  }

  private static BatchHeader header(long index, Hash256 parent) {
    Wei none = Wei.ZERO;
    return new BatchHeader(
        index,
        parent,
        Hash256.ZERO,
        new Hash256(0, 0, 0, index),
        1,
        none,
        none,
        none,
        List.of(),
        1,
        1,
        60,
        0,
        0,
        List.of(),
        99,
        0);
  }
}
