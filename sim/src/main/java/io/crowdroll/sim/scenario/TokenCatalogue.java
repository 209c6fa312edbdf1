package io.crowdroll.sim.scenario;

import static io.crowdroll.sim.scenario.Draft.choice;
import static io.crowdroll.sim.scenario.Draft.flag;
import static io.crowdroll.sim.scenario.Draft.quantity;
import static io.crowdroll.sim.scenario.Draft.section;
import static io.crowdroll.sim.scenario.Draft.share;

import io.crowdroll.sim.scenario.Entry.Section;

/** Parameters of bounties, penalties and settlement: PROTOCOL.md §1 and §5, with both presets. */
final class TokenCatalogue {

  private TokenCatalogue() {}

  static Section bounty() {
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

  static Section penalty() {
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

  static Section settlement() {
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
}
