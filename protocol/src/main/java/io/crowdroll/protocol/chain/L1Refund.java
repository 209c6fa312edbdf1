package io.crowdroll.protocol.chain;

/**
 * L1 gas that a validator spent as agent and that the agent fund owes (PROTOCOL.md §7).
 *
 * @param batch index of the batch that was committed or proven
 * @param validator who paid
 * @param gasUsed gas of the transaction
 * @param baseFee L1 base fee of its block, wei of ETH a gas
 */
public record L1Refund(long batch, int validator, long gasUsed, Wei baseFee) {}
