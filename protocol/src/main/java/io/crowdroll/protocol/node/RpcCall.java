package io.crowdroll.protocol.node;

/** What somebody asks of a node that changes it; reads are no events. */
public sealed interface RpcCall {

  /** A user's transaction for a validator, its envelope. */
  record Transact(byte[] envelope) implements RpcCall {}

  /** A prover's transaction for a validator. */
  record Coordinate(byte[] transaction) implements RpcCall {}

  /** A prover hears from a validator what is its own. */
  record Work(ProverWork work) implements RpcCall {}

  /** The owner of a prover opens the plugin. */
  record OpenSession() implements RpcCall {}

  /** The owner of a prover closes it. */
  record CloseSession() implements RpcCall {}

  /** The canonical bytes. */
  default byte[] encode() {
    return RecordCodec.encode(RpcCall.class, this);
  }

  /** The call of an encoding, {@code null} where the bytes are none. */
  static RpcCall decode(byte[] bytes) {
    return RecordCodec.decode(RpcCall.class, bytes);
  }
}
