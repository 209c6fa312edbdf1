package io.crowdroll.sim.scenario;

import static io.crowdroll.sim.scenario.Draft.choice;
import static io.crowdroll.sim.scenario.Draft.flag;
import static io.crowdroll.sim.scenario.Draft.listing;
import static io.crowdroll.sim.scenario.Draft.quantity;
import static io.crowdroll.sim.scenario.Draft.share;
import static io.crowdroll.sim.scenario.Draft.tagged;
import static io.crowdroll.sim.scenario.Draft.text;

import io.crowdroll.sim.scenario.Type.Text;

/** Interventions and faults at given times. */
final class TimelineCatalogue {

  private TimelineCatalogue() {}

  static Entry timeline() {
    return listing(
        "timeline",
        "Interventions and faults, each at its time; equal times in file order.",
        10_000,
        "[]",
        tagged(
            "intervention",
            "",
            quantity("at", Unit.DURATION, "0", "3,660 d").means("Time since genesis."),
            choice(
                    "action",
                    "outage",
                    "join",
                    "leave",
                    "rush",
                    "congestion",
                    "reorg",
                    "price",
                    "censor",
                    "crash",
                    "deposit",
                    "force",
                    "withdraw")
                .means(
                    "`outage`: a share of a region's provers goes off. `join`, `leave`: provers of"
                        + " a cohort. `rush`: more arrivals. `congestion`: more demand for L1"
                        + " gas. `reorg`: of L1. `price`: a shock to ZKPoW. `censor`: validators"
                        + " start to. `crash`: validators stop. `deposit`: through L1. `force`:"
                        + " transactions through the L1 queue. `withdraw`: a wave of them."),
            text("region", Text.NAME)
                .both("anywhere")
                .means(
                    "Region of the outage, or jurisdiction whose validators all censor;"
                        + " `anywhere`: every region.")
                .when("outage", "censor"),
            share("share")
                .both("100 %")
                .means("Share: of the region's provers, or of stake.")
                .when("outage", "censor", "crash"),
            text("cohort", Text.NAME)
                .means("Name of a cohort of `provers.cohorts`.")
                .when("join", "leave"),
            quantity("count", Unit.COUNT, "1", "2,000,000")
                .means("How many provers, users or transactions.")
                .when("join", "leave", "deposit", "force", "withdraw"),
            quantity("factor", Unit.NUMBER, "0.000001", "1,000,000")
                .means("Multiplies the arrival rate, the demand for L1 gas, or the price of ZKPoW.")
                .when("rush", "congestion", "price"),
            quantity("duration", Unit.DURATION, "1 ms", "3,660 d", "forever")
                .both("forever")
                .means("How long it lasts.")
                .when("outage", "rush", "congestion", "censor", "crash"),
            quantity("depth", Unit.L1_BLOCKS, "1 L1 block", "1,000 L1 blocks")
                .both("1 L1 blocks")
                .means("L1 blocks replaced.")
                .when("reorg"),
            choice("what", "transactions", "proofs", "everything")
                .both("everything")
                .in("8")
                .means("What censors leave out of blocks, of the target set.")
                .when("censor"),
            choice("kind", "transfer", "withdraw")
                .both("transfer")
                .in("8")
                .means("Kind of the forced transactions.")
                .when("force"),
            flag("targeted")
                .both("false")
                .in("8")
                .means("Whether the senders are of the target set.")
                .when("force"),
            quantity("amount", Unit.ZKPOW, "0", "1,000,000,000 ZKPoW")
                .both("1 ZKPoW")
                .means("Amount of each.")
                .when("deposit", "force", "withdraw")));
  }
}
