package io.crowdroll.protocol.node;

import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Secp256k1;

/** What validators send each other. */
public sealed interface PeerMessage {

  /**
   * A message of consensus.
   *
   * @param bytes as {@link io.crowdroll.protocol.consensus.ConsensusCodec} has it
   */
  record Consensus(byte[] bytes) implements PeerMessage {}

  /** A user transaction, its envelope. */
  record UserTransaction(byte[] envelope) implements PeerMessage {}

  /** A coordination transaction. */
  record Coordinate(byte[] transaction) implements PeerMessage {}

  /** A validator's signature of a batch header (PROTOCOL.md §7). */
  record BatchSigned(Hash256 header, Secp256k1.Signature signature) implements PeerMessage {}

  /** Asks for the signatures of a batch header: this node has too few of them. */
  record BatchAsked(Hash256 header) implements PeerMessage {}

  /** The canonical bytes. */
  default byte[] encode() {
    return RecordCodec.encode(PeerMessage.class, this);
  }

  /** The message of an encoding, {@code null} where the bytes are none. */
  static PeerMessage decode(byte[] bytes) {
    return RecordCodec.decode(PeerMessage.class, bytes);
  }
}
