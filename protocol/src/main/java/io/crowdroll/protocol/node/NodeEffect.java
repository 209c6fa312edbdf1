package io.crowdroll.protocol.node;

import io.crowdroll.protocol.chain.Block;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Keccak256;
import io.crowdroll.protocol.chain.Rejection;
import java.util.List;

/** What a node wants done outside, or tells (PROTOCOL.md §9). */
public sealed interface NodeEffect {

  /** Sends a {@link PeerMessage} to a validator. It may be lost; messages of a link keep order. */
  record Send(int peer, byte[] message) implements NodeEffect {}

  /**
   * Sends a {@link PeerMessage} to every other validator.
   *
   * @param except one that has it, −1 = none
   */
  record Broadcast(byte[] message, int except) implements NodeEffect {}

  /** Asks the holder of the keys for a signature; the answer is {@link NodeEvent.Signed}. */
  record Sign(SignRequest request) implements NodeEffect {}

  /** Asks for {@link NodeEvent.TimerFired}, not before {@code atMillis}. */
  record SetTimer(long id, long atMillis) implements NodeEffect {}

  /** Sends a call to the contract on L1, or replaces the one of the same id that waits there. */
  record PostL1(Effect.PostL1 post) implements NodeEffect {}

  /** Answers the rpc that is being handled: what it brought is taken, and will not be lost. */
  record Taken(Hash256 hash) implements NodeEffect {}

  /**
   * Answers the rpc that is being handled: what it brought is not taken.
   *
   * @param detail for people
   */
  record Refused(Rejection reason, String detail) implements NodeEffect {}

  /** A user transaction that had been taken waits no more, and is in no block. */
  record Dropped(Hash256 transaction, Rejection reason) implements NodeEffect {}

  /**
   * A block is final and applied.
   *
   * @param facts what it made true, in order
   * @param stateRoot of the rollup plane after it
   * @param coordinationRoot of the coordination plane after it
   */
  record Applied(Block block, List<Fact> facts, Hash256 stateRoot, Hash256 coordinationRoot)
      implements NodeEffect {}

  /** A batch's proof is deep enough in L1 (§7); each index once, in order. */
  record BatchFinal(long index) implements NodeEffect {}

  /** A prover sends a coordination transaction to the validators. */
  record Submit(byte[] coordination) implements NodeEffect {}

  /**
   * Asks the proof system for a proof; the answer is {@link NodeEvent.ProofDone}.
   *
   * @param witness as validators serve it
   */
  record StartProof(long task, int units, int payee, byte[] witness) implements NodeEffect {}

  /** The proof is not wanted any more. */
  record StopProof(long task) implements NodeEffect {}

  /** Something that the operator must see. */
  record Alarm(String name, String text) implements NodeEffect {}

  /** The canonical bytes. */
  default byte[] encode() {
    return RecordCodec.encode(NodeEffect.class, this);
  }

  /** The effect of an encoding, {@code null} where the bytes are none. */
  static NodeEffect decode(byte[] bytes) {
    return RecordCodec.decode(NodeEffect.class, bytes);
  }

  /** Keccak of the canonical bytes: what a replay compares. */
  default Hash256 hash() {
    return new Keccak256().putBytes(encode()).digest();
  }
}
