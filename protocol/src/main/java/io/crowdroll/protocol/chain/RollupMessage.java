package io.crowdroll.protocol.chain;

import io.crowdroll.prover.curve.BabyJubJub;
import io.crowdroll.prover.curve.EdDsa;
import io.crowdroll.prover.field.Poseidon;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * A transaction of type 0x7b: transfer, withdraw or bond under an EdDSA-BabyJubJub signature over a
 * Poseidon digest, cheap to prove (PROTOCOL.md §2, STATEMENTS.md).
 *
 * <p>Encoding: {@code 0x7b ‖ rlp([chainId, contract, kind, to, asset, value, nonce, maxFee, tip,
 * Ax, Ay, R8x, R8y, S])}, contract and to of 20 bytes, all else numbers. The sender is not in it:
 * it follows from the key.
 *
 * @param deployment the rollup that it is for
 * @param kind {@code TRANSFER}, {@code WITHDRAW} or {@code BOND}
 * @param to recipient on L2, for a withdrawal on L1; {@link Address#ZERO} for a bond
 * @param asset what is moved; ZKPoW for a bond
 * @param value 1 ≤ value < 2^127, as total supply is below
 * @param nonce unsigned
 * @param maxFee cap of the whole fee, the tip included, below 2^120
 * @param tip to the proposer, part of the fee, below 2^120
 * @param key the sender's public key A
 * @param signature over {@link #digest}; {@code null} before it is signed
 */
public record RollupMessage(
    Deployment deployment,
    Transaction.Kind kind,
    Address to,
    Asset asset,
    Wei value,
    long nonce,
    Wei maxFee,
    Wei tip,
    BabyJubJub.Point key,
    EdDsa.Signature signature)
    implements Envelope {

  /** The envelope's type byte. */
  public static final int TYPE = 0x7b;

  /** Domain of an account's address. */
  public static final BigInteger ADDRESS_DOMAIN = BigInteger.valueOf(7001);

  /** Domain of a message. */
  public static final BigInteger MESSAGE_DOMAIN = BigInteger.valueOf(7002);

  /** Bits of maxFee and tip. */
  private static final int FEE_BITS = 120;

  private static final int VALUE_BITS = 127;

  /** STATEMENTS.md, slots: the code of the ordinary kinds; 0 = no such message. */
  public static int code(Transaction.Kind kind) {
    return switch (kind) {
      case TRANSFER -> 2;
      case WITHDRAW -> 3;
      case BOND -> 4;
      case CALL -> 0;
    };
  }

  private static Transaction.Kind kind(int code) {
    return switch (code) {
      case 2 -> Transaction.Kind.TRANSFER;
      case 3 -> Transaction.Kind.WITHDRAW;
      case 4 -> Transaction.Kind.BOND;
      default -> null;
    };
  }

  /** The account of a key: the low 160 bits of Poseidon(7001, Ax, Ay). */
  public static Address address(BabyJubJub.Point key) {
    return Address.of(Hash256.of(Poseidon.hash(ADDRESS_DOMAIN, key.x(), key.y())));
  }

  /** The account that signs. */
  public Address sender() {
    return address(key);
  }

  /** What is signed: Poseidon(7002, d_1, kind, sender, to, asset, value, nonce, maxFee, tip). */
  public BigInteger digest() {
    return digest(
        deployment.word(),
        code(kind),
        sender(),
        to,
        asset,
        value.toBigInteger(),
        nonce,
        maxFee.toBigInteger(),
        tip.toBigInteger());
  }

  /**
   * The digest of these fields; forced items sign maxFee = tip = 0.
   *
   * @param deployment {@link Deployment#word}
   * @param kind code of an ordinary kind
   */
  public static BigInteger digest(
      BigInteger deployment,
      int kind,
      Address sender,
      Address to,
      Asset asset,
      BigInteger value,
      long nonce,
      BigInteger maxFee,
      BigInteger tip) {
    return Poseidon.hash(
        MESSAGE_DOMAIN,
        deployment,
        BigInteger.valueOf(kind),
        sender.toBigInteger(),
        to.toBigInteger(),
        BigInteger.valueOf(asset.ordinal()),
        value,
        SlotWords.unsigned(nonce),
        maxFee,
        tip);
  }

  /** The same message with the signature of the key's private key. */
  public RollupMessage signedBy(byte[] privateKey) {
    return with(EdDsa.sign(privateKey, digest()));
  }

  RollupMessage with(EdDsa.Signature other) {
    return new RollupMessage(deployment, kind, to, asset, value, nonce, maxFee, tip, key, other);
  }

  /**
   * Whether the message is valid apart from any state, on a deployment; {@code null} = yes. These
   * are the circuit's conditions: what passes can be proven.
   */
  public Rejection check(Deployment expected) {
    if (!deployment.equals(expected)) {
      return Rejection.WRONG_CHAIN;
    }
    if (nonce == -1L) {
      return Rejection.NONCE_TOO_HIGH;
    }
    if (value.signum() <= 0) {
      return Rejection.ZERO_VALUE;
    }
    if (kind == Transaction.Kind.TRANSFER && to.isReserved()) {
      return Rejection.RESERVED_RECIPIENT;
    }
    return EdDsa.isProvable(key, digest(), signature) ? null : Rejection.BAD_SIGNATURE;
  }

  @Override
  public byte[] encode() {
    byte[] list =
        Rlp.list(
            Rlp.number(deployment.chainId()),
            Rlp.string(deployment.contract().toBytes()),
            Rlp.number(code(kind)),
            Rlp.string(to.toBytes()),
            Rlp.number(asset.ordinal()),
            Rlp.number(value.toBigInteger()),
            Rlp.number(nonce),
            Rlp.number(maxFee.toBigInteger()),
            Rlp.number(tip.toBigInteger()),
            Rlp.number(key.x()),
            Rlp.number(key.y()),
            Rlp.number(signature.r().x()),
            Rlp.number(signature.r().y()),
            Rlp.number(signature.s()));
    byte[] out = new byte[1 + list.length];
    out[0] = TYPE;
    System.arraycopy(list, 0, out, 1, list.length);
    return out;
  }

  static Decoded<Envelope> decode(byte[] bytes) {
    Fields fields = Fields.of(bytes, 1, "message");
    long chainId = fields.uint63("chainId");
    Address contract = fields.address("contract");
    Transaction.Kind kind = kind(fields.number("kind", Byte.SIZE).intValue());
    Address to = fields.address("to");
    Asset asset = fields.bit("asset") ? Asset.ETH : Asset.ZKPOW;
    if (kind == null) {
      fields.reject(Flaw.OUT_OF_RANGE, "kind");
    } else if (kind == Transaction.Kind.BOND) {
      // a field that a kind does not use is 0, or one meaning would have many encodings
      if (!to.equals(Address.ZERO) || asset != Asset.ZKPOW) {
        fields.reject(Flaw.OUT_OF_RANGE, "to and asset of a bond");
      }
    }
    Wei value = fields.wei("value", VALUE_BITS);
    long nonce = fields.uint64("nonce");
    Wei maxFee = fields.wei("maxFee", FEE_BITS);
    Wei tip = fields.wei("tip", FEE_BITS);
    BabyJubJub.Point key = fields.jubjubPoint("A");
    BabyJubJub.Point r8 = fields.jubjubPoint("R8");
    BigInteger s = fields.below("S", BabyJubJub.SUBGROUP_ORDER);
    return fields.finish(
        "message",
        () ->
            new RollupMessage(
                new Deployment(chainId, contract),
                kind,
                to,
                asset,
                value,
                nonce,
                maxFee,
                tip,
                key,
                new EdDsa.Signature(r8, s)));
  }

  /** Two messages are equal if their bytes are. */
  @Override
  public boolean equals(Object other) {
    return other instanceof RollupMessage that
        && (this == that || Arrays.equals(encode(), that.encode()));
  }

  @Override
  public int hashCode() {
    return signature == null ? Long.hashCode(nonce) : signature.hashCode();
  }
}
