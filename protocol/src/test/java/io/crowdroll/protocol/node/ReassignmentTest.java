package io.crowdroll.protocol.node;

import static io.crowdroll.protocol.node.RulesWith.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.Rules;
import io.crowdroll.protocol.chain.Coordination;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.Fixed;
import io.crowdroll.protocol.chain.Payee;
import io.crowdroll.protocol.chain.Proof;
import io.crowdroll.protocol.chain.Rejection;
import io.crowdroll.protocol.chain.Right;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.proving.Reassignment;
import io.crowdroll.protocol.zkpow.Scarcity;
import java.util.List;
import org.junit.jupiter.api.Test;

/** PROTOCOL.md §4, {@code reassignment}. */
class ReassignmentTest {
  private static final Rules HARDENED = Presets.hardened();
  private static final Scarcity.Elasticity HALF = Scarcity.Elasticity.HALF;

  @Test
  void committeeMissesOnceTogetherAndAValidatorComesAfterThreeMisses() {
    Scene scene = new Scene(HARDENED, 12);
    Fact.Leased first = scene.leasedTransfer();
    scene.next(Fact.LeaseEnded.class, end -> end.how() == Fact.LeaseEnd.MISSED);
    for (int committee = 0; committee < 2; committee++) {
      assertThat(scene.all(Fact.Penalised.class, fine -> fine.task() == first.task())).hasSize(3);
    }
    Fact.Leased last = scene.chain.facts(Fact.Leased.class).toList().getLast();
    assertThat(Payee.isValidator(last.holder())).isTrue();
    assertThat(last.penalty()).isEqualTo(Wei.ZERO);
    assertThat(scene.chain.facts(Fact.Leased.class).map(Fact.Leased::right))
        .containsExactly(
            Right.LEASE,
            Right.COMMITTEE,
            Right.COMMITTEE,
            Right.COMMITTEE,
            Right.COMMITTEE,
            Right.COMMITTEE,
            Right.COMMITTEE,
            Right.LAST_RESORT);
    assertThat(scene.chain.facts(Fact.Leased.class).map(Fact.Leased::holder))
        .doesNotHaveDuplicates();
  }

  @Test
  void committeeMembersStayBoundAfterTheFirstProof() {
    Scene scene = new Scene(HARDENED, 12);
    scene.leasedTransfer();
    List<Fact.Leased> members =
        scene.all(Fact.Leased.class, lease -> lease.right() == Right.COMMITTEE);
    Fact.Paid first = Scene.of(scene.prove(members.get(1)), Fact.Paid.class).getFirst();
    Fact.Paid second = Scene.of(scene.prove(members.get(0)), Fact.Paid.class).getFirst();
    Fact.Penalised third = scene.next(Fact.Penalised.class, fine -> fine.task() == first.task());
    assertThat(first.amount()).isEqualTo(members.getFirst().bounty());
    assertThat(first.full()).isTrue();
    assertThat(second.amount()).isEqualTo(first.amount().dividedBy(4));
    assertThat(second.full()).isFalse();
    assertThat(third.holder()).isEqualTo(members.get(2).holder());
  }

  @Test
  void nextRandomGoesOnForEverAndAdmitsFormerHoldersWhenNobodyElseIsLeft() {
    Rules rules = with(Presets.literal(), "leases.deadlineBase", 5);
    Scene scene = new Scene(rules, 2);
    int[] holders = new int[6];
    holders[0] = scene.leasedTransfer().holder();
    for (int miss = 1; miss < holders.length; miss++) {
      holders[miss] = scene.next(Fact.Leased.class, lease -> true).holder();
    }
    assertThat(holders[1]).isNotEqualTo(holders[0]);
    assertThat(holders).containsOnly(0, 1);
    assertThat(scene.chain.facts(Fact.Leased.class).map(Fact.Leased::right))
        .containsOnly(Right.LEASE);
  }

  @Test
  void leastRecentlyProcessedComesInTurn() {
    Rules rules = with(HARDENED, "leases.reassignment", new Reassignment.LeastRecentlyProcessed());
    Scene scene = new Scene(rules, 4);
    int first = scene.leasedTransfer().holder();
    Fact.Leased second = scene.next(Fact.Leased.class, lease -> true);
    Fact.Leased third = scene.next(Fact.Leased.class, lease -> true);
    assertThat(second.draw()).isEqualTo(-1);
    assertThat(second.holder()).isEqualTo(first == 0 ? 1 : 0);
    assertThat(third.holder()).isNotIn(first, second.holder());
  }

  @Test
  void openTasksArePaidToWhoeverProvesFirst() {
    Rules rules = with(HARDENED, "leases.reassignment", new Reassignment.Open());
    Scene scene = new Scene(rules, 4);
    scene.chain.transfer(20, 21);
    Fact.TaskMade task = scene.next(Fact.TaskMade.class, made -> true);
    scene.chain.prove(task.task(), 3);
    scene.chain.prove(task.task(), 2);
    List<Fact> facts = scene.block();
    Fact.Paid paid = Scene.of(facts, Fact.Paid.class).getFirst();
    assertThat(Scene.of(facts, Fact.Paid.class)).hasSize(1);
    assertThat(paid.right()).isEqualTo(Right.OPEN);
    assertThat(paid.payee()).isEqualTo(3);
    assertThat(paid.amount()).isEqualTo(rules.bounty().unitPrice().times(task.units()));
    assertThat(scene.chain.facts(Fact.Leased.class)).isEmpty();
  }

  @Test
  void anOpenTasksFirstPriceIsItsProofFeeAtMostAndRisesWhenNobodyTookIt() {
    Rules rules = with(HARDENED, "leases.reassignment", new Reassignment.Open());
    rules = with(rules, "bounty.scarcity", new Scarcity.ActiveCount(500, HALF, 8 * Fixed.ONE));
    Wei fee = paidForOpenTask(rules, 0).escrow();
    Wei quote = paidForOpenTask(with(rules, "bounty.antiFarming", false), 0).amount();
    assertThat(quote).as("few provers make it dear").isGreaterThan(fee.times(2));
    assertThat(paidForOpenTask(rules, 0).amount()).isEqualTo(fee);
    assertThat(paidForOpenTask(rules, 25).amount()).isEqualTo(fee);
    assertThat(paidForOpenTask(rules, 40).amount()).isGreaterThan(quote);
  }

  private record OpenTask(Wei escrow, Wei amount) {}

  /** A transfer's task, proven after it has been open for some blocks. */
  private static OpenTask paidForOpenTask(Rules rules, int blocks) {
    Scene scene = new Scene(rules, 4);
    scene.chain.transfer(20, 21);
    Fact.TaskMade task = scene.next(Fact.TaskMade.class, made -> true);
    scene.blocks(blocks);
    scene.chain.prove(task.task(), 3);
    Fact.Paid paid = Scene.of(scene.block(), Fact.Paid.class).getFirst();
    return new OpenTask(task.escrow(), paid.amount());
  }

  @Test
  void aValidatorProvesWhatWaited150BlocksAndIsPaidNotFined() {
    Scene scene = new Scene(HARDENED, 0);
    long from = scene.chain.rollup().height();
    Fact.Leased one = scene.leasedTransfer();
    assertThat(one.height()).isEqualTo(from + 1 + 150);
    assertThat(one.right()).isEqualTo(Right.LAST_RESORT);
    scene.next(Fact.LeaseEnded.class, end -> end.how() == Fact.LeaseEnd.MISSED);
    Fact.Leased two = scene.next(Fact.Leased.class, lease -> true);
    assertThat(Payee.validatorIndex(two.holder())).isEqualTo(1);
    Fact.Paid paid = Scene.of(scene.prove(two), Fact.Paid.class).getFirst();
    assertThat(paid.amount()).isEqualTo(two.bounty());
    assertThat(scene.chain.facts(Fact.Penalised.class)).isEmpty();
  }

  @Test
  void redundantProofsEarnAQuarterAfterTheFirst() {
    Scene scene = new Scene(with(HARDENED, "leases.redundancy", 3), 12);
    scene.chain.transfer(20, 21);
    List<Fact.Leased> leases = scene.all(Fact.Leased.class, lease -> true);
    assertThat(leases).hasSize(3).allMatch(lease -> lease.right() == Right.REDUNDANCY);
    leases.forEach(lease -> scene.chain.prove(lease.task(), lease.holder()));
    Wei bounty = leases.getFirst().bounty();
    assertThat(Scene.of(scene.block(), Fact.Paid.class).stream().map(Fact.Paid::amount))
        .containsExactly(bounty, bounty.dividedBy(4), bounty.dividedBy(4));
  }

  @Test
  void aCopiedProofEarnsNothingWhereItNamesItsPayee() {
    Scene scene = new Scene(with(HARDENED, "leases.redundancy", 2), 12);
    scene.chain.transfer(20, 21);
    List<Fact.Leased> leases = scene.all(Fact.Leased.class, lease -> true);
    Proof honest = new Proof.Modelled(leases.get(0).task(), leases.get(0).holder(), true);
    scene.chain.gossip(new Coordination.Submission(leases.get(1).holder(), honest));
    Fact.Ignored ignored = Scene.of(scene.block(), Fact.Ignored.class).getFirst();
    assertThat(ignored.reason()).isEqualTo(Rejection.WRONG_PAYEE);
  }

  @Test
  void aCopiedProofEarnsTheBountyWhereItNamesNobody() {
    Rules literal = with(Presets.literal(), "leases.redundancy", 2);
    Scene scene = new Scene(literal, 12);
    scene.chain.transfer(20, 21);
    List<Fact.Leased> leases = scene.all(Fact.Leased.class, lease -> true);
    Proof copied = new Proof.Modelled(leases.get(0).task(), Payee.NONE, true);
    scene.chain.gossip(new Coordination.Submission(leases.get(1).holder(), copied));
    Fact.Paid paid = Scene.of(scene.block(), Fact.Paid.class).getFirst();
    assertThat(paid.payee()).isEqualTo(leases.get(1).holder());
    assertThat(paid.full()).isTrue();
  }
}
