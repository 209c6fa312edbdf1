package io.crowdroll.sim.scenario;

import io.crowdroll.protocol.proving.LeaseRules;

/** Decides every {@code auto} of a scenario from the values around it (PROTOCOL.md §12). */
final class Automatic {
  private final Resolved root;
  private final Resolved protocol;

  private Automatic(Resolved root) {
    this.root = root;
    this.protocol = root.section("protocol");
  }

  static void decide(Resolved root) {
    new Automatic(root).decide();
  }

  private void decide() {
    Resolved aggregation = protocol.section("aggregation");
    boolean flat = aggregation.is("scheme", "flat");
    int batchSize = aggregation.count("batchSize");
    decide("fees", "proofOverhead", flat ? "2.2" : "1.1");
    decide("fees", "aggUnits", flat ? "20" : "60");
    decide("settlement", "settleSlots", Integer.toString(Math.max(1, batchSize / 4)));
    decide("forced", "maxForcedPerBatch", Integer.toString(Math.max(1, batchSize / 2)));
    decide("bounty", "targetActive", Long.toString(Math.max(1, genesisProvers(root) / 2)));
    int largest = largestTask(root);
    decide("proving", "bond", largest > 2_400 ? "300 ZKPoW" : "120 ZKPoW");
    LeaseRules leases = RulesReader.leases(protocol.section("leases"));
    decide("proving", "exitDelay", Long.toString(2L * leases.longest(largest)));
  }

  private void decide(String section, String key, String text) {
    if (protocol.section(section).is(key, "auto")) {
      protocol.section(section).decide(key, text);
    }
  }

  static long genesisProvers(Resolved root) {
    return root.section("provers").list("cohorts").stream()
        .filter(cohort -> cohort.flag("genesis"))
        .mapToLong(cohort -> cohort.whole("count"))
        .sum();
  }

  /** Units of the largest task that the scenario's rules and classes can make. */
  static int largestTask(Resolved root) {
    Resolved protocol = root.section("protocol");
    Resolved aggregation = protocol.section("aggregation");
    int rootProof =
        aggregation.is("scheme", "recursive")
            ? aggregation.count("aggregationArity") * aggregation.count("unitsPerChild")
            : aggregation.count("batchUnits");
    return Math.max(rootProof, largestTransition(root));
  }

  /** Units of the largest transition: of a fixed kind, or a call up to where it halts. */
  static int largestTransition(Resolved root) {
    Resolved units = root.section("protocol").section("units");
    Resolved fees = root.section("protocol").section("fees");
    int halt = fees.is("maxProofUnits", "none") ? Integer.MAX_VALUE : fees.count("maxProofUnits");
    int fixed = units.schema().keys().stream().mapToInt(units::count).max().orElseThrow();
    int called =
        root.section("transactions").list("classes").stream()
            .filter(one -> one.has("units"))
            .mapToInt(one -> one.count("units"))
            .max()
            .orElse(0);
    return Math.max(fixed, Math.min(called, halt));
  }
}
