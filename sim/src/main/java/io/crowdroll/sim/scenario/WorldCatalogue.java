package io.crowdroll.sim.scenario;

import static io.crowdroll.sim.scenario.Draft.choice;
import static io.crowdroll.sim.scenario.Draft.flag;
import static io.crowdroll.sim.scenario.Draft.listing;
import static io.crowdroll.sim.scenario.Draft.quantity;
import static io.crowdroll.sim.scenario.Draft.section;
import static io.crowdroll.sim.scenario.Draft.share;
import static io.crowdroll.sim.scenario.Draft.tagged;
import static io.crowdroll.sim.scenario.Draft.text;
import static io.crowdroll.sim.scenario.Draft.values;

import io.crowdroll.sim.scenario.Entry.Section;
import io.crowdroll.sim.scenario.LawCatalogue.Defaults;
import io.crowdroll.sim.scenario.Type.Quantity;
import io.crowdroll.sim.scenario.Type.Text;
import java.util.List;

/** The world around the protocol: users, provers, validators, network, L1, market. */
final class WorldCatalogue {
  /** Provers of a scenario, over all cohorts. */
  static final int MOST_PROVERS = 2_000_000;

  private WorldCatalogue() {}

  static List<Entry> world() {
    return List.of(
        users(),
        arrivals(),
        transactions(),
        hardware(),
        provers(),
        validators(),
        agents(),
        network(),
        l1(),
        market(),
        section(
            "targets",
            "The users that censors aim at.",
            share("share").both("0 %").means("Share of the users.")));
  }

  private static Section users() {
    return section(
        "users",
        "Those who submit transactions. The genesis provers are the first of them.",
        quantity("count", Unit.COUNT, "1", "10,000,000")
            .both("5000")
            .in("12")
            .means("Accounts at genesis, the genesis provers among them."),
        quantity("balance", Unit.ZKPOW, "0", "1,000,000,000 ZKPoW")
            .both("1000 ZKPoW")
            .in("12")
            .means("Genesis allocation of each, beside a genesis prover's bond."),
        quantity("tip", Unit.ZKPOW, "0", "1 ZKPoW")
            .both("1 gwei")
            .in("2")
            .means("Tip to the proposer, ZKPoW a gas."),
        quantity("feeHeadroom", Unit.NUMBER, "1", "1,000")
            .both("2")
            .in("2")
            .means("A wallet's fee cap as a multiple of the base fees it sees."));
  }

  private static Section arrivals() {
    return tagged(
        "arrivals",
        "When users submit transactions.",
        choice("law", "poisson", "diurnal", "trace")
            .both("poisson")
            .means("Poisson, Poisson with a daily rhythm, or from a file."),
        quantity("rate", Unit.RATE, "0", "100,000/s")
            .both("2/s")
            .in("12")
            .means("Mean number of transactions.")
            .when("poisson", "diurnal"),
        share("amplitude").both("50 %").means("Swing of the rate around its mean.").when("diurnal"),
        quantity("peak", Unit.DURATION, "0", "1 d")
            .both("18 h")
            .means("Time of day of the highest rate.")
            .when("diurnal"),
        text("file", Text.FILE)
            .means("CSV with the columns ms, class; an empty class is drawn by share.")
            .when("trace"));
  }

  private static Section transactions() {
    return section(
        "transactions",
        "The mix of transactions.",
        listing(
            "classes",
            "Classes; their shares sum to 100 %.",
            100,
            "[{name: transfer, kind: transfer, share: 90 %},"
                + " {name: call, kind: call, share: 9 %, gas: 120000 gas, units: 300 units},"
                + " {name: heavy-call, kind: call, share: 1 %, gas: 800000 gas, units: 2000"
                + " units}]",
            tagged(
                "class",
                "",
                text("name", Text.NAME).means("Name of the class, as results show it."),
                choice("kind", "transfer", "withdraw", "bond", "call")
                    .in("2")
                    .means("What the transaction does."),
                share("share").means("Share of the arrivals."),
                quantity("gas", Unit.GAS, "0", "1,000 M gas")
                    .both("21000 gas")
                    .means("Execution gas."),
                quantity("units", Unit.PROOF_UNITS, "1 unit", "1,000,000 units")
                    .in("12")
                    .means("Proof units of a call; other kinds have those of `protocol.units`.")
                    .when("call"),
                LawCatalogue.amount("value", "What is moved, withdrawn or bonded.", "1 ZKPoW"))));
  }

  private static Entry hardware() {
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
            choice("law", "constant", "exponential", "weibull", "lognormal")
                .both("lognormal")
                .means("Law of a proof's time around its mean."),
            quantity("secondsPerUnit", Unit.SECONDS, "0.000000001 s", "10,000 s")
                .in("12")
                .means("Mean proving time of a unit (1,000 constraints)."),
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

  private static Section provers() {
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
        "Joining for profit: active only while a prover expects to earn more than it spends.",
        flag("enabled").both("false").means("Whether they reckon at all."),
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

  private static Section validators() {
    return section(
        "validators",
        "The sequencer's validators.",
        quantity("count", Unit.COUNT, "1", "1,000").both("16").in("12").means("Validators."),
        tagged(
            "stake",
            "How stake is spread.",
            choice("law", "equal", "pareto", "explicit")
                .both("pareto")
                .in("12")
                .means("Equal, drawn from a Pareto law, or given."),
            quantity("alpha", Unit.NUMBER, "0.1", "100")
                .both("1.2")
                .in("12")
                .means("Tail index; smaller is more unequal.")
                .when("pareto"),
            quantity("cap", Unit.SHARE, "0.1 %", "100 %")
                .both("20 %")
                .in("12")
                .means("Largest share of one validator.")
                .when("pareto"),
            values(
                    "weights",
                    new Quantity(Unit.COUNT, "1", "1,000,000,000", List.of()),
                    1_000,
                    "Stake of each validator.")
                .when("explicit")),
        section(
            "downtime",
            "Independent failures of each validator.",
            flag("enabled").both("false").means("Whether validators fail at all."),
            LawCatalogue.duration("up", "Time between failures.", Defaults.exponential("7 d")),
            LawCatalogue.duration("down", "Length of a failure.", Defaults.exponential("10 min"))),
        listing(
            "regions",
            "Where they are; shares of stake sum to 100 %.",
            100,
            "[{name: world, share: 100 %}]",
            section(
                "region",
                "",
                text("name", Text.NAME).means("Name of the region."),
                share("share").means("Share of stake."))),
        section(
            "censorship",
            "Censorship from genesis on; `timeline` can start it later.",
            choice("what", "nothing", "transactions", "proofs", "everything")
                .both("nothing")
                .in("8")
                .means("What censors leave out of blocks, of the target set."),
            text("region", Text.NAME)
                .both("anywhere")
                .in("8")
                .means("Jurisdiction whose validators all censor; `anywhere`: go by `share`."),
            share("share").both("0 %").in("8").means("Share of stake that censors.")));
  }

  private static Entry agents() {
    return listing(
        "agents",
        "How a part of the validators does its duty as submission agents; the rest is honest.",
        20,
        "[]",
        tagged(
            "group",
            "",
            text("name", Text.NAME).means("Name of the group."),
            choice("behaviour", "honest", "absent", "gas-shy", "censor")
                .both("honest")
                .in("7")
                .means(
                    "`absent` never submits; `gas-shy` not above a base fee; `censor` skips"
                        + " batches with transactions of the targets."),
            share("share").means("About this share of stake behaves so."),
            quantity("maxBaseFee", Unit.ETH, "0", "1 ETH")
                .means("Highest L1 base fee at which it submits, ETH a gas.")
                .when("gas-shy")));
  }

  private static Section network() {
    return section(
        "network",
        "Message delays and losses.",
        LawCatalogue.duration(
            "latency", "One-way delay of a message.", Defaults.lognormal("80 ms", "0.4")),
        quantity("loss", Unit.SHARE, "0 %", "99 %")
            .both("0 %")
            .means("Probability that a message is lost."),
        listing(
            "links",
            "Delays between two regions, both directions alike, where they differ.",
            200,
            "[]",
            section(
                "link",
                "",
                text("from", Text.NAME).means("A region."),
                text("to", Text.NAME).means("Another region, or the same."),
                LawCatalogue.duration(
                    "latency", "One-way delay.", Defaults.lognormal("80 ms", "0.4")))));
  }

  private static Section l1() {
    return section(
        "l1",
        "The modelled Ethereum.",
        quantity("blockTime", Unit.DURATION, "1 ms", "1 h")
            .both("12 s")
            .in("12")
            .means("Time between blocks."),
        quantity("missedSlots", Unit.SHARE, "0 %", "99 %")
            .both("0.5 %")
            .means("Probability that a block is missed."),
        section(
            "baseFee",
            "EIP-1559 under a demand that falls as the fee rises, with autocorrelated noise.",
            gwei("start", "10 gwei", "Base fee at genesis, ETH a gas."),
            gwei("anchor", "10 gwei", "Base fee at which demand meets the target."),
            quantity("elasticity", Unit.NUMBER, "0.01", "10")
                .both("1")
                .means("Demand falls with this power of the fee."),
            quantity("sigma", Unit.NUMBER, "0", "5")
                .both("0.3")
                .means("Standard deviation of the logarithm of the demand; 0 = no noise."),
            quantity("memory", Unit.DURATION, "0", "30 d")
                .both("20 min")
                .means("Time constant of the noise."),
            gwei("priorityFee", "1 gwei", "Tip that agents add.")),
        section(
            "reorgs",
            "Chain reorganisations, Poisson in time.",
            quantity("rate", Unit.RATE, "0", "1/s")
                .both("1/day")
                .in("12")
                .means("Mean number of them."),
            quantity("depth", Unit.L1_BLOCKS, "1 L1 block", "1,000 L1 blocks")
                .both("1 L1 blocks")
                .in("12")
                .means("Blocks that each replaces.")),
        section(
            "gas",
            "Gas of the contracts' calls, measured or derived from measurements (L1.md).",
            gas("commitBase", "60000 gas", "A commit without its data, certificate included."),
            gas("commitPerTransition", "3600 gas", "Data of one transition in a commit."),
            gas("prove", "245000 gas", "A proof of a batch."),
            gas("enqueue", "81804 gas", "An item of the forced queue."),
            gas("claim", "63600 gas", "The claim of a withdrawal."),
            gas("escape", "290000 gas", "An exit proof after the freeze.")));
  }

  private static Entry gwei(String name, String value, String meaning) {
    return quantity(name, Unit.ETH, "1 wei", "0.001 ETH").both(value).in("12").means(meaning);
  }

  private static Entry gas(String name, String value, String meaning) {
    return quantity(name, Unit.GAS, "0", "16 M gas").both(value).in("7").means(meaning);
  }

  private static Section market() {
    return tagged(
        "market",
        "Where ZKPoW is traded for ETH. Validators' votes on the price follow it.",
        choice("law", "constant", "pool", "steps")
            .both("constant")
            .means("A constant price, a constant-product pool, or steps at given times."),
        quantity("ethUsd", Unit.USD, "0.01 USD", "10,000,000 USD")
            .both("3000 USD")
            .means("Price of 1 ETH."),
        quantity("zkpow", Unit.ZKPOW, "1 ZKPoW", "1,000,000,000 ZKPoW")
            .both("1000000 ZKPoW")
            .means("The pool's reserve of ZKPoW.")
            .when("pool"),
        quantity("eth", Unit.ETH, "1 gwei", "100,000,000 ETH")
            .both("100 ETH")
            .means("The pool's reserve of ETH.")
            .when("pool"),
        quantity("fee", Unit.SHARE, "0 %", "50 %")
            .both("0.3 %")
            .means("Fee of a trade.")
            .when("pool"),
        share("sellShare")
            .both("50 %")
            .means("Share of their income that provers sell.")
            .when("pool"),
        quantity("noise", Unit.ETH, "0", "1,000,000 ETH")
            .both("0")
            .means("Standard deviation of other net trade in an hour.")
            .when("pool"),
        listing(
                "points",
                "The price from each time on; before the first, the protocol's initial price.",
                10_000,
                "[]",
                section(
                    "point",
                    "",
                    quantity("at", Unit.DURATION, "0", "3,660 d").means("Time since genesis."),
                    quantity("zkpowPerEth", Unit.ZKPOW, "1 gwei", "1,000,000,000 ZKPoW")
                        .means("Price of 1 ETH.")))
            .when("steps"));
  }
}
