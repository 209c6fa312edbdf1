package io.crowdroll.protocol.chain;

/**
 * A signed user transaction as its sender made it (EIP-2718): a type and what belongs to it.
 *
 * <p>Decoding takes canonical bytes only, so a transaction has one encoding and one hash. Which
 * types the rollup admits is another rule: {@link Admission}.
 */
public sealed interface Envelope permits EthereumTransaction, RollupMessage {

  /** The canonical bytes: type and payload. */
  byte[] encode();

  /** Keccak of the canonical bytes: the transaction's name. */
  default Hash256 hash() {
    return new Keccak256().putBytes(encode()).digest();
  }

  /** The envelope that the bytes encode; signatures are not checked. */
  static Decoded<Envelope> decode(byte[] bytes) {
    if (bytes.length == 0) {
      return new Decoded.Malformed<>(Flaw.EMPTY, "transaction");
    }
    int type = bytes[0] & 0xff;
    if (type == RollupMessage.TYPE) {
      return RollupMessage.decode(bytes);
    }
    EthereumTransaction.Type known = EthereumTransaction.Type.of(type);
    return known == null
        ? new Decoded.Malformed<>(Flaw.UNKNOWN_TYPE, "type " + type)
        : EthereumTransaction.decode(known, bytes);
  }
}
