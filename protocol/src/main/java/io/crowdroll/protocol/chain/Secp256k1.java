package io.crowdroll.protocol.chain;

import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECCurve;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/**
 * ECDSA over secp256k1 as Ethereum uses it (SEC 1; Yellow Paper, appendix F): nonces by RFC 6979,
 * keys recovered from signatures, an address the low 160 bits of the key's keccak.
 *
 * <p>Public keys are 64 bytes, x then y. Secrets are numbers of [1, n); whoever holds one is
 * outside of the protocol (PROTOCOL.md §9), so signing here serves ports and tests.
 */
public final class Secp256k1 {
  private static final X9ECParameters PARAMETERS = CustomNamedCurves.getByName("secp256k1");
  private static final ECCurve CURVE = PARAMETERS.getCurve();
  private static final ECPoint G = PARAMETERS.getG();

  /** n, the order of the group. */
  public static final BigInteger ORDER = PARAMETERS.getN();

  private static final BigInteger HALF_ORDER = ORDER.shiftRight(1);
  private static final int KEY_BYTES = 64;

  private Secp256k1() {}

  /**
   * A signature that tells its key.
   *
   * @param odd whether the y coordinate of the nonce point is odd: {@code yParity}
   */
  public record Signature(boolean odd, BigInteger r, BigInteger s) {

    /** Whether r and s are in [1, n), as in every signature. */
    public boolean isInRange() {
      return r.signum() > 0 && s.signum() > 0 && r.compareTo(ORDER) < 0 && s.compareTo(ORDER) < 0;
    }

    /** In range, and s in the lower half: of (r, s) and (r, n − s) one is accepted (EIP-2). */
    public boolean isStrict() {
      return isInRange() && s.compareTo(HALF_ORDER) <= 0;
    }
  }

  /**
   * Signs a digest; the same digest always gets the same signature, which is strict.
   *
   * @throws IllegalArgumentException if the secret is not in [1, n)
   */
  public static Signature sign(BigInteger secret, Hash256 digest) {
    requireSecret(secret);
    BigInteger z = digest.toBigInteger();
    HMacDSAKCalculator nonces = new HMacDSAKCalculator(new SHA256Digest());
    nonces.init(ORDER, secret, digest.toBytes());
    while (true) {
      BigInteger k = nonces.nextK();
      ECPoint point = new FixedPointCombMultiplier().multiply(G, k).normalize();
      BigInteger x = point.getAffineXCoord().toBigInteger();
      BigInteger r = x.mod(ORDER);
      BigInteger s = k.modInverse(ORDER).multiply(r.multiply(secret).add(z)).mod(ORDER);
      // A point with x ≥ n has no yParity that tells it: as likely as r or s = 0, about 2^−128.
      if (r.signum() != 0 && s.signum() != 0 && x.compareTo(ORDER) < 0) {
        boolean odd = point.getAffineYCoord().toBigInteger().testBit(0);
        return s.compareTo(HALF_ORDER) > 0
            ? new Signature(!odd, r, ORDER.subtract(s))
            : new Signature(odd, r, s);
      }
    }
  }

  /** The key that made a signature in range, 64 bytes, or {@code null} where none did. */
  public static byte[] recoverKey(Hash256 digest, Signature signature) {
    if (!signature.isInRange()) {
      return null;
    }
    ECPoint point = point(signature.odd, signature.r);
    if (point == null) {
      return null;
    }
    BigInteger inverse = signature.r.modInverse(ORDER);
    BigInteger u1 = digest.toBigInteger().negate().multiply(inverse).mod(ORDER);
    BigInteger u2 = signature.s.multiply(inverse).mod(ORDER);
    ECPoint key = ECAlgorithms.sumOfTwoMultiplies(G, u1, point, u2);
    return key.isInfinity() ? null : encode(key);
  }

  /** The address whose key made a signature in range, or {@code null} where none did. */
  public static Address recover(Hash256 digest, Signature signature) {
    byte[] key = recoverKey(digest, signature);
    return key == null ? null : address(key);
  }

  /** Whether a key made a signature; high s is accepted, as the standard has it. */
  public static boolean verify(byte[] publicKey, Hash256 digest, BigInteger r, BigInteger s) {
    ECPoint key = decode(publicKey);
    if (key == null || !new Signature(false, r, s).isInRange()) {
      return false;
    }
    BigInteger inverse = s.modInverse(ORDER);
    BigInteger u1 = digest.toBigInteger().multiply(inverse).mod(ORDER);
    BigInteger u2 = r.multiply(inverse).mod(ORDER);
    ECPoint point = ECAlgorithms.sumOfTwoMultiplies(G, u1, key, u2).normalize();
    return !point.isInfinity() && point.getAffineXCoord().toBigInteger().mod(ORDER).equals(r);
  }

  /**
   * The public key of a secret, 64 bytes.
   *
   * @throws IllegalArgumentException if the secret is not in [1, n)
   */
  public static byte[] publicKey(BigInteger secret) {
    requireSecret(secret);
    return encode(new FixedPointCombMultiplier().multiply(G, secret));
  }

  /** The address of a public key of 64 bytes. */
  public static Address address(byte[] publicKey) {
    return Address.of(new Keccak256().putBytes(publicKey).digest());
  }

  private static void requireSecret(BigInteger secret) {
    if (secret.signum() <= 0 || secret.compareTo(ORDER) >= 0) {
      throw new IllegalArgumentException("a secret is a number of [1, n)");
    }
  }

  /** The point of this x and parity, {@code null} where x is on no point. */
  private static ECPoint point(boolean odd, BigInteger x) {
    byte[] compressed = new byte[1 + Hash256.BYTES];
    compressed[0] = (byte) (odd ? 3 : 2);
    copyRight(x, compressed, compressed.length);
    return decodePoint(compressed);
  }

  private static ECPoint decode(byte[] publicKey) {
    if (publicKey.length != KEY_BYTES) {
      return null;
    }
    byte[] uncompressed = new byte[1 + KEY_BYTES];
    uncompressed[0] = 4;
    System.arraycopy(publicKey, 0, uncompressed, 1, KEY_BYTES);
    return decodePoint(uncompressed);
  }

  private static ECPoint decodePoint(byte[] encoded) {
    try {
      return CURVE.decodePoint(encoded);
    } catch (IllegalArgumentException noPoint) {
      return null;
    }
  }

  private static byte[] encode(ECPoint key) {
    return Arrays.copyOfRange(key.getEncoded(false), 1, 1 + KEY_BYTES);
  }

  /** Writes a number's bytes so that they end before {@code end}. */
  private static void copyRight(BigInteger number, byte[] out, int end) {
    byte[] bytes = number.toByteArray();
    int from = bytes.length > Hash256.BYTES ? 1 : 0;
    System.arraycopy(bytes, from, out, end - bytes.length + from, bytes.length - from);
  }
}
