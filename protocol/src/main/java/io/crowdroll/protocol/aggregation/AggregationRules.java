package io.crowdroll.protocol.aggregation;

/**
 * Batches and their aggregation (PROTOCOL.md §6).
 *
 * @param batchSize transitions at which a batch closes
 * @param batchUnits units that a batch never passes
 * @param batchMaxAgeMillis age at which a batch closes
 * @param cut how batches are cut (H13)
 * @param settlePrefix whether a miss closes the batch before the missed transition
 * @param scheme how proofs become one
 * @param streaming whether a node is made as soon as its children are proven; else a whole level at
 *     a time
 */
public record AggregationRules(
    int batchSize,
    int batchUnits,
    long batchMaxAgeMillis,
    Cut cut,
    boolean settlePrefix,
    AggregationScheme scheme,
    boolean streaming) {

  /** How batches are cut from the chain's transitions. */
  public enum Cut {
    /** In chain order, as transitions are executed. */
    IN_ORDER,
    /** From contiguous runs of proven transitions only (literal). */
    PROVEN_RUNS
  }
}
