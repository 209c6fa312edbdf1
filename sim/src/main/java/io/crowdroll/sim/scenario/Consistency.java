package io.crowdroll.sim.scenario;

import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.proving.LeaseRules;
import java.math.BigDecimal;
import java.util.List;

/** Rules of the protocol's parameters that hold between keys. */
final class Consistency {
  private final Resolved root;
  private final Resolved protocol;
  private final List<Problem> problems;

  private Consistency(Resolved root, List<Problem> problems) {
    this.root = root;
    this.protocol = root.section("protocol");
    this.problems = problems;
  }

  /** Adds a problem for each broken rule; every {@code auto} has been decided. */
  static void check(Resolved root, List<Problem> problems) {
    var check = new Consistency(root, problems);
    check.bonds();
    check.leases();
    check.fees();
    check.batches();
    check.forcedQueue();
  }

  private void bonds() {
    Resolved proving = protocol.section("proving");
    Resolved penalty = protocol.section("penalty");
    Wei bond = proving.wei("bond");
    int largest = Automatic.largestTask(root);
    Wei fine =
        RulesReader.penalty(penalty)
            .law()
            .of(protocol.section("bounty").wei("unitPrice").times(largest));
    if (!bond.isZero() && bond.isLess(fine)) {
      blame(
          "the bond of "
              + proving.text("bond")
              + " is under the penalty of the largest task ("
              + largest
              + " units, "
              + Unit.ZKPOW.print(new BigDecimal(fine.toBigInteger()))
              + "); raise protocol.proving.bond or lower protocol.penalty (PROTOCOL.md §3)",
          proving,
          "bond",
          penalty,
          penalty.is("law", "fixed") ? "amount" : "penaltyShare");
    }
    if (bond.isZero() && proving.is("weights", "bond")) {
      blame(
          "protocol.proving.weights is `bond`, but protocol.proving.bond is 0",
          proving,
          "weights",
          proving,
          "bond");
    }
    if (bond.isZero() && proving.flag("probation")) {
      blame(
          "protocol.proving.probation earns a first bond, but protocol.proving.bond is 0",
          proving,
          "probation",
          proving,
          "bond");
    }
    if (penalty.number("burnShare").add(penalty.number("nextProverShare")).compareTo(BigDecimal.ONE)
        > 0) {
      blame(
          "protocol.penalty.burnShare and nextProverShare sum to more than 100 %",
          penalty, "burnShare", penalty, "nextProverShare");
    }
  }

  private void leases() {
    Resolved proving = protocol.section("proving");
    Resolved leases = protocol.section("leases");
    LeaseRules rules = RulesReader.leases(leases);
    if (proving.whole("heartbeatTimeout") <= proving.whole("heartbeatInterval")) {
      blame(
          "protocol.proving.heartbeatTimeout ("
              + proving.text("heartbeatTimeout")
              + ") is not longer than heartbeatInterval ("
              + proving.text("heartbeatInterval")
              + "): nobody would stay active",
          proving,
          "heartbeatTimeout",
          proving,
          "heartbeatInterval");
    }
    if (rules.span(1) < 1) {
      blame(
          "protocol.leases.deadlineBase and deadlinePerUnit are both 0: every lease is missed",
          leases,
          "deadlineBase",
          leases,
          "deadlinePerUnit");
    }
    int longest = rules.longest(Automatic.largestTask(root));
    if (proving.count("exitDelay") < longest) {
      blame(
          "protocol.proving.exitDelay ("
              + proving.text("exitDelay")
              + ") is under the longest"
              + " lease ("
              + longest
              + " blocks): a prover could leave before its penalty",
          proving,
          "exitDelay",
          leases,
          "deadlineBase");
    }
  }

  private void fees() {
    Resolved fees = protocol.section("fees");
    Resolved bounty = protocol.section("bounty");
    if (bounty.flag("antiFarming") && !fees.flag("proofFee")) {
      blame(
          "protocol.bounty.antiFarming caps bounties at the proof fee, but protocol.fees.proofFee"
              + " is false: every first bounty would be 0",
          bounty,
          "antiFarming",
          fees,
          "proofFee");
    }
    if (bounty.is("source", "fees") && !fees.flag("proofFee")) {
      blame(
          "protocol.bounty.source is `fees`, but protocol.fees.proofFee is false",
          bounty,
          "source",
          fees,
          "proofFee");
    }
    if (!fees.is("maxWaiting", "none") && fees.whole("maxWaiting") < fees.whole("targetWaiting")) {
      blame(
          "protocol.fees.maxWaiting is under targetWaiting: back-pressure before the price moves",
          fees,
          "maxWaiting",
          fees,
          "targetWaiting");
    }
    if (root.is("heartbeats", "elided")
        && (fees.whole("heartbeatGas") > 0
            || root.section("network").number("loss").signum() > 0)) {
      blame(
          "heartbeats can be elided only where they are free (protocol.fees.heartbeatGas: 0) and"
              + " lossless (network.loss: 0 %); use `auto` or `explicit`",
          root, "heartbeats", fees, "heartbeatGas");
    }
  }

  private void batches() {
    Resolved aggregation = protocol.section("aggregation");
    Resolved fees = protocol.section("fees");
    int largest = Automatic.largestTransition(root);
    if (aggregation.count("batchUnits") < largest) {
      blame(
          "protocol.aggregation.batchUnits ("
              + aggregation.text("batchUnits")
              + ") is under the largest transaction ("
              + largest
              + " units): no batch could hold"
              + " it",
          aggregation,
          "batchUnits",
          fees,
          "maxProofUnits");
    }
  }

  private void forcedQueue() {
    Resolved forced = protocol.section("forced");
    if (forced.flag("enabled")
        && !(forced.count("forceDeadline") < forced.count("permissionlessAfter")
            && forced.count("permissionlessAfter") < forced.count("escapeDelay"))) {
      blame(
          "protocol.forced needs forceDeadline < permissionlessAfter < escapeDelay",
          forced,
          "permissionlessAfter",
          forced,
          "escapeDelay");
    }
  }

  /** Blames the first of two values that somebody wrote; the section where both are defaults. */
  private void blame(String message, Resolved a, String keyA, Resolved b, String keyB) {
    Mark mark = a.leaf(keyA).isDefault() && !b.leaf(keyB).isDefault() ? b.mark(keyB) : a.mark(keyA);
    problems.add(mark.problem(message));
  }
}
