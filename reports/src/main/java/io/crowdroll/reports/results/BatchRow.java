package io.crowdroll.reports.results;

import java.math.BigInteger;

/**
 * A batch's way from its first transition to a final root on L1.
 *
 * @param index number within the chain, from 0
 * @param transitions transitions in it, user transactions and the chain's own
 * @param userTransitions those of them that users asked for
 * @param units proof units of its leaves
 * @param openedMs first transition executed
 * @param closedMs last transition executed
 * @param leavesProvenMs last leaf proven
 * @param rootProvenMs aggregated to one proof
 * @param committedMs data on L1
 * @param l1ProvenMs root moved on L1
 * @param finalMs that block deep enough
 * @param windowsToLastProof leases that the slowest leaf needed, the paid one included
 * @param commitGas L1 gas of the commit
 * @param proveGas L1 gas of the proof
 * @param l1CostWei ETH paid for both
 * @param refundWei ETH refunded to the agents by the contract
 * @param poster the agent that posted the proof, or {@link Row#NOBODY}
 */
public record BatchRow(
    long index,
    int transitions,
    int userTransitions,
    int units,
    long openedMs,
    long closedMs,
    long leavesProvenMs,
    long rootProvenMs,
    long committedMs,
    long l1ProvenMs,
    long finalMs,
    int windowsToLastProof,
    long commitGas,
    long proveGas,
    BigInteger l1CostWei,
    BigInteger refundWei,
    int poster)
    implements Row {}
