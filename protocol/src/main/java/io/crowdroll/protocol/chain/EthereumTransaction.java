package io.crowdroll.protocol.chain;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A transaction as every Ethereum wallet makes it: legacy (with and without EIP-155) and types 1
 * (EIP-2930), 2 (EIP-1559) and 3 (EIP-4844, without its sidecar).
 *
 * <p>The rollup takes type 2; the others are what Ethereum's own tests speak.
 *
 * @param type which of them
 * @param chainId for which it is signed, below 2^63; {@link #NO_CHAIN} for a legacy transaction
 *     without EIP-155
 * @param nonce unsigned
 * @param maxPriorityFeePerGas wei a gas; the gas price in types 0 and 1
 * @param maxFeePerGas wei a gas; the gas price in types 0 and 1
 * @param gasLimit unsigned
 * @param to the account called; {@code null} = create a contract
 * @param value wei
 * @param data input of the call, or init code; not copied
 * @param accessList empty in type 0
 * @param maxFeePerBlobGas type 3, else 0
 * @param blobs versioned hashes; empty but in type 3
 * @param signature {@code null} before it is signed
 */
public record EthereumTransaction(
    Type type,
    long chainId,
    long nonce,
    BigInteger maxPriorityFeePerGas,
    BigInteger maxFeePerGas,
    long gasLimit,
    Address to,
    BigInteger value,
    byte[] data,
    List<AccessEntry> accessList,
    BigInteger maxFeePerBlobGas,
    List<Hash256> blobs,
    Secp256k1.Signature signature)
    implements Envelope {

  /** The chain id of a transaction that is valid on every chain. */
  public static final long NO_CHAIN = -1;

  /** Longest init code (EIP-3860). */
  public static final int MAX_INIT_CODE = 49_152;

  private static final int MAX_BLOBS = 6;
  private static final int WORD_BITS = 256;

  /** The type byte is the ordinal; a legacy transaction has none and begins as a list. */
  public enum Type {
    LEGACY,
    ACCESS_LIST,
    DYNAMIC_FEE,
    BLOB;

    private static final int FIRST_LIST_BYTE = 0xc0;

    /** The type of an envelope with this first byte; {@code null} = none of these. */
    static Type of(int firstByte) {
      if (firstByte >= FIRST_LIST_BYTE) {
        return LEGACY;
      }
      return firstByte >= 1 && firstByte <= 3 ? values()[firstByte] : null;
    }
  }

  /** A transaction of type 2 that waits for {@link #signedBy}. */
  public static EthereumTransaction dynamicFee(
      long chainId,
      long nonce,
      BigInteger maxPriorityFeePerGas,
      BigInteger maxFeePerGas,
      long gasLimit,
      Address to,
      BigInteger value,
      byte[] data,
      List<AccessEntry> accessList) {
    return new EthereumTransaction(
        Type.DYNAMIC_FEE,
        chainId,
        nonce,
        maxPriorityFeePerGas,
        maxFeePerGas,
        gasLimit,
        to,
        value,
        data,
        accessList,
        BigInteger.ZERO,
        List.of(),
        null);
  }

  /** The same transaction with the signature of a secret. */
  public EthereumTransaction signedBy(BigInteger secret) {
    return with(Secp256k1.sign(secret, signingDigest()));
  }

  EthereumTransaction with(Secp256k1.Signature other) {
    return new EthereumTransaction(
        type,
        chainId,
        nonce,
        maxPriorityFeePerGas,
        maxFeePerGas,
        gasLimit,
        to,
        value,
        data,
        accessList,
        maxFeePerBlobGas,
        blobs,
        other);
  }

  public boolean isCreate() {
    return to == null;
  }

  /** Who signed it; {@code null} where the signature is not strict or no key made it. */
  public Address sender() {
    return signature.isStrict() ? Secp256k1.recover(signingDigest(), signature) : null;
  }

  /**
   * Gas that is due before any code runs (Yellow Paper, g0; EIP-2028, 2930, 3860). The sum of
   * lengths that fit into memory stays far below 2^63.
   */
  public long intrinsicGas() {
    long zeros = 0;
    for (byte b : data) {
      if (b == 0) {
        zeros++;
      }
    }
    long gas = 21_000 + 4 * zeros + 16 * (data.length - zeros);
    if (isCreate()) {
      gas += 32_000 + 2 * ((data.length + 31L) / 32);
    }
    for (AccessEntry entry : accessList) {
      gas += 2_400 + 1_900L * entry.keys().size();
    }
    return gas;
  }

  /**
   * Whether the transaction is valid apart from any state, on a chain; {@code null} = yes. The
   * signature's curve arithmetic is left to {@link #sender}.
   */
  public Rejection check(long chain) {
    if (chainId != NO_CHAIN && chainId != chain) {
      return Rejection.WRONG_CHAIN;
    }
    if (!signature.isStrict()) {
      return Rejection.BAD_SIGNATURE;
    }
    if (nonce == -1L) {
      return Rejection.NONCE_TOO_HIGH; // EIP-2681
    }
    if (maxPriorityFeePerGas.compareTo(maxFeePerGas) > 0) {
      return Rejection.TIP_ABOVE_FEE_CAP;
    }
    BigInteger gas = SlotWords.unsigned(gasLimit);
    if (gas.multiply(maxFeePerGas).bitLength() > WORD_BITS) {
      return Rejection.FEE_OVERFLOW;
    }
    if (isCreate() && data.length > MAX_INIT_CODE) {
      return Rejection.INIT_CODE_TOO_LONG;
    }
    if (Long.compareUnsigned(gasLimit, intrinsicGas()) < 0) {
      return Rejection.INTRINSIC_GAS;
    }
    return type == Type.BLOB && !hasGoodBlobs() ? Rejection.BAD_BLOBS : null;
  }

  private boolean hasGoodBlobs() {
    return !blobs.isEmpty()
        && blobs.size() <= MAX_BLOBS
        && blobs.stream().allMatch(hash -> hash.w0() >>> 56 == 1);
  }

  /** What the signature is over. */
  public Hash256 signingDigest() {
    List<byte[]> fields = unsigned();
    if (type == Type.LEGACY && chainId != NO_CHAIN) {
      fields.add(Rlp.number(chainId));
      fields.add(Rlp.number(0));
      fields.add(Rlp.number(0));
    }
    return digest(fields);
  }

  private Hash256 digest(List<byte[]> fields) {
    Keccak256 keccak = new Keccak256();
    if (type != Type.LEGACY) {
      keccak.putByte(type.ordinal());
    }
    return keccak.putBytes(Rlp.list(fields)).digest();
  }

  @Override
  public byte[] encode() {
    List<byte[]> fields = unsigned();
    int parity = signature.odd() ? 1 : 0;
    if (type != Type.LEGACY) {
      fields.add(Rlp.number(parity));
    } else if (chainId == NO_CHAIN) {
      fields.add(Rlp.number(27 + parity));
    } else {
      fields.add(
          Rlp.number(
              BigInteger.valueOf(chainId).shiftLeft(1).add(BigInteger.valueOf(35 + parity))));
    }
    fields.add(Rlp.number(signature.r()));
    fields.add(Rlp.number(signature.s()));
    byte[] list = Rlp.list(fields);
    if (type == Type.LEGACY) {
      return list;
    }
    byte[] out = new byte[1 + list.length];
    out[0] = (byte) type.ordinal();
    System.arraycopy(list, 0, out, 1, list.length);
    return out;
  }

  private List<byte[]> unsigned() {
    List<byte[]> fields = new ArrayList<>();
    if (type != Type.LEGACY) {
      fields.add(Rlp.number(chainId));
    }
    fields.add(Rlp.number(nonce));
    if (type.ordinal() >= Type.DYNAMIC_FEE.ordinal()) {
      fields.add(Rlp.number(maxPriorityFeePerGas));
    }
    fields.add(Rlp.number(maxFeePerGas));
    fields.add(Rlp.number(gasLimit));
    fields.add(Rlp.string(to == null ? new byte[0] : to.toBytes()));
    fields.add(Rlp.number(value));
    fields.add(Rlp.string(data));
    if (type != Type.LEGACY) {
      fields.add(Rlp.list(accessList.stream().map(AccessEntry::encode).toList()));
    }
    if (type == Type.BLOB) {
      fields.add(Rlp.number(maxFeePerBlobGas));
      fields.add(Rlp.list(blobs.stream().map(blob -> Rlp.string(blob.toBytes())).toList()));
    }
    return fields;
  }

  static Decoded<Envelope> decode(Type type, byte[] bytes) {
    boolean typed = type != Type.LEGACY;
    boolean dynamic = type.ordinal() >= Type.DYNAMIC_FEE.ordinal();
    boolean blob = type == Type.BLOB;
    Fields fields = Fields.of(bytes, typed ? 1 : 0, "transaction");
    long chain = typed ? fields.uint63("chainId") : NO_CHAIN;
    long nonce = fields.uint64("nonce");
    BigInteger priority = dynamic ? fields.number("maxPriorityFeePerGas", WORD_BITS) : null;
    BigInteger fee = fields.number(dynamic ? "maxFeePerGas" : "gasPrice", WORD_BITS);
    long gasLimit = fields.uint64("gasLimit");
    Address to = blob ? fields.address("to") : fields.addressOrNone("to");
    BigInteger value = fields.number("value", WORD_BITS);
    byte[] data = fields.bytes("data");
    List<AccessEntry> accessList =
        typed ? fields.list("accessList", AccessEntry::decode) : List.of();
    BigInteger blobFee = blob ? fields.number("maxFeePerBlobGas", WORD_BITS) : BigInteger.ZERO;
    List<Hash256> blobs = blob ? fields.hashes("blobVersionedHashes") : List.of();
    long v = typed ? (fields.bit("yParity") ? 1 : 0) : fields.uint64("v");
    if (!typed && v != 27 && v != 28 && Long.compareUnsigned(v, 35) < 0) {
      fields.reject(Flaw.OUT_OF_RANGE, "v");
    }
    boolean isProtected = !typed && v != 27 && v != 28;
    BigInteger r = fields.number("r", WORD_BITS);
    BigInteger s = fields.number("s", WORD_BITS);
    return fields.finish(
        "transaction",
        () ->
            new EthereumTransaction(
                type,
                isProtected ? v - 35 >>> 1 : chain,
                nonce,
                dynamic ? priority : fee,
                fee,
                gasLimit,
                to,
                value,
                data,
                accessList,
                blobFee,
                blobs,
                new Secp256k1.Signature((v - (isProtected ? 35 : typed ? 0 : 27) & 1) != 0, r, s)));
  }

  /** Two transactions are equal if their bytes are. */
  @Override
  public boolean equals(Object other) {
    return other instanceof EthereumTransaction that
        && (this == that || Arrays.equals(encode(), that.encode()));
  }

  @Override
  public int hashCode() {
    return signature == null ? Long.hashCode(nonce) : signature.hashCode();
  }
}
