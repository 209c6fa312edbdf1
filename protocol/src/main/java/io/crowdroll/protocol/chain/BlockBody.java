package io.crowdroll.protocol.chain;

import java.util.Arrays;
import java.util.List;

/**
 * What a block carries, in the order in which it is applied (PROTOCOL.md §2), after the precommits
 * that made its parent final. Headers commit to each part.
 *
 * <p>Encoding: {@code rlp([lastCommit, [refund…], [item…], [transaction…], [coordination…]])},
 * transactions as byte strings of their envelopes.
 *
 * @param lastCommit as consensus encodes it; opaque here. Not copied
 * @param refunds L1 gas newly seen at the origin
 * @param items queue items up to the origin
 * @param transactions user transactions
 * @param coordination coordination transactions
 */
public record BlockBody(
    byte[] lastCommit,
    List<L1Refund> refunds,
    List<L1Item> items,
    List<Envelope> transactions,
    List<CoordinationTransaction> coordination) {

  /** Keccak of the precommits. */
  public Hash256 lastCommitHash() {
    return keccak(lastCommit);
  }

  /** Keccak of the encoded refunds and queue items. */
  public Hash256 importsHash() {
    return keccak(Rlp.list(encodedRefunds(), encodedItems()));
  }

  /** Keccak of the encoded coordination transactions. */
  public Hash256 coordinationHash() {
    return keccak(encodedCoordination());
  }

  /** The envelopes' bytes by index: what the header's transactions root is over. */
  public List<byte[]> transactionBytes() {
    return transactions.stream().map(Envelope::encode).toList();
  }

  private static Hash256 keccak(byte[] bytes) {
    return new Keccak256().putBytes(bytes).digest();
  }

  /** The canonical bytes. */
  public byte[] encode() {
    return Rlp.list(
        Rlp.string(lastCommit),
        encodedRefunds(),
        encodedItems(),
        Rlp.list(transactionBytes().stream().map(Rlp::string).toList()),
        encodedCoordination());
  }

  private byte[] encodedRefunds() {
    return Rlp.list(refunds.stream().map(ItemCodec::encode).toList());
  }

  private byte[] encodedItems() {
    return Rlp.list(items.stream().map(ItemCodec::encode).toList());
  }

  private byte[] encodedCoordination() {
    return Rlp.list(coordination.stream().map(CoordinationTransaction::encode).toList());
  }

  /** The body that the bytes encode; no signature in it is checked. */
  public static Decoded<BlockBody> decode(byte[] bytes) {
    Fields fields = Fields.of(bytes, "body");
    byte[] lastCommit = fields.bytes("lastCommit");
    List<L1Refund> refunds = fields.list("refunds", ItemCodec::decodeRefund);
    List<L1Item> items = fields.list("items", ItemCodec::decode);
    List<Envelope> transactions = fields.list("transactions", BlockBody::envelope);
    List<CoordinationTransaction> coordination =
        fields.list("coordination", CoordinationTransaction::decode);
    return fields.finish(
        "body", () -> new BlockBody(lastCommit, refunds, items, transactions, coordination));
  }

  private static Decoded<Envelope> envelope(Rlp.Item item) {
    return item instanceof Rlp.Item.Bytes(byte[] bytes)
        ? Envelope.decode(bytes)
        : new Decoded.Malformed<>(Flaw.EXPECTED_STRING, "transaction");
  }

  /** Two bodies are equal if their bytes are. */
  @Override
  public boolean equals(Object other) {
    return other instanceof BlockBody that
        && (this == that || Arrays.equals(encode(), that.encode()));
  }

  @Override
  public int hashCode() {
    return 31 * transactions.hashCode() + coordination.size();
  }
}
