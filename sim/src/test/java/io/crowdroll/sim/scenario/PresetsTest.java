package io.crowdroll.sim.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.Rules;
import io.crowdroll.protocol.aggregation.AggregationRules.Cut;
import io.crowdroll.protocol.aggregation.AggregationScheme;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.consensus.ConsensusRules.BeaconKind;
import io.crowdroll.protocol.proving.LeaseRules.Late;
import io.crowdroll.protocol.proving.LeaseRules.WitnessClock;
import io.crowdroll.protocol.proving.ProvingRules.Weight;
import io.crowdroll.protocol.proving.Reassignment;
import io.crowdroll.protocol.zkpow.Ageing;
import io.crowdroll.protocol.zkpow.BountyRules.AgeClock;
import io.crowdroll.protocol.zkpow.BountyRules.Source;
import io.crowdroll.protocol.zkpow.PenaltyRules.Law;
import io.crowdroll.protocol.zkpow.Scarcity;
import io.crowdroll.protocol.zkpow.SettlementRules.Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PROTOCOL.md §11 and §12, read off the loaded rules. */
class PresetsTest {
  private static final long ONE = Wei.ONE;

  @TempDir Path directory;

  @Test
  void hardenedIsTheDefaultAndHasItsColumn() throws Exception {
    Rules rules = rules("seed: 1");
    assertThat(rules).isEqualTo(rules("mode: hardened"));
    assertThat(rules.bounty().source()).isEqualTo(Source.FEES_THEN_MINT);
    assertThat(rules.bounty().mintCapPerEpoch()).isEqualTo(Wei.tokens(900));
    assertThat(rules.bounty().unitPrice()).isEqualTo(Wei.of(25_000_000_000_000_000L));
    assertThat(rules.bounty().lockedAtLease()).isTrue();
    assertThat(rules.bounty().antiFarming()).isTrue();
    assertThat(rules.bounty().ageClock()).isEqualTo(AgeClock.WAITING_ONLY);
    assertThat(rules.bounty().ageing()).isEqualTo(new Ageing.Exponential(ONE / 4, 8 * ONE));
    assertThat(rules.bounty().scarcity()).isEqualTo(new Scarcity.Backlog(8 * ONE));
    assertThat(rules.penalty().law()).isEqualTo(new Law.ShareOfBounty(ONE));
    assertThat(rules.proving().bond()).isEqualTo(Wei.tokens(120));
    assertThat(rules.proving().weight()).isEqualTo(Weight.BOND);
    assertThat(rules.proving().weightCap()).isEqualTo(5);
    assertThat(rules.proving().probation()).isTrue();
    assertThat(rules.proving().suspendBelow()).isNull();
    assertThat(rules.consensus().beacon()).isEqualTo(BeaconKind.THRESHOLD_BLS);
    assertThat(rules.leases().reassignment()).isEqualTo(new Reassignment.Committee(3));
    assertThat(rules.leases().span(2_000)).isEqualTo(15 + 300);
    assertThat(rules.proving().exitDelayBlocks()).isEqualTo(2 * rules.leases().longest(2_000));
    assertThat(rules.leases().graceProposers()).isEqualTo(4);
    assertThat(rules.leases().witnessClock()).isEqualTo(WitnessClock.WHEN_SERVED);
    assertThat(rules.leases().late()).isEqualTo(Late.SHARE);
    assertThat(rules.leases().lateShare()).isEqualTo(ONE / 4);
    assertThat(rules.leases().lastResortMisses()).isEqualTo(3);
    assertThat(rules.leases().lastResortBlocks()).isEqualTo(150);
    assertThat(rules.fees().proofOverhead()).isEqualTo(ONE / 10 * 11);
    assertThat(rules.fees().aggregationUnits()).isEqualTo(60);
    assertThat(rules.fees().maxWaiting()).isEqualTo(50_000);
    assertThat(rules.fees().maxProofUnits()).isEqualTo(2_000);
    assertThat(rules.settlement().key()).isEqualTo(Key.HARDENED);
    assertThat(rules.settlement().slots()).isEqualTo(16);
    assertThat(rules.settlement().allowance().max()).isEqualTo(Wei.tokens(10_000));
    assertThat(rules.aggregation().cut()).isEqualTo(Cut.IN_ORDER);
    assertThat(rules.aggregation().scheme()).isEqualTo(new AggregationScheme.Recursive(4, 40));
    assertThat(rules.submission().openAfterSlots()).isEqualTo(3);
    assertThat(rules.submission().forced().maxPerBatch()).isEqualTo(32);
    assertThat(rules.submission().forced().escapeDelay()).isEqualTo(50_400);
    assertThat(rules.payeeBound()).isTrue();
  }

  @Test
  void literalHasTheIdeaAsWritten() throws Exception {
    Rules rules = rules("mode: literal");
    assertThat(rules.bounty().source()).isEqualTo(Source.MINT);
    assertThat(rules.bounty().mintCapPerEpoch().signum()).isNegative();
    assertThat(rules.bounty().lockedAtLease()).isFalse();
    assertThat(rules.bounty().antiFarming()).isFalse();
    assertThat(rules.bounty().ageClock()).isEqualTo(AgeClock.FROM_BIRTH);
    assertThat(rules.bounty().scarcity())
        .isEqualTo(new Scarcity.ActiveCount(500, Scarcity.Elasticity.HALF, 8 * ONE));
    assertThat(rules.penalty().law()).isEqualTo(new Law.Fixed(Wei.tokens(1)));
    assertThat(rules.proving().bonded()).isFalse();
    assertThat(rules.proving().weight()).isEqualTo(Weight.UNIFORM);
    assertThat(rules.proving().inactiveDropsLeases()).isTrue();
    assertThat(rules.proving().probation()).isFalse();
    assertThat(rules.consensus().beacon()).isEqualTo(BeaconKind.PROPOSER_HASH);
    assertThat(rules.leases().reassignment()).isEqualTo(new Reassignment.NextRandom());
    assertThat(rules.leases().span(2_000)).isEqualTo(120);
    assertThat(rules.leases().graceProposers()).isEqualTo(1);
    assertThat(rules.leases().witnessClock()).isEqualTo(WitnessClock.AT_ASSIGNMENT);
    assertThat(rules.leases().late()).isEqualTo(Late.REJECTED);
    assertThat(rules.leases().declineWindow()).isZero();
    assertThat(rules.leases().committeeShare()).isFalse();
    assertThat(rules.fees().proofFee()).isFalse();
    assertThat(rules.fees().controller()).isFalse();
    assertThat(rules.fees().maxWaiting()).isZero();
    assertThat(rules.fees().maxProofUnits()).isZero();
    assertThat(rules.fees().heartbeatGas()).isEqualTo(21_000);
    assertThat(rules.fees().proofGas()).isEqualTo(181_000 + 6_150);
    assertThat(rules.settlement().key()).isEqualTo(Key.LITERAL);
    assertThat(rules.settlement().userTransitionsBetween()).isEqualTo(48);
    assertThat(rules.settlement().allowance()).isNull();
    assertThat(rules.aggregation().cut()).isEqualTo(Cut.PROVEN_RUNS);
    assertThat(rules.aggregation().streaming()).isFalse();
    assertThat(rules.aggregation().settlePrefix()).isFalse();
    assertThat(rules.submission().openAfterSlots()).isNegative();
    assertThat(rules.submission().commitThenProve()).isFalse();
    assertThat(rules.submission().certificate()).isFalse();
    assertThat(rules.submission().forced()).isNull();
    assertThat(rules.payeeBound()).isFalse();
  }

  @Test
  void flatRootsRaiseTheBondAndTheFees() throws Exception {
    Rules rules = rules("protocol: {aggregation: {scheme: flat}}");
    assertThat(rules.proving().bond()).isEqualTo(Wei.tokens(300));
    assertThat(rules.fees().proofOverhead()).isEqualTo(ONE / 10 * 22);
    assertThat(rules.fees().aggregationUnits()).isEqualTo(20);
  }

  @Test
  void theoryNeedsNoKnobsOfItsOwn() throws Exception {
    Rules rules =
        rules(
            """
            duration: 1 h
            network: {latency: {law: constant, value: 0}}
            protocol:
              consensus: {slot: 1 ms}
              leases:
                reassignment: next-random
                excludeFormerHolders: false
                graceProposers: 1
                declineWindow: 0
                deadlineBase: 20000 blocks
                deadlinePerUnit: 0
                witnessClock: at-assignment
                lastResortMisses: none
                lastResortBlocks: none
            """);
    assertThat(rules.consensus().slotMillis()).isEqualTo(1);
    assertThat(rules.leases().excludeFormerHolders()).isFalse();
    assertThat(rules.leases().lastResortMisses()).isZero();
  }

  private Rules rules(String text) throws IOException, ScenarioException {
    Path file = directory.resolve("s.yaml");
    Files.writeString(file, text);
    return ScenarioLoader.load(file, List.of()).scenario().rules();
  }
}
