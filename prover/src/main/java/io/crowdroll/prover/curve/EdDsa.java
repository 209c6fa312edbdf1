package io.crowdroll.prover.curve;

import static io.crowdroll.prover.curve.BabyJubJub.SUBGROUP_ORDER;

import io.crowdroll.prover.curve.BabyJubJub.Point;
import io.crowdroll.prover.field.Poseidon;
import io.crowdroll.prover.field.PrimeField;
import io.crowdroll.prover.hash.Blake512;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * EdDSA over Baby Jubjub with Poseidon, as circomlib has it: S · B = R + 8 · H(R, A, m) · A with H
 * the Poseidon hash of the five numbers, secrets derived by BLAKE-512. Messages are numbers of [0,
 * r).
 */
public final class EdDsa {

  /**
   * A signature.
   *
   * @param r point R
   * @param s number S below the subgroup's order
   */
  public record Signature(Point r, BigInteger s) {

    /** 64 bytes: the packed point, then S, least significant byte first. */
    public byte[] pack() {
      byte[] out = Arrays.copyOf(BabyJubJub.pack(r), 64);
      System.arraycopy(BabyJubJub.littleEndian(s, 32), 0, out, 32, 32);
      return out;
    }
  }

  private EdDsa() {}

  /** The public key of a private key of any length, usually 32 bytes. */
  public static Point publicKey(byte[] privateKey) {
    return BabyJubJub.multiply(BabyJubJub.BASE, secret(Blake512.hash(privateKey)).shiftRight(3));
  }

  /**
   * Signs; the same message always gets the same signature.
   *
   * @throws IllegalArgumentException if the message is not in [0, r)
   */
  public static Signature sign(byte[] privateKey, BigInteger message) {
    if (message.signum() < 0 || message.compareTo(PrimeField.FR.modulus()) >= 0) {
      throw new IllegalArgumentException("a message is a number of [0, r)");
    }
    byte[] seeds = Blake512.hash(privateKey);
    BigInteger secret = secret(seeds);
    byte[] nonceInput = Arrays.copyOfRange(seeds, 32, 96);
    System.arraycopy(BabyJubJub.littleEndian(message, 32), 0, nonceInput, 32, 32);
    BigInteger nonce = BabyJubJub.fromLittleEndian(Blake512.hash(nonceInput)).mod(SUBGROUP_ORDER);
    Point r = BabyJubJub.multiply(BabyJubJub.BASE, nonce);
    Point publicKey = BabyJubJub.multiply(BabyJubJub.BASE, secret.shiftRight(3));
    BigInteger challenge = challenge(r, publicKey, message);
    return new Signature(r, challenge.multiply(secret).add(nonce).mod(SUBGROUP_ORDER));
  }

  /**
   * Whether a signature is valid. Strict: S below the subgroup's order, coordinates canonical, the
   * message in [0, r), and R and the public key in the subgroup and not neutral (circomlib's own
   * verifier checks neither subgroup).
   */
  public static boolean verify(Point publicKey, BigInteger message, Signature signature) {
    return isProvable(publicKey, message, signature)
        && isUsable(publicKey)
        && isUsable(signature.r);
  }

  /**
   * Whether a signature satisfies exactly what the circuit constrains (STATEMENTS.md): A and R on
   * the curve, S below the subgroup's order, 8A not neutral, S · B = R + H · 8A. A key with a part
   * of small order passes, as it does there; where a proof must follow, this decides.
   */
  public static boolean isProvable(Point publicKey, BigInteger message, Signature signature) {
    if (message.signum() < 0
        || message.compareTo(PrimeField.FR.modulus()) >= 0
        || signature.s.signum() < 0
        || signature.s.compareTo(SUBGROUP_ORDER) >= 0
        || !BabyJubJub.isOnCurve(publicKey)
        || !BabyJubJub.isOnCurve(signature.r)) {
      return false;
    }
    Point eight = BabyJubJub.multiply(publicKey, BigInteger.valueOf(8));
    if (eight.equals(BabyJubJub.NEUTRAL)) {
      return false;
    }
    Point left = BabyJubJub.multiply(BabyJubJub.BASE, signature.s);
    Point right = BabyJubJub.multiply(eight, challenge(signature.r, publicKey, message));
    return left.equals(BabyJubJub.add(signature.r, right));
  }

  private static boolean isUsable(Point p) {
    return !p.equals(BabyJubJub.NEUTRAL) && BabyJubJub.isInSubgroup(p);
  }

  private static BigInteger challenge(Point r, Point publicKey, BigInteger message) {
    return Poseidon.hash(r.x(), r.y(), publicKey.x(), publicKey.y(), message);
  }

  // a multiple of 8 with bit 254 set
  private static BigInteger secret(byte[] seeds) {
    byte[] bytes = Arrays.copyOf(seeds, 32);
    bytes[0] &= (byte) 0xf8;
    bytes[31] &= 0x7f;
    bytes[31] |= 0x40;
    return BabyJubJub.fromLittleEndian(bytes);
  }
}
