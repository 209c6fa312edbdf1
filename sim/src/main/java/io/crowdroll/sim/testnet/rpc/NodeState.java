package io.crowdroll.sim.testnet.rpc;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Deployment;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Transaction;
import io.crowdroll.protocol.node.Rollup;

/** A node between two events; for reading on its thread. */
public interface NodeState {

  /** What signatures are for. */
  Deployment deployment();

  /** Whether proofs are real, so that what has no circuit is refused. */
  boolean provenOnly();

  /** The chain after its last final block, at the full rung of execution. */
  Rollup rollup();

  /** The nonce after all that waits of a sender; that of the state where nothing does. */
  long pendingNonce(Address sender);

  /** A transaction that waits for a block, by the hash of its envelope; {@code null} = none. */
  Transaction pending(Hash256 hash);

  /** What a prover is to prove now, encoded for its node; empty where the account has none. */
  byte[] work(Address prover);

  /** All final blocks. */
  ChainIndex index();
}
