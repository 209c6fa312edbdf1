package io.crowdroll.protocol.chain;

import java.util.List;

/**
 * The encodings of what a block takes from L1: {@code [kind, index, enqueuedAt, sender, to, asset,
 * value]} for a deposit (kind 6), with {@code nonce, signed, signature} after it for a forced
 * transfer (7) or withdrawal (8), and {@code [batch, validator, gasUsed, baseFee]} for a refund.
 */
final class ItemCodec {
  private static final int DEPOSIT = 6;
  private static final int FORCED_TRANSFER = 7;
  private static final int FORCED_WITHDRAW = 8;
  private static final int AMOUNT_BITS = 127;

  private ItemCodec() {}

  static byte[] encode(L1Item item) {
    byte[] index = Rlp.number(item.index());
    byte[] enqueued = Rlp.number(item.enqueuedAt());
    byte[] sender = Rlp.string(item.sender().toBytes());
    byte[] to = Rlp.string(item.to().toBytes());
    byte[] asset = Rlp.number(item.asset().ordinal());
    byte[] value = Rlp.number(item.value().toBigInteger());
    return switch (item) {
      case L1Item.Deposit _ ->
          Rlp.list(Rlp.number(DEPOSIT), index, enqueued, sender, to, asset, value);
      case L1Item.Forced forced ->
          Rlp.list(
              Rlp.number(forced.withdraw() ? FORCED_WITHDRAW : FORCED_TRANSFER),
              index,
              enqueued,
              sender,
              to,
              asset,
              value,
              Rlp.number(forced.nonce()),
              Rlp.number(forced.signed() ? 1 : 0),
              forced.signature() == null ? Rlp.list() : forced.signature().encode());
    };
  }

  static Decoded<L1Item> decode(Rlp.Item encoded) {
    Fields fields = Fields.of(encoded, "item");
    int kind = fields.number("kind", Byte.SIZE).intValue();
    long index = fields.uint63("index");
    long enqueuedAt = fields.uint63("enqueuedAt");
    Address sender = fields.address("sender");
    Address to = fields.address("to");
    Asset asset = fields.bit("asset") ? Asset.ETH : Asset.ZKPOW;
    Wei value = fields.wei("value", AMOUNT_BITS);
    if (kind == DEPOSIT) {
      return fields.finish(
          "item", () -> new L1Item.Deposit(index, enqueuedAt, sender, to, asset, value));
    }
    if (kind != FORCED_TRANSFER && kind != FORCED_WITHDRAW) {
      fields.reject(Flaw.OUT_OF_RANGE, "kind");
    }
    long nonce = fields.uint64("nonce");
    boolean signed = fields.bit("signed");
    Rlp.Item queued = fields.item("signature");
    boolean none = queued.equals(new Rlp.Item.Sequence(List.of()));
    ForcedSignature signature =
        none || fields.isFlawed() ? null : fields.take(ForcedSignature.decode(queued));
    return fields.finish(
        "item",
        () ->
            new L1Item.Forced(
                index,
                enqueuedAt,
                kind == FORCED_WITHDRAW,
                sender,
                to,
                asset,
                value,
                nonce,
                signed,
                signature));
  }

  static byte[] encode(L1Refund refund) {
    return Rlp.list(
        Rlp.number(refund.batch()),
        Rlp.number(refund.validator()),
        Rlp.number(refund.gasUsed()),
        Rlp.number(refund.baseFee().toBigInteger()));
  }

  static Decoded<L1Refund> decodeRefund(Rlp.Item encoded) {
    Fields fields = Fields.of(encoded, "refund");
    long batch = fields.uint63("batch");
    int validator = fields.uint31("validator");
    long gasUsed = fields.uint63("gasUsed");
    Wei baseFee = fields.wei("baseFee", AMOUNT_BITS);
    return fields.finish("refund", () -> new L1Refund(batch, validator, gasUsed, baseFee));
  }
}
