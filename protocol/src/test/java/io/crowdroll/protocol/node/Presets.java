package io.crowdroll.protocol.node;

import io.crowdroll.protocol.Rules;
import io.crowdroll.protocol.aggregation.AggregationRules;
import io.crowdroll.protocol.aggregation.AggregationScheme;
import io.crowdroll.protocol.chain.FeeRules;
import io.crowdroll.protocol.chain.Fixed;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.consensus.ConsensusRules;
import io.crowdroll.protocol.proving.LeaseRules;
import io.crowdroll.protocol.proving.ProvingRules;
import io.crowdroll.protocol.proving.Reassignment;
import io.crowdroll.protocol.submission.SubmissionRules;
import io.crowdroll.protocol.zkpow.Ageing;
import io.crowdroll.protocol.zkpow.BountyRules;
import io.crowdroll.protocol.zkpow.PenaltyRules;
import io.crowdroll.protocol.zkpow.Scarcity;
import io.crowdroll.protocol.zkpow.SettlementRules;

/** PROTOCOL.md §11, §12 as rules, for tests of the protocol alone. */
public final class Presets {
  private static final Wei UNIT_PRICE = Wei.of(25_000_000_000_000_000L);
  private static final Wei GWEI = Wei.of(1_000_000_000L);
  private static final long QUARTER = Fixed.ONE / 4;

  private Presets() {}

  public static Rules hardened() {
    return new Rules(
        new ConsensusRules(
            2_000, 1_000, 500, 250, 1_800, ConsensusRules.BeaconKind.THRESHOLD_BLS, Fixed.ONE, 64),
        new FeeRules(
            30_000_000,
            GWEI,
            true,
            true,
            Fixed.ONE / 10 * 11,
            60,
            Wei.tokens(20_000),
            8 * Fixed.ONE,
            2_000,
            50_000,
            2_000,
            0,
            0,
            true),
        new ProvingRules(
            30_000,
            90_000,
            true,
            false,
            Wei.tokens(120),
            null,
            ProvingRules.Weight.BOND,
            5,
            true,
            700),
        new LeaseRules(
            15,
            Fixed.ONE / 100 * 15,
            LeaseRules.WitnessClock.WHEN_SERVED,
            Fixed.ONE / 3,
            15,
            4,
            3,
            1,
            new Reassignment.Committee(3),
            3,
            150,
            true,
            1,
            QUARTER,
            true,
            LeaseRules.Late.SHARE,
            QUARTER),
        new BountyRules(
            UNIT_PRICE,
            new Scarcity.Backlog(8 * Fixed.ONE),
            new Ageing.Exponential(QUARTER, 8 * Fixed.ONE),
            BountyRules.AgeClock.WAITING_ONLY,
            30,
            true,
            BountyRules.Source.FEES_THEN_MINT,
            Wei.tokens(900),
            true),
        new PenaltyRules(new PenaltyRules.Law.ShareOfBounty(Fixed.ONE), 0, 0),
        new SettlementRules(
            SettlementRules.Key.HARDENED,
            16,
            0,
            Wei.tokens(20),
            86_400_000,
            new SettlementRules.MintAllowance(
                Wei.tokens(1_000), Wei.tokens(3), Wei.tokens(10_000))),
        new AggregationRules(
            64,
            4_096,
            600_000,
            AggregationRules.Cut.IN_ORDER,
            true,
            new AggregationScheme.Recursive(4, 40),
            true),
        submission(3, true),
        true,
        false,
        false,
        new Rules.Units(44, 44, 44, 44, 35, 35, 1));
  }

  public static Rules literal() {
    Rules hardened = hardened();
    return new Rules(
        new ConsensusRules(
            2_000, 1_000, 500, 250, 1_800, ConsensusRules.BeaconKind.PROPOSER_HASH, Fixed.ONE, 64),
        new FeeRules(
            30_000_000,
            GWEI,
            false,
            false,
            0,
            0,
            Wei.ZERO,
            8 * Fixed.ONE,
            2_000,
            0,
            0,
            21_000,
            193_300,
            false),
        new ProvingRules(
            30_000,
            90_000,
            false,
            true,
            Wei.ZERO,
            null,
            ProvingRules.Weight.UNIFORM,
            5,
            false,
            700),
        new LeaseRules(
            120,
            0,
            LeaseRules.WitnessClock.AT_ASSIGNMENT,
            Fixed.ONE / 3,
            15,
            1,
            0,
            0,
            new Reassignment.NextRandom(),
            0,
            0,
            true,
            1,
            0,
            false,
            LeaseRules.Late.REJECTED,
            0),
        new BountyRules(
            UNIT_PRICE,
            new Scarcity.ActiveCount(500, Scarcity.Elasticity.HALF, 8 * Fixed.ONE),
            new Ageing.Exponential(QUARTER, 8 * Fixed.ONE),
            BountyRules.AgeClock.FROM_BIRTH,
            30,
            false,
            BountyRules.Source.MINT,
            Wei.of(-1),
            false),
        new PenaltyRules(new PenaltyRules.Law.Fixed(Wei.tokens(1)), 0, 0),
        new SettlementRules(SettlementRules.Key.LITERAL, 16, 48, Wei.tokens(20), 86_400_000, null),
        new AggregationRules(
            64,
            4_096,
            600_000,
            AggregationRules.Cut.PROVEN_RUNS,
            false,
            new AggregationScheme.Recursive(4, 40),
            false),
        submission(-1, false),
        false,
        false,
        false,
        hardened.units());
  }

  private static SubmissionRules submission(int openAfterSlots, boolean hardened) {
    return new SubmissionRules(
        4,
        openAfterSlots,
        hardened,
        hardened,
        2,
        7_200,
        Fixed.ONE / 10,
        Wei.of(20_000_000_000_000_000L),
        Wei.tokens(10_000),
        Wei.tokens(1),
        Wei.of(10_000_000_000_000_000L),
        hardened
            ? new SubmissionRules.Forced(48, Wei.of(1_000_000_000_000_000L), 50, 32, 7_680, 50_400)
            : null);
  }
}
