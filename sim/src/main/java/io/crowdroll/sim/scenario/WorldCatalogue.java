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
        ProverCatalogue.hardware(),
        ProverCatalogue.provers(),
        ChainCatalogue.validators(),
        ChainCatalogue.agents(),
        network(),
        ChainCatalogue.l1(),
        market(),
        section(
            "outside",
            "What people do on L1 that anybody may do, when the rollup does not.",
            flag("claims").both("true").in("8").means("Whether users claim their withdrawals."),
            flag("proves")
                .both("true")
                .in("8")
                .means(
                    "Whether somebody proves queue items alone, once the oldest is older than"
                        + " `permissionlessAfter`."),
            flag("freezes")
                .both("true")
                .in("8")
                .means("Whether somebody freezes the contract after `escapeDelay`."),
            share("escapes")
                .both("100 %")
                .in("8")
                .means("Share of the users who leave a frozen rollup, each by itself.")),
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
