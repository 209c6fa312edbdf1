package io.crowdroll.sim.scenario;

import static io.crowdroll.sim.scenario.Draft.choice;
import static io.crowdroll.sim.scenario.Draft.flag;
import static io.crowdroll.sim.scenario.Draft.quantity;
import static io.crowdroll.sim.scenario.Draft.section;

import io.crowdroll.sim.scenario.Entry.Section;

/** Parameters of batches and their way to L1: PROTOCOL.md §6 to §8, with both presets. */
final class RollupCatalogue {

  private RollupCatalogue() {}

  static Section aggregation() {
    return section(
        "aggregation",
        "Batches, and how their proofs become one.",
        quantity("batchSize", Unit.COUNT, "1", "4,096")
            .both("64")
            .in("6")
            .means("Transitions at which a batch closes."),
        quantity("batchUnits", Unit.PROOF_UNITS, "1 unit", "10,000,000 units")
            .both("4096 units")
            .in("6")
            .means("Units that a batch never passes."),
        quantity("batchMaxAge", Unit.DURATION, "1 ms", "30 d")
            .both("10 min")
            .in("6")
            .means("Age at which a batch closes."),
        choice("cut", "in-order", "proven-runs")
            .presets("proven-runs", "in-order")
            .in("6")
            .means("Whether batches are cut as transitions execute, or of proven runs only (H13)."),
        flag("settlePrefix")
            .presets("false", "true")
            .in("6")
            .means("Whether a miss closes the open batch before the missed transition (H13)."),
        choice("scheme", "recursive", "flat", "tree")
            .both("recursive")
            .in("6")
            .means(
                "`recursive`: nodes verify proofs; `flat`: one root proof over all transitions;"
                    + " `tree`: flat nodes at every level, for comparison."),
        quantity("aggregationArity", Unit.COUNT, "2", "64")
            .both("4")
            .in("6")
            .means("Direct children of a node of `recursive` and `tree`."),
        quantity("unitsPerChild", Unit.PROOF_UNITS, "1 unit", "100,000 units")
            .both("40 units")
            .in("6")
            .means(
                "Units a child of a `recursive` node: 40 on curves made for recursion, about 1,500"
                    + " for BN254 emulated in BN254."),
        flag("streaming")
            .presets("false", "true")
            .in("6")
            .means("Whether a node is made once its children are proven; else level by level."));
  }

  static Section submission() {
    return section(
        "submission",
        "Submission to L1 by agents. Spans are in L1 blocks.",
        quantity("slotBlocks", Unit.L1_BLOCKS, "1 L1 block", "100,000 L1 blocks")
            .both("4 L1 blocks")
            .in("7")
            .means("L1 blocks of a submission slot."),
        quantity("openAfterSlots", Unit.COUNT, "0", "1,000,000", "none")
            .presets("none", "3")
            .in("7")
            .means(
                "Whole slots after which anybody may commit a waiting batch (H18); `none`: only"
                    + " the slot's agent ever."),
        flag("commitThenProve")
            .presets("false", "true")
            .in("7")
            .means(
                "Whether the order is posted before the proof (H19); else one post when proven."),
        flag("certificate")
            .presets("false", "true")
            .in("7")
            .means("Whether a commit needs signatures of more than 2/3 of stake."),
        quantity("l1Confirmations", Unit.L1_BLOCKS, "0", "10,000 L1 blocks")
            .both("2 L1 blocks")
            .in("7")
            .means("Depth at which a proven batch is final."),
        quantity("proveDeadline", Unit.L1_BLOCKS, "1 L1 block", "10,000,000 L1 blocks")
            .both("7200 L1 blocks")
            .in("7")
            .means("Age from which unproven batches may be pruned."),
        quantity("agentMargin", Unit.SHARE, "0 %", "800 %")
            .both("10 %")
            .in("7")
            .means("Added to an agent's refund."),
        quantity("refundCap", Unit.ETH, "0", "1,000 ETH")
            .both("0.02 ETH")
            .in("7")
            .means("Most that a batch is refunded."),
        quantity("zkpowPerEth", Unit.ZKPOW, "1 wei", "1,000,000,000 ZKPoW")
            .both("10000 ZKPoW")
            .in("7")
            .means("Price of 1 ETH at genesis; later, votes that follow the market."),
        quantity("seatBond", Unit.ETH, "0", "10,000 ETH")
            .both("1 ETH")
            .in("7")
            .means("Bond of an agent's seat on L1."),
        quantity("missFine", Unit.ETH, "0", "100 ETH")
            .both("0.01 ETH")
            .in("7")
            .means("Fine of a skipped slot."));
  }

  static Section forced() {
    return section(
        "forced",
        "The forced queue and the escape hatch (H20). Spans are in L1 blocks.",
        flag("enabled").presets("false", "true").in("8").means("Whether there is a forced queue."),
        quantity("forceDeadline", Unit.L1_BLOCKS, "1 L1 block", "10,000,000 L1 blocks")
            .both("48 L1 blocks")
            .in("8")
            .means("Age at which a batch must consume a queue item."),
        quantity("queueFee", Unit.ETH, "0", "10 ETH")
            .both("0.001 ETH")
            .in("8")
            .means("Fee of an item while the queue is empty."),
        quantity("queueFeeStep", Unit.COUNT, "1", "1,000,000")
            .both("50")
            .in("8")
            .means("Pending items that double the fee."),
        quantity("maxForcedPerBatch", Unit.COUNT, "1", "4,096", "auto")
            .both("auto")
            .in("8")
            .means("Queue items that a batch need not exceed. `auto`: half of the batch's slots."),
        quantity("permissionlessAfter", Unit.L1_BLOCKS, "1 L1 block", "10,000,000 L1 blocks")
            .both("7680 L1 blocks")
            .in("8")
            .means("Age of a queue item from which anybody may commit and prove."),
        quantity("escapeDelay", Unit.L1_BLOCKS, "1 L1 block", "10,000,000 L1 blocks")
            .both("50400 L1 blocks")
            .in("8")
            .means("Age of a queue item from which anybody may freeze the contract."));
  }
}
