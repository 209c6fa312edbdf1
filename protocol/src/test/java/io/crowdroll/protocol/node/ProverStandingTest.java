package io.crowdroll.protocol.node;

import static io.crowdroll.protocol.node.RulesWith.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.Rules;
import io.crowdroll.protocol.chain.Coordination;
import io.crowdroll.protocol.chain.Draw;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Rejection;
import io.crowdroll.protocol.chain.Right;
import io.crowdroll.protocol.chain.Transaction;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.proving.ProvingRules;
import io.crowdroll.protocol.zkpow.PenaltyRules;
import io.crowdroll.protocol.zkpow.Pending;
import java.util.List;
import org.junit.jupiter.api.Test;

/** PROTOCOL.md §3: heartbeats, bonds, probation, leaving. */
class ProverStandingTest {
  private static final Rules HARDENED = Presets.hardened();

  @Test
  void aProverIsActiveUntilItsHeartbeatIsNinetySecondsOld() {
    Lockstep chain = new Lockstep(HARDENED, 4, 1);
    chain.beat(0);
    chain.block();
    for (int block = 1; block < 45; block++) {
      assertThat(chain.rollup().proving().activeProvers()).isEqualTo(1);
      chain.block();
    }
    chain.block();
    assertThat(chain.rollup().proving().activeProvers()).isZero();
  }

  @Test
  void aProofCountsAsAHeartbeat() {
    assertThat(activeSomeTimeAfterAProof(HARDENED)).isEqualTo(1);
  }

  @Test
  void aProofCountsOnlyWhereTheRulesSaySo() {
    Rules rules = RulesWith.with(HARDENED, "proving.proofCounts", false);
    assertThat(activeSomeTimeAfterAProof(rules)).isZero();
  }

  // one prover beats once and proves 30 blocks later; asked after 40 more, past the beat's span
  private static long activeSomeTimeAfterAProof(Rules rules) {
    Lockstep chain = new Lockstep(rules, 4, 1);
    chain.beat(0);
    chain.block();
    for (int block = 0; block < 30; block++) {
      chain.block();
    }
    chain.transfer(2, 3);
    chain.block();
    Fact.Leased lease = Scene.of(chain.block(), Fact.Leased.class).getFirst();
    chain.prove(lease.task(), 0);
    for (int block = 0; block < 40; block++) {
      chain.block();
    }
    return chain.rollup().proving().activeProvers();
  }

  @Test
  void aHeartbeatRightAfterAnotherIsRefused() {
    Lockstep chain = new Lockstep(HARDENED, 4, 1);
    chain.beat(0);
    chain.block();
    chain.beat(0);
    assertThat(Scene.of(chain.block(), Fact.Ignored.class).getFirst().reason())
        .isEqualTo(Rejection.TOO_EARLY);
  }

  @Test
  void theDrawWeighsProvenWork() {
    Rules rules = with(HARDENED, "proving.weight", ProvingRules.Weight.PROVEN_WORK);
    Scene scene = new Scene(with(rules, "aggregation.streaming", false), 2);
    Draw draw = new Draw();
    long[] weights = {1, 1};
    int otherThanEvenDraw = 0;
    for (int task = 0; task < 30; task++) {
      scene.chain.transfer(20 + task % 10, 35);
      Fact.TaskMade made = scene.next(Fact.TaskMade.class, one -> true);
      Fact.Leased lease = scene.next(Fact.Leased.class, one -> one.task() == made.task());
      Hash256 beacon = scene.chain.rollup().beacon().value();
      long point = draw.uniform(beacon, made.id(), lease.draw(), weights[0] + weights[1]);
      long even = draw.uniform(beacon, made.id(), lease.draw(), 2);
      assertThat(lease.holder()).isEqualTo(point < weights[0] ? 0 : 1);
      otherThanEvenDraw += lease.holder() == even ? 0 : 1;
      scene.prove(lease);
      weights[lease.holder()] += made.units();
    }
    assertThat(otherThanEvenDraw).as("an even draw would tell").isPositive();
  }

  @Test
  void whoLacksFreeBondIsNotDrawn() {
    Scene scene = new Scene(with(HARDENED, "proving.bond", Wei.tokens(1)), 3);
    scene.chain.transfer(20, 21);
    scene.blocks(20);
    assertThat(scene.chain.facts(Fact.Leased.class)).isEmpty();
    for (int prover = 0; prover < 3; prover++) {
      scene.send(Transaction.Kind.BOND, prover, Wei.tokens(1), null);
    }
    assertThat(scene.next(Fact.Leased.class, lease -> true).penalty())
        .isEqualTo(HARDENED.bounty().unitPrice().times(44));
  }

  @Test
  void earningsFillTheBondBeforeTheBalance() {
    Rules rules = with(HARDENED, "settlement.minimum", Wei.of(1));
    rules = with(rules, "aggregation.batchMaxAgeMillis", 20_000L);
    Scene scene = new Scene(with(rules, "proving.bond", Wei.of(1_700_000_000_000_000_000L)), 1);
    // A first miss takes 1.1 from a bond of 1.7, so that earnings find it wanting.
    Fact.Leased missed = scene.leasedTransfer();
    scene.next(Fact.Penalised.class, fine -> fine.task() == missed.task());
    Fact.Leased again = scene.next(Fact.Leased.class, lease -> true);
    assertThat(again.holder()).as("no bond is left to reserve").isNegative();
    Wei before = scene.balance(0);
    scene.prove(again);
    scene.chain.transfer(22, 23);
    scene.next(Fact.Settled.class, settled -> settled.account() == scene.account(0));
    assertThat(scene.bonded(0)).isEqualTo(Wei.of(600_000_000_000_000_000L));
    assertThat(scene.balance(0)).isEqualTo(before);
  }

  @Test
  void aNewcomerEarnsItsFirstBondByOneCopyPaidFromThePool() {
    Rules rules = with(HARDENED, "proving.bond", Wei.tokens(2_000));
    rules = with(rules, "penalty.law", new PenaltyRules.Law.Fixed(Wei.tokens(1_100)));
    Scene scene = new Scene(rules, 8);
    scene.chain.gossip(new Coordination.Register(Lockstep.address(30), 1));
    scene.chain.gossip(new Coordination.Heartbeat(8, true, 1));
    scene.block();
    Fact.Leased poor = scene.leasedTransfer();
    // Its miss brings more than 1,000 into the pool; its committee is no first lease.
    scene.next(Fact.Penalised.class, fine -> fine.task() == poor.task());
    assertThat(scene.chain.facts(Fact.Leased.class))
        .noneMatch(lease -> lease.right() == Right.PROBATION);
    scene.chain.gossip(new Coordination.Heartbeat(8, true, 1));
    scene.chain.transfer(22, 23);
    Fact.Leased copy =
        scene.next(Fact.Leased.class, lease -> lease.task() != poor.task() && lease.holder() == 8);
    assertThat(copy.right()).isEqualTo(Right.PROBATION);
    assertThat(copy.penalty()).isEqualTo(Wei.ZERO);
    Wei pool = scene.chain.rollup().treasury().pool();
    Fact.Paid paid = Scene.of(scene.prove(copy), Fact.Paid.class).getFirst();
    assertThat(paid.amount())
        .isEqualTo(rules.bounty().unitPrice().times(copy.units()).dividedBy(4));
    assertThat(scene.chain.rollup().pending().bondCredit(scene.account(30)))
        .isEqualTo(paid.amount());
    assertThat(scene.chain.rollup().treasury().pool()).isEqualTo(pool);
  }

  @Test
  void earningsOnTheirWayIntoTheBondOfWhoLeavesReachItsBalance() {
    Scene scene = new Scene(HARDENED, 1);
    Fact.Leased missed = scene.leasedTransfer();
    scene.next(Fact.Penalised.class, fine -> fine.task() == missed.task());
    scene.chain.transfer(22, 23);
    Fact.Leased lease = scene.next(Fact.Leased.class, one -> one.holder() == 0);
    scene.prove(lease);
    scene.chain.gossip(new Coordination.Leave(0));
    scene.blocks(702);
    Pending pending = scene.chain.rollup().pending();
    int account = scene.account(0);
    Wei bond = scene.bonded(0).minus(pending.bondDebit(account));
    assertThat(bond.plus(pending.bondCredit(account))).isEqualTo(Wei.ZERO);
    Wei expected = Wei.tokens(1_120);
    for (Fact fact : scene.chain.history()) {
      if (fact instanceof Fact.Penalised fine && fine.holder() == 0) {
        expected = expected.minus(fine.amount());
      } else if (fact instanceof Fact.Paid paid && paid.payee() == 0) {
        expected = expected.plus(paid.amount());
      }
    }
    assertThat(scene.chain.rollup().accounts().net(account).plus(pending.balance(account)))
        .isEqualTo(expected);
  }

  @Test
  void leavingReturnsTheBondAfterTheExitDelayAndNoLeaseComesAnyMore() {
    Rules rules = with(HARDENED, "aggregation.batchMaxAgeMillis", 20_000L);
    Scene scene = new Scene(rules, 2);
    Wei before = scene.balance(0);
    scene.chain.gossip(new Coordination.Leave(0));
    scene.block();
    long left = scene.chain.rollup().height();
    List<Fact> facts = scene.blocks(650);
    assertThat(Scene.of(facts, Fact.Settled.class)).isEmpty();
    scene.blocks(60);
    for (int i = 0; i < 40; i++) {
      scene.chain.transfer(20, 21);
      scene.block();
    }
    Fact.Settled settled =
        scene
            .chain
            .facts(Fact.Settled.class)
            .filter(one -> one.account() == scene.account(0))
            .findFirst()
            .orElseThrow();
    assertThat(settled.balance()).isEqualTo(rules.proving().bond());
    assertThat(scene.bonded(0)).isEqualTo(Wei.ZERO);
    assertThat(scene.balance(0)).isEqualTo(before.plus(rules.proving().bond()));
    assertThat(scene.chain.facts(Fact.Leased.class).filter(one -> one.height() > left))
        .noneMatch(one -> one.holder() == 0);
  }

  @Test
  void whoOwesTooMuchIsSuspendedWhereTheScenarioSaysSo() {
    Rules rules = with(Presets.literal(), "proving.suspendBelow", Wei.tokens(2_000));
    Scene scene = new Scene(rules, 3);
    scene.chain.transfer(20, 21);
    scene.blocks(30);
    assertThat(scene.chain.facts(Fact.Leased.class)).isEmpty();
  }
}
