package io.crowdroll.sim.scenario;

import io.crowdroll.protocol.Rules;
import io.crowdroll.protocol.aggregation.AggregationRules;
import io.crowdroll.protocol.aggregation.AggregationScheme;
import io.crowdroll.protocol.chain.FeeRules;
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

/** The section {@code protocol}, with every {@code auto} decided, as {@link Rules}. */
final class RulesReader {

  private RulesReader() {}

  /**
   * @param provenOnly whether proofs are real
   */
  static Rules rules(Resolved protocol, boolean provenOnly) {
    Resolved proving = protocol.section("proving");
    Resolved units = protocol.section("units");
    return new Rules(
        consensus(protocol.section("consensus")),
        fees(protocol.section("fees"), protocol.section("bounty").fixed("maxScarcity")),
        proving(proving),
        leases(protocol.section("leases")),
        bounty(protocol.section("bounty")),
        penalty(protocol.section("penalty")),
        settlement(protocol.section("settlement")),
        aggregation(protocol.section("aggregation")),
        submission(protocol.section("submission"), protocol.section("forced")),
        proving.flag("payeeBound"),
        proving.flag("proveEmptyBlocks"),
        provenOnly,
        new Rules.Units(
            units.count("transfer"),
            units.count("withdraw"),
            units.count("bond"),
            units.count("settle"),
            units.count("deposit"),
            units.count("open"),
            units.count("emptyBlock")));
  }

  private static ConsensusRules consensus(Resolved consensus) {
    return new ConsensusRules(
        consensus.whole("slot"),
        consensus.whole("proposeTimeout"),
        consensus.whole("voteTimeout"),
        consensus.whole("timeoutStep"),
        consensus.count("epoch"),
        consensus.choice("beacon", ConsensusRules.BeaconKind.class),
        consensus.fixed("equivocationSlash"),
        consensus.count("l1ImportDepth"));
  }

  private static FeeRules fees(Resolved fees, long maxScarcity) {
    return new FeeRules(
        fees.whole("blockGas"),
        fees.wei("gasFloor"),
        fees.flag("proofFee"),
        fees.is("unitBaseFee", "controller"),
        fees.fixed("proofOverhead"),
        fees.count("aggUnits"),
        fees.wei("poolTarget"),
        maxScarcity,
        fees.whole("targetWaiting"),
        fees.is("maxWaiting", "none") ? 0 : fees.whole("maxWaiting"),
        fees.is("maxProofUnits", "none") ? 0 : fees.count("maxProofUnits"),
        fees.whole("heartbeatGas"),
        fees.whole("proofGas"),
        fees.flag("l1Fee"));
  }

  private static ProvingRules proving(Resolved proving) {
    return new ProvingRules(
        proving.whole("heartbeatInterval"),
        proving.whole("heartbeatTimeout"),
        proving.flag("proofCounts"),
        proving.flag("inactiveDropsLeases"),
        proving.wei("bond"),
        proving.is("suspendBelow", "none") ? null : proving.wei("suspendBelow"),
        proving.choice("weights", ProvingRules.Weight.class),
        proving.count("weightCap"),
        proving.flag("probation"),
        proving.count("exitDelay"));
  }

  static LeaseRules leases(Resolved leases) {
    return new LeaseRules(
        leases.count("deadlineBase"),
        leases.fixed("deadlinePerUnit"),
        leases.choice("witnessClock", LeaseRules.WitnessClock.class),
        leases.fixed("witnessQuorum"),
        leases.count("witnessTimeout"),
        leases.count("graceProposers"),
        leases.count("declineWindow"),
        leases.count("declineQuota"),
        reassignment(leases),
        leases.is("lastResortMisses", "none") ? 0 : leases.count("lastResortMisses"),
        leases.is("lastResortBlocks", "none") ? 0 : leases.count("lastResortBlocks"),
        leases.flag("excludeFormerHolders"),
        leases.count("redundancy"),
        leases.fixed("redundancyShare"),
        leases.flag("committeeShare"),
        leases.choice("lateProof", LeaseRules.Late.class),
        leases.fixed("lateShare"));
  }

  private static Reassignment reassignment(Resolved leases) {
    return switch (leases.text("reassignment")) {
      case "next-random" -> new Reassignment.NextRandom();
      case "committee" -> new Reassignment.Committee(leases.count("committeeSize"));
      case "least-recently-processed" -> new Reassignment.LeastRecentlyProcessed();
      case "open" -> new Reassignment.Open();
      case "last-resort" -> new Reassignment.LastResort();
      default -> throw new IllegalArgumentException(leases.text("reassignment"));
    };
  }

  private static BountyRules bounty(Resolved bounty) {
    return new BountyRules(
        bounty.wei("unitPrice"),
        scarcity(bounty),
        ageing(bounty),
        bounty.choice("ageClock", BountyRules.AgeClock.class),
        bounty.count("ageStep"),
        bounty.flag("lockedAtLease"),
        bounty.choice("source", BountyRules.Source.class),
        bounty.is("mintCap", "none") ? Wei.of(-1) : bounty.wei("mintCap"),
        bounty.flag("antiFarming"));
  }

  private static Scarcity scarcity(Resolved bounty) {
    long max = bounty.fixed("maxScarcity");
    return switch (bounty.text("scarcity")) {
      case "active-count" ->
          new Scarcity.ActiveCount(
              bounty.whole("targetActive"), elasticity(bounty.text("elasticity")), max);
      case "backlog" -> new Scarcity.Backlog(max);
      default -> throw new IllegalArgumentException(bounty.text("scarcity"));
    };
  }

  private static Scarcity.Elasticity elasticity(String text) {
    return switch (text) {
      case "0" -> Scarcity.Elasticity.ZERO;
      case "0.5" -> Scarcity.Elasticity.HALF;
      case "1" -> Scarcity.Elasticity.ONE;
      case "2" -> Scarcity.Elasticity.TWO;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static Ageing ageing(Resolved bounty) {
    long rate = bounty.fixed("ageRate");
    long max = bounty.fixed("maxAge");
    return bounty.is("ageing", "linear")
        ? new Ageing.Linear(rate, max)
        : new Ageing.Exponential(rate, max);
  }

  static PenaltyRules penalty(Resolved penalty) {
    PenaltyRules.Law law =
        penalty.is("law", "fixed")
            ? new PenaltyRules.Law.Fixed(penalty.wei("amount"))
            : new PenaltyRules.Law.ShareOfBounty(penalty.fixed("penaltyShare"));
    return new PenaltyRules(law, penalty.fixed("burnShare"), penalty.fixed("nextProverShare"));
  }

  private static SettlementRules settlement(Resolved settlement) {
    Resolved allowance = settlement.section("mintAllowance");
    return new SettlementRules(
        settlement.choice("key", SettlementRules.Key.class),
        settlement.count("settleSlots"),
        settlement.count("userTransitionsBetween"),
        settlement.wei("settleMin"),
        settlement.whole("settleMaxAge"),
        allowance.flag("enabled")
            ? new SettlementRules.MintAllowance(
                allowance.wei("start"), allowance.wei("perL1Block"), allowance.wei("max"))
            : null);
  }

  private static AggregationRules aggregation(Resolved aggregation) {
    return new AggregationRules(
        aggregation.count("batchSize"),
        aggregation.count("batchUnits"),
        aggregation.whole("batchMaxAge"),
        aggregation.choice("cut", AggregationRules.Cut.class),
        aggregation.flag("settlePrefix"),
        scheme(aggregation),
        aggregation.flag("streaming"));
  }

  static AggregationScheme scheme(Resolved aggregation) {
    int arity = aggregation.count("aggregationArity");
    return switch (aggregation.text("scheme")) {
      case "recursive" ->
          new AggregationScheme.Recursive(arity, aggregation.count("unitsPerChild"));
      case "flat" -> new AggregationScheme.Flat();
      case "tree" -> new AggregationScheme.Tree(arity);
      default -> throw new IllegalArgumentException(aggregation.text("scheme"));
    };
  }

  private static SubmissionRules submission(Resolved submission, Resolved forced) {
    return new SubmissionRules(
        submission.count("slotBlocks"),
        submission.is("openAfterSlots", "none") ? -1 : submission.count("openAfterSlots"),
        submission.flag("commitThenProve"),
        submission.flag("certificate"),
        submission.count("l1Confirmations"),
        submission.count("proveDeadline"),
        submission.fixed("agentMargin"),
        submission.wei("refundCap"),
        submission.wei("zkpowPerEth"),
        submission.wei("seatBond"),
        submission.wei("missFine"),
        forced.flag("enabled")
            ? new SubmissionRules.Forced(
                forced.count("forceDeadline"),
                forced.wei("queueFee"),
                forced.count("queueFeeStep"),
                forced.count("maxForcedPerBatch"),
                forced.count("permissionlessAfter"),
                forced.count("escapeDelay"))
            : null);
  }
}
