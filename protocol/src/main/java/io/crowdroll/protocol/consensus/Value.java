package io.crowdroll.protocol.consensus;

import io.crowdroll.protocol.chain.Hash256;

/**
 * What validators agree on: on a chain, a block. Consensus sees its hash only; whether it may
 * follow the chain is asked for with {@link ConsensusEffect.Judge}.
 */
public interface Value {

  /** A commitment to the whole content. */
  Hash256 hash();
}
