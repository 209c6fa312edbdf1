package io.crowdroll.sim.scenario;

import static io.crowdroll.sim.scenario.Draft.choice;
import static io.crowdroll.sim.scenario.Draft.flag;
import static io.crowdroll.sim.scenario.Draft.quantity;
import static io.crowdroll.sim.scenario.Draft.section;
import static io.crowdroll.sim.scenario.Draft.share;

import io.crowdroll.sim.scenario.Entry.Section;

/** Parameters of provers and their leases: PROTOCOL.md §3 and §4, with both presets. */
final class MarketCatalogue {

  private MarketCatalogue() {}

  static Section proving() {
    return section(
        "proving",
        "Registration, bonds, heartbeats and the draw.",
        quantity("heartbeatInterval", Unit.DURATION, "1 ms", "1 d")
            .both("30 s")
            .in("3")
            .means("Least time between two heartbeats of a prover."),
        quantity("heartbeatTimeout", Unit.DURATION, "1 ms", "7 d")
            .both("90 s")
            .in("3")
            .means("Age at which the latest heartbeat no longer makes a prover active."),
        flag("proofCounts")
            .presets("false", "true")
            .in("3")
            .means("Whether a proof counts as a heartbeat, so that who proves need not beat (H8)."),
        flag("inactiveDropsLeases")
            .presets("true", "false")
            .in("3")
            .means("Whether going inactive ends held leases without fault (H7)."),
        quantity("bond", Unit.ZKPOW, "0", "1,000,000 ZKPoW", "auto")
            .presets("0", "auto")
            .in("3")
            .means(
                "Target bond for each unit of capacity (H3); 0 = no bonds. `auto`: 120 ZKPoW, or"
                    + " 300 where a task can pass 2,400 units, as `flat` roots do."),
        quantity("suspendBelow", Unit.ZKPOW, "-1,000,000 ZKPoW", "1,000,000 ZKPoW", "none")
            .both("none")
            .in("1")
            .means("Net balance under which a prover is not drawn; for bondless rules (H22)."),
        choice("weights", "uniform", "bond", "proven-work")
            .presets("uniform", "bond")
            .in("4")
            .means("How the draw weighs active provers (H4)."),
        quantity("weightCap", Unit.COUNT, "1", "1,000,000")
            .both("5")
            .in("4")
            .means("Most that a bond weighs, as a multiple of `bond`."),
        flag("probation")
            .presets("false", "true")
            .in("3")
            .means("Whether newcomers without a bond earn one by redundant copies of small tasks."),
        quantity("exitDelay", Unit.BLOCKS, "1 block", "1,000,000,000 blocks", "auto")
            .both("auto")
            .in("3")
            .means(
                "Blocks between asking to leave and the bond's return. `auto`: 2 × the longest"
                    + " lease."),
        flag("payeeBound")
            .presets("false", "true")
            .in("5")
            .means("Whether a proof names its payee, so that a copy is worthless (H10)."),
        flag("proveEmptyBlocks")
            .both("false")
            .in("3")
            .means("Whether a block without transitions makes a task, to feed an idle network."));
  }

  static Section leases() {
    return section(
        "leases",
        "Leases: who gets a task, until when, and what happens after a miss.",
        quantity("deadlineBase", Unit.BLOCKS, "0", "1,000,000 blocks")
            .presets("120 blocks", "15 blocks")
            .in("4")
            .means("Blocks of every deadline."),
        quantity("deadlinePerUnit", Unit.NUMBER, "0", "9")
            .presets("0", "0.15")
            .in("4")
            .means("Blocks added for each proof unit (H6); 0 = one deadline for all tasks."),
        choice("witnessClock", "at-assignment", "when-served")
            .presets("at-assignment", "when-served")
            .in("4")
            .means("Whether the clock starts before validators attest to serve the witness (H12)."),
        share("witnessQuorum")
            .both("0.333333333333333333")
            .in("4")
            .means(
                "Share of stake whose validators must attest, and more than it: the default is a"
                    + " third."),
        quantity("witnessTimeout", Unit.BLOCKS, "0", "1,000,000 blocks")
            .both("15 blocks")
            .in("4")
            .means("Blocks without that attestation after which a lease ends without fault."),
        quantity("graceProposers", Unit.COUNT, "1", "1,000")
            .presets("1", "4")
            .in("4")
            .means(
                "Distinct proposers who must have had the chance to include a proof before the"
                    + " lease counts as missed (H11)."),
        quantity("declineWindow", Unit.BLOCKS, "0", "100,000 blocks")
            .presets("0", "3 blocks")
            .in("4")
            .means("Blocks in which a prover may decline a lease without penalty; 0 = never."),
        quantity("declineQuota", Unit.COUNT, "0", "1,000,000")
            .presets("0", "1")
            .in("4")
            .means("Declines that a prover has a day."),
        choice(
                "reassignment",
                "next-random",
                "committee",
                "least-recently-processed",
                "open",
                "last-resort")
            .presets("next-random", "committee")
            .in("4")
            .means(
                "Who gets a task after a miss (H5). `open` has no leases: anybody may prove a"
                    + " waiting task."),
        quantity("committeeSize", Unit.COUNT, "1", "64")
            .both("3")
            .in("4")
            .means("Provers leased at once after the first miss, with `reassignment: committee`."),
        quantity("lastResortMisses", Unit.COUNT, "1", "1,000", "none")
            .presets("none", "3")
            .in("4")
            .means("Misses after which a validator proves the task (H14)."),
        quantity("lastResortBlocks", Unit.BLOCKS, "1 block", "1,000,000 blocks", "none")
            .presets("none", "150 blocks")
            .in("4")
            .means("Blocks waiting without a lease after which a validator proves the task."),
        flag("excludeFormerHolders")
            .both("true")
            .in("4")
            .means("Whether who missed a task is drawn for it again only when nobody else can be."),
        quantity("redundancy", Unit.COUNT, "1", "64")
            .both("1")
            .in("4")
            .means("Provers that lease a task from the start; the first proof is paid in full."),
        share("redundancyShare")
            .both("25 %")
            .in("4")
            .means("What later valid proofs of redundant leases, committees, probation earn."),
        flag("committeeShare")
            .presets("false", "true")
            .in("4")
            .means("Whether later proofs of a committee earn `redundancyShare`."),
        choice("lateProof", "rejected", "unpaid", "share")
            .presets("rejected", "share")
            .in("4")
            .means("What becomes of a proof after its deadline and before another (H23)."),
        share("lateShare")
            .both("25 %")
            .in("4")
            .means("What a late proof earns with `lateProof: share`."));
  }
}
