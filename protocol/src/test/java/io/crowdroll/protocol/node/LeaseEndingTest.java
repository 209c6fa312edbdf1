package io.crowdroll.protocol.node;

import static io.crowdroll.protocol.node.RulesWith.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.Rules;
import io.crowdroll.protocol.chain.Coordination;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.Rejection;
import io.crowdroll.protocol.chain.Right;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.proving.LeaseRules;
import java.util.List;
import org.junit.jupiter.api.Test;

/** PROTOCOL.md §4: late proofs, declines, witnesses that nobody serves, going inactive. */
class LeaseEndingTest {
  private static final Rules HARDENED = Presets.hardened();

  @Test
  void aLateProofTakesItsShareAndTheCommitteesFirstTheRest() {
    Scene scene = new Scene(HARDENED, 12);
    Fact.Leased missed = scene.leasedTransfer();
    Fact.Leased member = scene.next(Fact.Leased.class, lease -> lease.right() == Right.COMMITTEE);
    Fact.Paid late = Scene.of(scene.prove(missed), Fact.Paid.class).getFirst();
    Fact.Paid rest = Scene.of(scene.prove(member), Fact.Paid.class).getFirst();
    assertThat(late.right()).isEqualTo(Right.LATE);
    assertThat(late.amount()).isEqualTo(member.bounty().dividedBy(4));
    assertThat(rest.amount()).isEqualTo(member.bounty().minus(late.amount()));
    assertThat(rest.full()).isTrue();
    assertThat(scene.chain.facts(Fact.Proven.class)).hasSize(1);
  }

  @Test
  void anUnpaidLateProofProvesTheTask() {
    Scene scene = new Scene(with(HARDENED, "leases.late", LeaseRules.Late.UNPAID), 12);
    Fact.Leased missed = scene.leasedTransfer();
    scene.next(Fact.Leased.class, lease -> lease.right() == Right.COMMITTEE);
    List<Fact> facts = scene.prove(missed);
    assertThat(Scene.of(facts, Fact.Proven.class)).hasSize(1);
    assertThat(Scene.of(facts, Fact.Paid.class).getFirst().amount()).isEqualTo(Wei.ZERO);
  }

  @Test
  void aLateProofIsRejectedInTheLiteralProtocol() {
    Scene scene = new Scene(with(Presets.literal(), "leases.deadlineBase", 5), 12);
    Fact.Leased missed = scene.leasedTransfer();
    scene.next(Fact.Leased.class, lease -> lease.holder() != missed.holder());
    List<Fact> facts = scene.prove(missed);
    assertThat(Scene.of(facts, Fact.Ignored.class).getFirst().reason())
        .isEqualTo(Rejection.TOO_LATE);
    assertThat(Scene.of(facts, Fact.Proven.class)).isEmpty();
  }

  @Test
  void aDeclineInTimeCostsNothingAndTheNextOneOfTheDayIsRefused() {
    Scene scene = new Scene(HARDENED, 1);
    Fact.Leased first = scene.leasedTransfer();
    scene.chain.gossip(new Coordination.Decline(first.holder(), first.task()));
    Fact.LeaseEnded end = Scene.of(scene.block(), Fact.LeaseEnded.class).getFirst();
    assertThat(end.how()).isEqualTo(Fact.LeaseEnd.DECLINED);
    Fact.Leased second = scene.next(Fact.Leased.class, lease -> true);
    assertThat(second.right()).as("a decline is no miss").isEqualTo(Right.LEASE);
    scene.chain.gossip(new Coordination.Decline(second.holder(), second.task()));
    assertThat(Scene.of(scene.block(), Fact.Ignored.class).getFirst().reason())
        .isEqualTo(Rejection.DECLINE_QUOTA_USED);
    assertThat(scene.chain.facts(Fact.Penalised.class)).isEmpty();
  }

  @Test
  void aDeclineIsRefusedAfterItsWindow() {
    Scene scene = new Scene(HARDENED, 2);
    Fact.Leased lease = scene.leasedTransfer();
    scene.blocks(3);
    scene.chain.gossip(new Coordination.Decline(lease.holder(), lease.task()));
    assertThat(Scene.of(scene.block(), Fact.Ignored.class).getFirst().reason())
        .isEqualTo(Rejection.DECLINE_WINDOW_OVER);
  }

  @Test
  void aWitnessThatNobodyServesEndsTheLeaseWithoutFault() {
    Scene scene = new Scene(HARDENED, 2);
    scene.chain.attest(false);
    Fact.Leased lease = scene.leasedTransfer();
    Fact.LeaseEnded end = scene.next(Fact.LeaseEnded.class, one -> true);
    assertThat(end.how()).isEqualTo(Fact.LeaseEnd.WITNESS_NOT_SERVED);
    assertThat(scene.chain.rollup().height()).isEqualTo(lease.height() + 15);
    assertThat(scene.chain.facts(Fact.Penalised.class)).isEmpty();
    assertThat(scene.chain.facts(Fact.ClockStarted.class)).isEmpty();
  }

  @Test
  void theClockStartsWhenTheWitnessIsServedOrAtAssignment() {
    Scene hardened = new Scene(HARDENED, 2);
    Fact.Leased lease = hardened.leasedTransfer();
    Fact.ClockStarted served = hardened.next(Fact.ClockStarted.class, one -> true);
    // 15 + ⌈0.15 × 44⌉ blocks after the attestation, two blocks after the lease.
    assertThat(served.deadline()).isEqualTo(lease.height() + 2 + 15 + 7);
    Scene literal = new Scene(Presets.literal(), 2);
    Fact.Leased other = literal.leasedTransfer();
    Fact.ClockStarted atOnce =
        literal.chain.facts(Fact.ClockStarted.class).findFirst().orElseThrow();
    assertThat(atOnce.deadline()).isEqualTo(other.height() + 120);
  }

  @Test
  void goingInactiveDropsLeasesInTheLiteralProtocolOnly() {
    for (Rules rules : List.of(Presets.literal(), HARDENED)) {
      Scene scene = new Scene(rules, 1);
      Fact.Leased lease = scene.leasedTransfer();
      scene.chain.gossip(new Coordination.Heartbeat(lease.holder(), false, 1));
      List<Fact.LeaseEnded> ends = Scene.of(scene.block(), Fact.LeaseEnded.class);
      if (rules.proving().inactiveDropsLeases()) {
        assertThat(ends.getFirst().how()).isEqualTo(Fact.LeaseEnd.WENT_INACTIVE);
      } else {
        assertThat(ends).isEmpty();
        scene.next(Fact.Penalised.class, fine -> fine.holder() == lease.holder());
      }
    }
  }
}
