package io.crowdroll.sim.scenario;

import io.crowdroll.protocol.Rules;
import java.util.List;

/**
 * One scenario, fully resolved and checked: defaults of its mode filled in, units converted.
 *
 * @param name of the run directory: lower-case letters, digits and hyphens
 * @param question what the scenario asks, one sentence; the report opens with it
 * @param description what is set up and what to look at
 * @param mode which column of PROTOCOL.md §11 the defaults came from
 * @param seed of every random stream
 * @param durationMillis simulated time from genesis to the horizon
 * @param replications independent repetitions, each with its own population
 * @param confidence level of every interval in the report, in (0, 1)
 * @param checks which invariants are checked at every block (PROTOCOL.md §9)
 * @param heartbeats whether heartbeats are events or only their consequences are
 * @param keys which proving keys are accepted where proofs are real
 * @param fidelity the rung of each concern (PROTOCOL.md §10)
 * @param rules the protocol's parameters
 * @param timeline interventions and faults by time, equal times in file order
 * @param expectations what the run is judged by
 * @param variants scenarios to compare with common random numbers in one report; empty = this one
 *     alone
 */
public record Scenario(
    String name,
    String question,
    String description,
    Mode mode,
    long seed,
    long durationMillis,
    int replications,
    double confidence,
    Checks checks,
    Heartbeats heartbeats,
    Keys keys,
    Fidelity fidelity,
    Rules rules,
    Users users,
    Arrivals arrivals,
    List<TransactionClass> transactions,
    List<HardwareClass> hardware,
    List<Cohort> cohorts,
    Validators validators,
    List<AgentGroup> agents,
    Network network,
    L1Model l1,
    Market market,
    Outside outside,
    Targets targets,
    List<Intervention> timeline,
    List<Expectation> expectations,
    List<Variant> variants,
    ReportOptions report) {

  /** Which preset fills in what the file leaves open (PROTOCOL.md §11). */
  public enum Mode {
    LITERAL,
    HARDENED
  }

  /** Which invariants run at every block. */
  public enum Checks {
    CHEAP,
    FULL
  }

  /** How heartbeats are simulated (PROTOCOL.md §3). */
  public enum Heartbeats {
    /** Elided where they are free and no message is lost, else explicit; the run says which. */
    AUTO,
    EXPLICIT,
    ELIDED
  }

  /** Provenance of proving keys. */
  public enum Keys {
    DEVELOPMENT,
    PRODUCTION
  }

  /** Registered provers at genesis, over all cohorts. */
  public int proversAtGenesis() {
    return cohorts.stream().filter(Cohort::genesis).mapToInt(Cohort::count).sum();
  }

  /**
   * Refuses what this version cannot run.
   *
   * @throws ScenarioException one sentence naming the rungs asked for that are not built
   */
  public Scenario requireBuilt() throws ScenarioException {
    var reason = fidelity.notBuilt();
    if (reason.isPresent()) {
      throw new ScenarioException(List.of(new Problem(name, 0, 0, reason.get())));
    }
    return this;
  }
}
