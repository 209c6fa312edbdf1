package io.crowdroll.sim.scenario;

import static io.crowdroll.sim.scenario.Draft.choice;
import static io.crowdroll.sim.scenario.Draft.listing;
import static io.crowdroll.sim.scenario.Draft.quantity;
import static io.crowdroll.sim.scenario.Draft.section;
import static io.crowdroll.sim.scenario.Draft.text;
import static io.crowdroll.sim.scenario.Draft.values;

import io.crowdroll.sim.scenario.Entry.Section;
import io.crowdroll.sim.scenario.Type.Text;
import java.util.List;
import java.util.Set;

/** What is run, how often, how exactly, and what is expected of it. */
final class RunCatalogue {

  private RunCatalogue() {}

  /** Keys at the top of the file, before the protocol. */
  static List<Entry> head() {
    return List.of(
        text("name", Text.NAME)
            .both("unnamed")
            .means("Name of the run directory; the file's name where it is left out."),
        text("question", Text.FREE)
            .both("")
            .means("What the scenario asks, one sentence. The report opens with it."),
        text("description", Text.FREE)
            .both("")
            .means("What is set up, and what to look at in the report."),
        choice("mode", "literal", "hardened")
            .both("hardened")
            .in("11")
            .means(
                "The preset that fills in what is left out: the idea exactly as written, or the"
                    + " best known fix of each hole."),
        quantity("seed", Unit.COUNT, "0", "9,223,372,036,854,775,807")
            .both("1")
            .means(
                "Seed of every random stream. The same scenario, seed and version give the same"
                    + " bytes. It is no part of the scenario's hash."),
        quantity("duration", Unit.DURATION, "1 ms", "3,660 d").both("1 d").means("Simulated time."),
        quantity("replications", Unit.COUNT, "1", "10,000")
            .both("1")
            .means("Independent repetitions, each with its own population; intervals need two."),
        quantity("confidence", Unit.SHARE, "50 %", "99.99 %")
            .both("95 %")
            .means("Confidence level of the intervals in the report."),
        choice("checks", "cheap", "full")
            .both("cheap")
            .in("9")
            .means("Which invariants are checked at every block."),
        choice("heartbeats", "auto", "explicit", "elided")
            .both("auto")
            .in("3")
            .means(
                "Whether heartbeats are simulated one by one. `auto` elides them where they are"
                    + " free and no message is lost; the ledger is the same."),
        choice("keys", "development", "production")
            .both("development")
            .means("Provenance that proving keys must have where proofs are real."),
        fidelity());
  }

  private static Section fidelity() {
    return section(
        "fidelity",
        "How real each concern is. This version has the rung `modelled`, and `full` of execution"
            + ", proofs and consensus.",
        rung(
            "execution",
            "Execution of transactions: gas and units by class; or, `full`, signed transactions,"
                + " the EVM, and a state tree with the root of every transition. A call of a class"
                + " then runs loops of one contract that come to about its gas, and to its units"
                + " or a little less; it is sent from a second account of the user, an Ethereum"
                + " one, which has `users.balance` too."),
        rung("proofs", "Proofs: a cost model, or real Groth16."),
        rung(
            "consensus",
            "Consensus: delays by a model; or, `full`, each validator's own machine, signatures,"
                + " and every message over the network."),
        rung("l1", "L1: a model in memory, or a real client."),
        rung("network", "The network: a latency model, or sockets."));
  }

  private static Entry rung(String name, String meaning) {
    return choice(name, "formula", "modelled", "full", "testnet")
        .both("modelled")
        .in("10")
        .means(meaning);
  }

  /** Keys at the end of the file, after the world. */
  static List<Entry> tail() {
    return List.of(
        values(
            "expect",
            new Type.Expected(),
            200,
            "What the run is judged by, a line each: `[variant:] metric op value [unit] [@"
                + " confidence]`, as in `time_to_proof.p95 < 2 min @ 95 %`; op is <, <=, >, >= or"
                + " =. With a confidence, the metric's whole interval must lie on that side;"
                + " without one, its mean. A metric without a value counts as failed."),
        listing(
            "variants",
            "Scenarios to compare in one report with common random numbers. With variants, only"
                + " they run; one with an empty `set` is this scenario as it stands.",
            64,
            "[]",
            section(
                "variant",
                "",
                text("name", Text.NAME).means("Name of the variant."),
                new Entry.Settings(
                    "set",
                    "Settings by dotted path, as `--set` makes them: `protocol.bounty.source:"
                        + " mint`.",
                    Set.of()))),
        section(
            "report",
            "What the report is made from.",
            quantity("sampleEvery", Unit.DURATION, "1 ms", "366 d")
                .both("5 min")
                .means("Time between samples of the series.")));
  }
}
