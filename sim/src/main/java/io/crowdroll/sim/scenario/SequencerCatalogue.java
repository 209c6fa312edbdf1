package io.crowdroll.sim.scenario;

import static io.crowdroll.sim.scenario.Draft.choice;
import static io.crowdroll.sim.scenario.Draft.flag;
import static io.crowdroll.sim.scenario.Draft.quantity;
import static io.crowdroll.sim.scenario.Draft.section;
import static io.crowdroll.sim.scenario.Draft.share;

import io.crowdroll.sim.scenario.Entry.Section;

/** Parameters of consensus and fees: PROTOCOL.md §2, with both presets. */
final class SequencerCatalogue {

  private SequencerCatalogue() {}

  static Section consensus() {
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

  static Section fees() {
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
}
