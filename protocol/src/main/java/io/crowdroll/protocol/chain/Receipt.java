package io.crowdroll.protocol.chain;

import java.util.Arrays;
import java.util.List;

/**
 * What a user transaction came to (EIP-658, EIP-2718), with the parts of the fee that Ethereum does
 * not have (PROTOCOL.md §2).
 *
 * <p>Encoding: {@code type ‖ rlp([status, cumulativeGasUsed, bloom, logs, proofFee, l1Fee])}: what
 * a tool for Ethereum reads comes first. The bloom follows from the logs and is checked.
 *
 * @param type of the transaction's envelope: 0x02 or 0x7b
 * @param succeeded false where the call was reverted or halted
 * @param cumulativeGasUsed gas of the block up to and with the transaction
 * @param logs in order
 * @param proofFee escrowed for its proof
 * @param l1Fee into the agent fund
 */
public record Receipt(
    int type, boolean succeeded, long cumulativeGasUsed, List<Log> logs, Wei proofFee, Wei l1Fee) {
  private static final int FEE_BITS = 120;
  private static final int MAX_TOPICS = 4;

  /**
   * What a contract wrote down.
   *
   * @param account the contract
   * @param topics at most four
   * @param data not copied
   */
  public record Log(Address account, List<Hash256> topics, byte[] data) {

    byte[] encode() {
      return Rlp.list(
          Rlp.string(account.toBytes()),
          Rlp.list(topics.stream().map(topic -> Rlp.string(topic.toBytes())).toList()),
          Rlp.string(data));
    }

    static Decoded<Log> decode(Rlp.Item item) {
      Fields fields = Fields.of(item, "log");
      Address account = fields.address("account");
      List<Hash256> topics = fields.hashes("topics");
      if (topics.size() > MAX_TOPICS) {
        fields.reject(Flaw.OUT_OF_RANGE, "topics");
      }
      byte[] data = fields.bytes("data");
      return fields.finish("log", () -> new Log(account, topics, data));
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Log that
          && account.equals(that.account)
          && topics.equals(that.topics)
          && Arrays.equals(data, that.data);
    }

    @Override
    public int hashCode() {
      return 31 * account.hashCode() + topics.hashCode();
    }
  }

  /** The canonical bytes. */
  public byte[] encode() {
    byte[] list =
        Rlp.list(
            Rlp.number(succeeded ? 1 : 0),
            Rlp.number(cumulativeGasUsed),
            Rlp.string(Bloom.of(logs).toBytes()),
            Rlp.list(logs.stream().map(Log::encode).toList()),
            Rlp.number(proofFee.toBigInteger()),
            Rlp.number(l1Fee.toBigInteger()));
    byte[] out = new byte[1 + list.length];
    out[0] = (byte) type;
    System.arraycopy(list, 0, out, 1, list.length);
    return out;
  }

  /** The receipt that the bytes encode. */
  public static Decoded<Receipt> decode(byte[] bytes) {
    if (bytes.length == 0) {
      return new Decoded.Malformed<>(Flaw.EMPTY, "receipt");
    }
    int type = bytes[0];
    if (type != EthereumTransaction.Type.DYNAMIC_FEE.ordinal() && type != RollupMessage.TYPE) {
      return new Decoded.Malformed<>(Flaw.UNKNOWN_TYPE, "receipt");
    }
    Fields fields = Fields.of(bytes, 1, "receipt");
    boolean succeeded = fields.bit("status");
    long gas = fields.uint63("cumulativeGasUsed");
    byte[] bloom = fields.bytes("bloom", Bloom.BYTES);
    List<Log> logs = fields.list("logs", Log::decode);
    if (!fields.isFlawed() && !Arrays.equals(bloom, Bloom.of(logs).toBytes())) {
      fields.reject(Flaw.INCONSISTENT, "bloom");
    }
    Wei proofFee = fields.wei("proofFee", FEE_BITS);
    Wei l1Fee = fields.wei("l1Fee", FEE_BITS);
    return fields.finish("receipt", () -> new Receipt(type, succeeded, gas, logs, proofFee, l1Fee));
  }
}
