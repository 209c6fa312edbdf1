package io.crowdroll.protocol.aggregation;

import io.crowdroll.protocol.chain.BatchData;
import io.crowdroll.protocol.chain.Deployment;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Transition;
import io.crowdroll.protocol.circuits.DataCommitment;
import io.crowdroll.protocol.circuits.PublicData;
import java.math.BigInteger;
import java.util.List;

/**
 * How batches become the words that L1 is given, where proofs are real.
 *
 * @param deployment that the words name
 * @param capacity slots of the batch circuit
 * @param signers hash of the set that signs the next batch
 */
public record Posting(Deployment deployment, int capacity, Hash256 signers) {
  /** The words of a batch and their commitment. */
  BatchData data(List<Transition> transitions, long index, PublicData.Place place) {
    List<BigInteger> words = PublicData.batch(transitions, index, place, capacity, deployment);
    return new BatchData(words, DataCommitment.chain(words), signers);
  }
}
