package io.crowdroll.protocol.chain;

/**
 * The L1 block that an L2 block has imported up to (PROTOCOL.md §2): monotone, and at least {@code
 * l1ImportDepth} deep.
 *
 * @param number its number
 * @param hash its hash
 * @param queueLength items queued up to and with it
 * @param baseFee its base fee, wei of ETH a gas
 */
public record L1Origin(long number, Hash256 hash, long queueLength, Wei baseFee) {}
