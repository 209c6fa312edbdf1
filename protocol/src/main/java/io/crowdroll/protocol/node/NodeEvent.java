package io.crowdroll.protocol.node;

import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.submission.L1Block;
import java.util.List;

/**
 * Everything from outside that reaches a node (PROTOCOL.md §9). Its record, event after event, is
 * the node: replayed into a new machine it gives the same state and the same effects.
 */
public sealed interface NodeEvent {

  /**
   * The node's first event.
   *
   * @param version of the software: another one may act otherwise on the same events
   */
  record Start(NodeConfig config, Genesis genesis, String version) implements NodeEvent {}

  /**
   * A message arrived.
   *
   * @param peer index of the validator that sent it
   * @param bytes a {@link PeerMessage}, or anything else
   */
  record Message(int peer, byte[] bytes) implements NodeEvent {}

  /**
   * Somebody calls the node to change something.
   *
   * @param bytes an {@link RpcCall}, or anything else
   */
  record Rpc(byte[] bytes) implements NodeEvent {}

  /** A timer that the node has set fired. */
  record TimerFired(long id) implements NodeEvent {}

  /**
   * L1's canonical chain changed. The first of these events brings the block of the contract's
   * deployment, and before it as many as the first slots' seeds are older.
   *
   * @param removed hashes that are canonical no longer, newest first
   * @param added blocks that now are, oldest first
   */
  record L1(List<Hash256> removed, List<L1Block> added) implements NodeEvent {}

  /**
   * The signer's answer to {@link NodeEffect.Sign}.
   *
   * @param bytes a {@link SignAnswer}
   */
  record Signed(byte[] bytes) implements NodeEvent {}

  /**
   * The proof system's answer to {@link NodeEffect.StartProof}.
   *
   * @param bytes a {@link io.crowdroll.protocol.chain.Proof}
   */
  record ProofDone(byte[] bytes) implements NodeEvent {}

  /**
   * The process runs again after its record was replayed: what the machine still waits for may have
   * been lost, and is asked for anew.
   *
   * @param lastSeq number of the last event of the record
   */
  record Restart(long lastSeq) implements NodeEvent {}

  /** The canonical bytes. */
  default byte[] encode() {
    return RecordCodec.encode(NodeEvent.class, this);
  }

  /** The event of an encoding, {@code null} where the bytes are none. */
  static NodeEvent decode(byte[] bytes) {
    return RecordCodec.decode(NodeEvent.class, bytes);
  }
}
