package io.crowdroll.protocol.chain;

/**
 * Fees in ZKPoW (PROTOCOL.md §2): gas (burned), proof (escrowed), L1 (agent fund), tip.
 *
 * @param blockGas gas limit of a block; the target is half
 * @param gasFloor start and floor of the gas base fee, wei a gas
 * @param proofFee whether a proof fee is charged at all (literal: gas only)
 * @param controller whether the unit base fee follows the backlog (literal: constant)
 * @param proofOverhead factor on units in the proof fee, scaled by 10^18
 * @param aggregationUnits units added for a transition's share of aggregation
 * @param poolTarget above this pool the aggregation share is waived
 * @param maxScarcity upper clamp of the unit base fee as a factor on the unit price, scaled by
 *     10^18
 * @param targetWaiting T: waiting units at which the unit base fee stays
 * @param maxWaiting waiting units at which user transactions stop being taken; 0 = no back-pressure
 *     (H14)
 * @param maxProofUnits units at which a contract call halts; 0 = unlimited (H15)
 * @param heartbeatGas gas booked for a heartbeat, 0 = free (H8)
 * @param proofGas gas booked for a proof (H16), 0 = verified natively
 * @param l1Fee whether the L1 part is charged
 */
public record FeeRules(
    long blockGas,
    Wei gasFloor,
    boolean proofFee,
    boolean controller,
    long proofOverhead,
    int aggregationUnits,
    Wei poolTarget,
    long maxScarcity,
    long targetWaiting,
    long maxWaiting,
    int maxProofUnits,
    long heartbeatGas,
    long proofGas,
    boolean l1Fee) {}
