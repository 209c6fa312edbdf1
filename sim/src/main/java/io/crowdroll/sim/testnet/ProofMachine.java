package io.crowdroll.sim.testnet;

import io.crowdroll.protocol.node.NodeEffect;

/** What a node has its proofs made by: one after another, in the order in which it asks. */
interface ProofMachine extends AutoCloseable {

  /** Makes a proof, sometime. */
  void start(NodeEffect.StartProof wanted);

  /** Makes it no more, unless it is under way. */
  void stop(long task);

  @Override
  void close();
}
