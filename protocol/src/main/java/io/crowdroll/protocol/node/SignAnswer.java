package io.crowdroll.protocol.node;

import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Secp256k1;
import io.crowdroll.protocol.consensus.Ballot;

/** The holder of the keys answers a {@link SignRequest}. */
public sealed interface SignAnswer {

  /** To {@link SignRequest.Vote}. */
  record Vote(Ballot ballot) implements SignAnswer {}

  /** To {@link SignRequest.Vrf}. */
  record Vrf(long height, int round, byte[] proof) implements SignAnswer {}

  /** To {@link SignRequest.Batch}. */
  record Batch(Hash256 header, Secp256k1.Signature signature) implements SignAnswer {}

  /**
   * To {@link SignRequest.Coordinate}.
   *
   * @param transaction encoded
   */
  record Coordinate(byte[] transaction) implements SignAnswer {}

  /** The canonical bytes. */
  default byte[] encode() {
    return RecordCodec.encode(SignAnswer.class, this);
  }

  /** The answer of an encoding, {@code null} where the bytes are none. */
  static SignAnswer decode(byte[] bytes) {
    return RecordCodec.decode(SignAnswer.class, bytes);
  }
}
