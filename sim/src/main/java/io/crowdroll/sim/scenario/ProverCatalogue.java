package io.crowdroll.sim.scenario;

import static io.crowdroll.sim.scenario.Draft.choice;
import static io.crowdroll.sim.scenario.Draft.flag;
import static io.crowdroll.sim.scenario.Draft.listing;
import static io.crowdroll.sim.scenario.Draft.quantity;
import static io.crowdroll.sim.scenario.Draft.section;
import static io.crowdroll.sim.scenario.Draft.share;
import static io.crowdroll.sim.scenario.Draft.tagged;
import static io.crowdroll.sim.scenario.Draft.text;

import io.crowdroll.sim.scenario.Entry.Section;
import io.crowdroll.sim.scenario.LawCatalogue.Defaults;
import io.crowdroll.sim.scenario.Type.Text;

/** Those who prove: machines, cohorts, when they are on, what they do, what it must pay. */
final class ProverCatalogue {

  private ProverCatalogue() {}

  static Entry hardware() {
    return listing(
        "hardware",
        "Classes of proving machines.",
        100,
        "[{name: cpu8, secondsPerUnit: 0.10, watts: 65 W},"
            + " {name: cpu16, secondsPerUnit: 0.07, watts: 105 W},"
            + " {name: m3max, secondsPerUnit: 0.05, watts: 55 W},"
            + " {name: l4, secondsPerUnit: 0.015, watts: 72 W}]",
        tagged(
            "class",
            "",
            text("name", Text.NAME).means("Name of the class."),
            choice("law", "constant", "exponential", "weibull", "lognormal", "measured")
                .both("lognormal")
                .means(
                    "Law of a proof's time around its mean; `measured`: times of a file that"
                        + " `./crowdroll calibrate` wrote, by circuit."),
            quantity("secondsPerUnit", Unit.SECONDS, "0.000000001 s", "10,000 s")
                .in("12")
                .means("Mean proving time of a unit (1,000 constraints).")
                .when("constant", "exponential", "weibull", "lognormal"),
            text("file", Text.FILE).means("The calibration file.").when("measured"),
            quantity("factor", Unit.NUMBER, "0.0001", "10,000")
                .both("1")
                .means("So many times as long as on the machine that was measured.")
                .when("measured"),
            quantity("sigma", Unit.NUMBER, "0", "5")
                .both("0.303")
                .in("12")
                .means("Standard deviation of the logarithm of a proof's time.")
                .when("lognormal"),
            quantity("shape", Unit.NUMBER, "0.05", "20")
                .means("Shape of the Weibull law.")
                .when("weibull"),
            quantity("watts", Unit.WATTS, "0 W", "100,000 W")
                .both("65 W")
                .means("Electrical power while proving.")));
  }

  static Section provers() {
    return section(
        "provers",
        "Those who prove.",
        listing(
            "cohorts",
            "Groups of provers that are alike.",
            100,
            "[{name: crowd, count: 1000}]",
            section(
                "cohort",
                "",
                text("name", Text.NAME).means("Name of the cohort."),
                quantity("count", Unit.COUNT, "0", "2,000,000").means("Provers in it."),
                flag("genesis")
                    .both("true")
                    .means("Whether they are registered at genesis; else they join by `timeline`."),
                flag("bonded")
                    .both("true")
                    .in("3")
                    .means("Whether they start with the target bond; else as newcomers."),
                listing(
                    "hardware",
                    "Mix of machines; shares sum to 100 %.",
                    100,
                    "[{class: cpu8, share: 50 %}, {class: cpu16, share: 25 %},"
                        + " {class: m3max, share: 20 %}, {class: l4, share: 5 %}]",
                    section(
                        "mix",
                        "",
                        text("class", Text.NAME).means("Name of a class of `hardware`."),
                        share("share").means("Share of the cohort."))),
                availability(),
                text("region", Text.NAME)
                    .both("world")
                    .means("Where they are, for outages and latency."),
                quantity("capacity", Unit.COUNT, "1", "1,000")
                    .both("1")
                    .in("3")
                    .means("Parallel leases of a prover; they share one machine's speed."),
                share("loss")
                    .both("12 %")
                    .in("12")
                    .means("Probability that a lease is lost (a closed tab, a crash)."),
                behaviour(),
                economics())));
  }

  private static Section availability() {
    return tagged(
        "availability",
        "When machine and plugin are on.",
        choice("law", "always", "renewal", "diurnal", "trace")
            .both("renewal")
            .in("12")
            .means(
                "Always on; sessions and off-times in turn; the same with returns following the"
                    + " hour; or from a file."),
        LawCatalogue.duration("session", "Length of a session.", Defaults.lognormal("40 min", "1"))
            .when("renewal", "diurnal"),
        LawCatalogue.duration("off", "Time between sessions.", Defaults.exponential("67 min"))
            .when("renewal", "diurnal"),
        share("amplitude")
            .both("50 %")
            .means("Swing of the rate of coming back around its mean.")
            .when("diurnal"),
        quantity("peak", Unit.DURATION, "0", "1 d")
            .both("20 h")
            .means("Time of day with the most returns.")
            .when("diurnal"),
        text("file", Text.FILE)
            .means("CSV with the columns host, start_ms, end_ms; a prover draws a host.")
            .when("trace"));
  }

  private static Section behaviour() {
    return tagged(
        "behaviour",
        "What they do with leases.",
        choice(
                "kind",
                "honest",
                "sleeper",
                "fake-active",
                "withholder",
                "strategic-delayer",
                "selective-refuser",
                "proof-copier",
                "self-spammer",
                "decliner")
            .both("honest")
            .means(
                "`honest` proves and sends at once. `sleeper`: heartbeats go on while the machine"
                    + " sleeps. `fake-active`: heartbeats and never proves. `withholder`: lets"
                    + " leases pass until bounties have grown. `strategic-delayer`: sends late on"
                    + " purpose. `selective-refuser`: refuses tasks of the targets. `proof-copier`:"
                    + " sends others' proofs as its own. `self-spammer`: submits transactions to be"
                    + " paid for proofs. `decliner`: declines what it dislikes."),
        share("probability")
            .both("20 %")
            .means("Probability that a lease falls into sleep.")
            .when("sleeper"),
        quantity("until", Unit.NUMBER, "1", "81")
            .both("2")
            .means("Factor on the base bounty from which they prove.")
            .when("withholder"),
        share("window")
            .both("95 %")
            .means("Share of the lease's window at which the proof leaves.")
            .when("strategic-delayer"),
        quantity("rate", Unit.RATE, "0", "1,000/s")
            .both("1/min")
            .means("Transactions that each prover submits.")
            .when("self-spammer"),
        text("class", Text.NAME)
            .both("transfer")
            .means("Class of these transactions, a name of `transactions.classes`.")
            .when("self-spammer"),
        quantity("aboveUnits", Unit.PROOF_UNITS, "0", "1,000,000 units")
            .both("1000 units")
            .means("Tasks of more units are declined.")
            .when("decliner"),
        quantity("below", Unit.ZKPOW, "0", "1,000,000 ZKPoW")
            .both("0")
            .means("Leases with a smaller bounty are declined.")
            .when("decliner"));
  }

  private static Section economics() {
    return section(
        "economics",
        "Cost of energy; and joining for profit: active only while a prover expects to earn more.",
        flag("enabled")
            .both("false")
            .means("Whether they join for profit; else they prove whatever it pays."),
        quantity("electricity", Unit.USD_PER_KWH, "0", "100 USD/kWh")
            .both("0.25 USD/kWh")
            .means("Price of energy."),
        quantity("reserve", Unit.USD_PER_HOUR, "-1,000 USD/h", "1,000 USD/h")
            .both("0.01 USD/h")
            .means("Least profit worth the trouble."),
        quantity("review", Unit.DURATION, "1 s", "30 d")
            .both("1 h")
            .means("How often they decide."));
  }
}
