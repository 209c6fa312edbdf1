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

/** Those who run the chains: validators, agents, and the modelled Ethereum. */
final class ChainCatalogue {

  private ChainCatalogue() {}

  static Section validators() {
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
            share("share").both("0 %").in("8").means("Share of stake that censors.")),
        section(
            "misconduct",
            "What Byzantine validators do in consensus; needs `fidelity.consensus: full`.",
            choice("kind", "none", "silent", "equivocating", "slandering")
                .both("none")
                .in("2")
                .means(
                    "`silent` leaders propose nothing; `equivocating` validators propose two blocks"
                        + " and vote for both, each before another half; `slandering` ones accuse"
                        + " an honest one of two votes, with votes that they have signed"
                        + " themselves."),
            share("share").both("0 %").in("2").means("Share of stake that does so.")));
  }

  static Entry agents() {
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

  static Section l1() {
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
}
