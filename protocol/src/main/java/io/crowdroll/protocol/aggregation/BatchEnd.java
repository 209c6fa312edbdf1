package io.crowdroll.protocol.aggregation;

/**
 * Where a closed batch ends.
 *
 * @param transition its last one, −1 for the chain's beginning
 * @param height L2 height of that
 * @param l1Origin L1 origin of the last block all of whose queue items are consumed
 * @param queueTo queue items consumed
 */
public record BatchEnd(long transition, long height, long l1Origin, long queueTo) {}
