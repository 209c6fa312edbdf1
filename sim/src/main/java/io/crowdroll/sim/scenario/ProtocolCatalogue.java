package io.crowdroll.sim.scenario;

import static io.crowdroll.sim.scenario.Draft.choice;
import static io.crowdroll.sim.scenario.Draft.flag;
import static io.crowdroll.sim.scenario.Draft.quantity;
import static io.crowdroll.sim.scenario.Draft.section;
import static io.crowdroll.sim.scenario.Draft.share;

import io.crowdroll.sim.scenario.Entry.Section;

/** The protocol's parameters with both presets: PROTOCOL.md §11 and §12, row by row. */
final class ProtocolCatalogue {

  private ProtocolCatalogue() {}

  static Section protocol() {
    return section(
        "protocol",
        "The rollup's rules. Every row of the presets is a parameter of its own.",
        consensus(),
        fees(),
        proving(),
        leases(),
        bounty(),
        penalty(),
        settlement(),
        aggregation(),
        submission(),
        forced(),
        units());
  }

  private static Section consensus() {
    return section(
        "consensus",
        "The PoS sequencer's clockwork.",
        quantity("slot", Unit.DURATION, "1 ms", "1 h")
            .both("2 s")
            .in("2")
            .means("Time between L2 blocks."),
        quantity("proposeTimeout", Unit.DURATION, "1 ms", "1 h")
            .both("1 s")
            .in("2")
            .means("How long a validator waits for a proposal before it votes for none."),
        quantity("voteTimeout", Unit.DURATION, "1 ms", "1 h")
            .both("500 ms")
            .in("2")
            .means("How long a validator waits for votes before the next step."),
        quantity("timeoutStep", Unit.DURATION, "0 ms", "1 h")
            .both("250 ms")
            .in("2")
            .means("By how much both timeouts grow a round."),
        quantity("epoch", Unit.BLOCKS, "1 block", "10,000,000 blocks")
            .both("1800 blocks")
            .in("2")
            .means("Blocks for which the validator set and a mint cap hold."),
        choice("beacon", "threshold-bls", "vrf", "proposer-hash")
            .presets("proposer-hash", "threshold-bls")
            .in("2")
            .means(
                "Public randomness behind leaders and draws (H4). The last revealer of `vrf` has"
                    + " one bit; a proposer can grind `proposer-hash`."),
        share("equivocationSlash")
            .both("100 %")
            .in("2")
            .means("Share of stake slashed for two votes in one round."),
        quantity("l1ImportDepth", Unit.L1_BLOCKS, "0", "10,000 L1 blocks")
            .both("64 L1 blocks")
            .in("2")
            .means("How deep an L1 block must lie before its queue items are imported."));
  }

  private static Section fees() {
    return section(
        "fees",
        "What users pay in ZKPoW: gas (burned), proof (escrowed), L1 (agent fund), tip.",
        quantity("blockGas", Unit.GAS, "100,000 gas", "10,000 M gas")
            .both("30 M gas")
            .in("2")
            .means("Gas limit of an L2 block; half of it is the fee controller's target."),
        quantity("gasFloor", Unit.ZKPOW, "0", "1 ZKPoW")
            .both("1 gwei")
            .in("2")
            .means("Start and floor of the gas base fee, ZKPoW a gas."),
        flag("proofFee")
            .presets("false", "true")
            .in("2")
            .means("Whether users pay for the proof of their transactions; else only gas."),
        choice("unitBaseFee", "constant", "controller")
            .presets("constant", "controller")
            .in("2")
            .means("Whether the price of a proof unit follows the backlog of waiting work."),
        quantity("proofOverhead", Unit.NUMBER, "0", "9", "auto")
            .both("auto")
            .in("2")
            .means(
                "Factor on a transaction's units in its proof fee. `auto`: 1.1, with `flat`"
                    + " aggregation 2.2."),
        quantity("aggUnits", Unit.PROOF_UNITS, "0", "1,000,000 units", "auto")
            .both("auto")
            .in("2")
            .means(
                "Units added to a proof fee for the transaction's share of aggregation (H17)."
                    + " `auto`: 60, with `flat` aggregation 20."),
        quantity("poolTarget", Unit.ZKPOW, "0", "1,000,000,000 ZKPoW")
            .both("20000 ZKPoW")
            .in("2")
            .means("While the pool holds more, the aggregation share of proof fees is waived."),
        quantity("targetWaiting", Unit.PROOF_UNITS, "1 unit", "1,000,000,000 units")
            .both("2000 units")
            .in("2")
            .means("Waiting units at which the unit base fee stays as it is."),
        quantity("maxWaiting", Unit.PROOF_UNITS, "1 unit", "1,000,000,000 units", "none")
            .presets("none", "50000 units")
            .in("4")
            .means(
                "Waiting units at which user transactions stop being taken: back-pressure (H14)."),
        quantity("maxProofUnits", Unit.PROOF_UNITS, "1 unit", "1,000,000 units", "none")
            .presets("none", "2000 units")
            .in("2")
            .means("Units at which a contract call halts as if out of gas, fee kept (H15)."),
        quantity("heartbeatGas", Unit.GAS, "0", "1 M gas")
            .presets("21000 gas", "0")
            .in("2")
            .means("Gas that a heartbeat pays (H8); 0 = free."),
        quantity("proofGas", Unit.GAS, "0", "10 M gas")
            .presets("187150 gas", "0")
            .in("2")
            .means(
                "Gas that a proof pays for its verification on L2 (H16); literal: 181,000 + 6,150"
                    + " for its one public input; 0 = verified natively."),
        flag("l1Fee")
            .presets("false", "true")
            .in("2")
            .means("Whether users pay for their bytes and a share of commit and prove on L1."));
  }

  private static Section proving() {
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

  private static Section leases() {
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

  private static Section bounty() {
    return section(
        "bounty",
        "What a proof earns and who pays for it.",
        quantity("unitPrice", Unit.ZKPOW, "1 wei", "1,000 ZKPoW")
            .both("0.025 ZKPoW")
            .in("5")
            .means("Price of a proof unit (1,000 constraints) without scarcity and ageing."),
        choice("scarcity", "active-count", "backlog")
            .presets("active-count", "backlog")
            .in("5")
            .means(
                "What raises bounties when proving power is short (H9): fewer active provers, or a"
                    + " growing backlog, which fake heartbeats cannot move."),
        quantity("targetActive", Unit.COUNT, "1", "10,000,000", "auto")
            .both("auto")
            .in("5")
            .means(
                "Active provers at which `active-count` is 1. `auto`: half of those registered at"
                    + " genesis."),
        choice("elasticity", "0", "0.5", "1", "2")
            .both("0.5")
            .in("5")
            .means("Exponent of `active-count`; stable if elasticity × supply response < 1."),
        quantity("maxScarcity", Unit.NUMBER, "1", "9")
            .both("8")
            .in("5")
            .means("Largest factor of scarcity, on bounties and on the unit base fee."),
        choice("ageing", "exponential", "linear")
            .both("exponential")
            .in("5")
            .means("How bounties grow with the steps that a task has waited."),
        quantity("ageRate", Unit.SHARE, "0 %", "800 %")
            .both("25 %")
            .in("5")
            .means("Growth of a bounty a step (a miss, or `ageStep` blocks)."),
        quantity("ageStep", Unit.BLOCKS, "1 block", "1,000,000 blocks")
            .both("30 blocks")
            .in("5")
            .means("Blocks of one step of ageing."),
        choice("ageClock", "waiting-only", "from-birth")
            .presets("from-birth", "waiting-only")
            .in("5")
            .means("Whether time under a lease ages a bounty; if it does, withholding pays."),
        quantity("maxAge", Unit.NUMBER, "1", "9")
            .both("8")
            .in("5")
            .means("Largest factor of ageing."),
        flag("lockedAtLease")
            .presets("false", "true")
            .in("5")
            .means("Whether a lease is paid what was quoted at its start (H2)."),
        choice("source", "mint", "fees", "fees-then-mint")
            .presets("mint", "fees-then-mint")
            .in("5")
            .means("Where bounties come from (H1)."),
        quantity("mintCap", Unit.ZKPOW, "0", "1,000,000,000 ZKPoW", "none")
            .presets("none", "900 ZKPoW")
            .in("5")
            .means("Most that bounties may mint an epoch."),
        flag("antiFarming")
            .presets("false", "true")
            .in("5")
            .means(
                "Whether the first bounty of a user's transition is capped at the proof fee paid"
                    + " (H21)."));
  }

  private static Section penalty() {
    return section(
        "penalty",
        "What a missed lease costs and where the fine goes.",
        choice("law", "fixed", "share")
            .presets("fixed", "share")
            .in("5")
            .means("A fixed amount, or a share of the base bounty (H3, H22)."),
        quantity("amount", Unit.ZKPOW, "0", "1,000,000 ZKPoW")
            .both("1 ZKPoW")
            .in("5")
            .means("Penalty with `law: fixed`."),
        quantity("penaltyShare", Unit.SHARE, "0 %", "900 %")
            .both("100 %")
            .in("5")
            .means("Share of the bounty at scarcity = age = 1, with `law: share`."),
        share("burnShare").both("0 %").in("5").means("Share of a penalty that is burned."),
        share("nextProverShare")
            .both("0 %")
            .in("5")
            .means("Share for the prover who then proves the task; the rest goes to the pool."));
  }

  private static Section settlement() {
    return section(
        "settlement",
        "How value returns from the coordination plane into accounts.",
        choice("key", "literal", "hardened")
            .presets("literal", "hardened")
            .in("1")
            .means(
                "Which settle circuit is deployed: `hardened` debits only bonds; `literal` debits"
                    + " balances, then makes debt."),
        quantity("settleSlots", Unit.COUNT, "1", "4,096", "auto")
            .both("auto")
            .in("1")
            .means("Most settlements at once. `auto`: a quarter of the batch's slots, at least 1."),
        quantity("userTransitionsBetween", Unit.COUNT, "0", "1,000,000")
            .presets("48", "0")
            .in("1")
            .means("User transitions between two settlements; 0 = once a batch."),
        quantity("settleMin", Unit.ZKPOW, "0", "1,000,000 ZKPoW")
            .both("20 ZKPoW")
            .in("1")
            .means("Pending |Δbalance| + |Δbonded| from which an account is settled."),
        quantity("settleMaxAge", Unit.DURATION, "1 ms", "366 d")
            .both("1 d")
            .in("1")
            .means("Age from which any pending amount is settled."),
        section(
            "mintAllowance",
            "L1's cap on what a dishonest validator majority could mint.",
            flag("enabled").presets("false", "true").in("1").means("Whether L1 caps minting."),
            quantity("start", Unit.ZKPOW, "0", "1,000,000,000 ZKPoW")
                .both("1000 ZKPoW")
                .in("1")
                .means("Allowance at genesis."),
            quantity("perL1Block", Unit.ZKPOW, "0", "1,000,000 ZKPoW")
                .both("3 ZKPoW")
                .in("1")
                .means("Growth of the allowance an L1 block."),
            quantity("max", Unit.ZKPOW, "0", "1,000,000,000 ZKPoW")
                .both("10000 ZKPoW")
                .in("1")
                .means("Upper bound of the allowance.")));
  }

  private static Section aggregation() {
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

  private static Section submission() {
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

  private static Section forced() {
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

  private static Section units() {
    return section(
        "units",
        "Proof units of transitions whose cost is fixed; 1 unit = 1,000 constraints.",
        unitsOf("transfer", "44 units", "A transfer."),
        unitsOf("withdraw", "44 units", "A withdrawal."),
        unitsOf("bond", "44 units", "A bond transaction."),
        unitsOf("settle", "44 units", "A settlement of two accounts."),
        unitsOf("deposit", "35 units", "A deposit from L1."),
        unitsOf("open", "35 units", "The opening of an account."),
        unitsOf("emptyBlock", "1 unit", "An empty block."));
  }

  private static Entry unitsOf(String name, String units, String meaning) {
    return quantity(name, Unit.PROOF_UNITS, "1 unit", "1,000,000 units")
        .both(units)
        .in("12")
        .means(meaning);
  }
}
