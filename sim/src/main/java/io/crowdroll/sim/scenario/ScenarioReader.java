package io.crowdroll.sim.scenario;

import java.nio.file.Path;
import java.util.List;

/** A resolved and checked scenario as a record. */
final class ScenarioReader {

  private ScenarioReader() {}

  /**
   * @param directory that paths of traces are relative to
   * @throws ScenarioException if a calibration file cannot be read
   */
  static Scenario scenario(
      Resolved root, Path directory, List<Expectation> expectations, List<Variant> variants)
      throws ScenarioException {
    var provers = new ProverReader(root, directory);
    Resolved units = root.section("protocol").section("units");
    Resolved fidelity = root.section("fidelity");
    Fidelity.Rung proofs = fidelity.choice("proofs", Fidelity.Rung.class);
    return new Scenario(
        root.text("name"),
        root.text("question"),
        root.text("description"),
        root.choice("mode", Scenario.Mode.class),
        root.whole("seed"),
        root.whole("duration"),
        root.count("replications"),
        root.real("confidence"),
        root.choice("checks", Scenario.Checks.class),
        root.choice("heartbeats", Scenario.Heartbeats.class),
        root.choice("keys", Scenario.Keys.class),
        new Fidelity(
            fidelity.choice("execution", Fidelity.Rung.class),
            proofs,
            fidelity.choice("consensus", Fidelity.Rung.class),
            fidelity.choice("l1", Fidelity.Rung.class),
            fidelity.choice("network", Fidelity.Rung.class)),
        RulesReader.rules(root.section("protocol"), proofs.compareTo(Fidelity.Rung.FULL) >= 0),
        WorldReader.users(root.section("users")),
        WorldReader.arrivals(root.section("arrivals"), directory),
        root.section("transactions").list("classes").stream()
            .map(one -> WorldReader.transactionClass(one, units))
            .toList(),
        provers.hardware(),
        root.section("provers").list("cohorts").stream().map(provers::cohort).toList(),
        WorldReader.validators(root.section("validators")),
        root.list("agents").stream().map(WorldReader::agentGroup).toList(),
        WorldReader.network(root.section("network")),
        WorldReader.l1(root.section("l1")),
        WorldReader.market(root.section("market")),
        WorldReader.outside(root.section("outside")),
        new Targets(root.section("targets").real("share")),
        TimelineReader.timeline(root.list("timeline")),
        expectations,
        variants,
        new ReportOptions(root.section("report").whole("sampleEvery")));
  }

  /** The lines of {@code expect}, in file order. */
  static List<Expectation> expectations(Resolved root) {
    return root.values("expect").stream().map(leaf -> expectation(leaf.parsed().text())).toList();
  }

  private static Expectation expectation(String text) {
    try {
      return ExpectationReader.read(text);
    } catch (Type.Refusal checkedWhenResolved) {
      throw new IllegalStateException(checkedWhenResolved);
    }
  }
}
