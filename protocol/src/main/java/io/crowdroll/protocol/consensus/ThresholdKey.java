package io.crowdroll.protocol.consensus;

import io.crowdroll.protocol.chain.Keccak256;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import supranational.blst.BLST_ERROR;
import supranational.blst.P1;
import supranational.blst.P1_Affine;
import supranational.blst.P2;
import supranational.blst.P2_Affine;

/**
 * BLS signatures over BLS12-381 of which {@link #THRESHOLD} of {@link #SHARES} shares make one
 * (PROTOCOL.md §2, {@code threshold-bls}): signatures in G1 of 48 bytes, keys in G2, Shamir's
 * polynomial behind them. The signature of a message is unique, whichever shares made it, so nobody
 * can choose it; with fewer shares nobody can know it.
 *
 * <p>Validators hold shares in proportion to their stake. The dealer that knows the polynomial is
 * trusted, and named so.
 */
public final class ThresholdKey {
  /** Shares in all. */
  public static final int SHARES = 128;

  /** More than half. */
  public static final int THRESHOLD = SHARES / 2 + 1;

  /** Bytes of a signature, whole or of one share. */
  public static final int SIGNATURE_BYTES = 48;

  /** Bytes of a public key. */
  private static final int KEY_BYTES = 96;

  /** Order of the groups. */
  static final BigInteger ORDER =
      new BigInteger("73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001", 16);

  /** Suite of RFC 9380 by which messages become points, behind a name of our own. */
  private static final String DOMAIN = "CROWDROLL_BEACON_BLS12381G1_XMD:SHA-256_SSWU_RO_";

  private final P2_Affine key;
  private final P2_Affine[] shareKeys;
  private final int[] firstShares;

  private ThresholdKey(P2_Affine key, P2_Affine[] shareKeys, int[] firstShares) {
    this.key = key;
    this.shareKeys = shareKeys;
    this.firstShares = firstShares;
  }

  /**
   * What the dealer hands out.
   *
   * @param key for everybody
   * @param secrets of each validator: one number a share that it holds
   */
  public record Deal(ThresholdKey key, List<List<BigInteger>> secrets) {}

  /**
   * Deals shares.
   *
   * @param seed secret; everything follows from it
   * @param stakes of the validators, their sum positive
   */
  public static Deal deal(byte[] seed, long[] stakes) {
    BigInteger[] polynomial = new BigInteger[THRESHOLD];
    for (int i = 0; i < THRESHOLD; i++) {
      byte[] index = {(byte) i};
      byte[] wide = new byte[64];
      System.arraycopy(Keccak256.hash(seed, index, new byte[] {0}), 0, wide, 0, 32);
      System.arraycopy(Keccak256.hash(seed, index, new byte[] {1}), 0, wide, 32, 32);
      polynomial[i] = new BigInteger(1, wide).mod(ORDER);
    }
    P2_Affine[] shareKeys = new P2_Affine[SHARES];
    BigInteger[] shares = new BigInteger[SHARES];
    for (int share = 0; share < SHARES; share++) {
      shares[share] = valueAt(polynomial, BigInteger.valueOf(share + 1));
      shareKeys[share] = P2.generator().mult(shares[share]).to_affine();
    }
    int[] counts = apportion(stakes);
    int[] firstShares = new int[stakes.length + 1];
    List<List<BigInteger>> secrets = new ArrayList<>();
    for (int validator = 0; validator < stakes.length; validator++) {
      int first = firstShares[validator];
      firstShares[validator + 1] = first + counts[validator];
      secrets.add(List.of(shares).subList(first, first + counts[validator]));
    }
    P2_Affine key = P2.generator().mult(polynomial[0]).to_affine();
    return new Deal(new ThresholdKey(key, shareKeys, firstShares), secrets);
  }

  /**
   * The key's bytes: 96 of it, the same of each share's, then a byte a validator: how many shares
   * it holds.
   */
  public byte[] encode() {
    int validators = firstShares.length - 1;
    byte[] out = new byte[(1 + SHARES) * KEY_BYTES + validators];
    System.arraycopy(key.compress(), 0, out, 0, KEY_BYTES);
    for (int share = 0; share < SHARES; share++) {
      System.arraycopy(shareKeys[share].compress(), 0, out, (1 + share) * KEY_BYTES, KEY_BYTES);
    }
    for (int validator = 0; validator < validators; validator++) {
      out[(1 + SHARES) * KEY_BYTES + validator] = (byte) shares(validator);
    }
    return out;
  }

  /**
   * The key that a dealer has given out as bytes.
   *
   * @throws IllegalArgumentException if they are no such key
   */
  public static ThresholdKey decode(byte[] bytes) {
    int validators = bytes.length - (1 + SHARES) * KEY_BYTES;
    if (validators < 1) {
      throw new IllegalArgumentException("a beacon's key has more bytes than " + bytes.length);
    }
    int[] firstShares = new int[validators + 1];
    for (int validator = 0; validator < validators; validator++) {
      int count = bytes[(1 + SHARES) * KEY_BYTES + validator] & 0xff;
      firstShares[validator + 1] = firstShares[validator] + count;
    }
    if (firstShares[validators] != SHARES) {
      throw new IllegalArgumentException(firstShares[validators] + " shares in a beacon's key");
    }
    P2_Affine[] shareKeys = new P2_Affine[SHARES];
    for (int share = 0; share < SHARES; share++) {
      shareKeys[share] = key(bytes, 1 + share);
    }
    return new ThresholdKey(key(bytes, 0), shareKeys, firstShares);
  }

  private static P2_Affine key(byte[] bytes, int place) {
    P2_Affine key;
    try {
      key = new P2_Affine(Arrays.copyOfRange(bytes, place * KEY_BYTES, (place + 1) * KEY_BYTES));
    } catch (RuntimeException noPoint) { // what the library throws for a bad encoding
      throw new IllegalArgumentException("key " + place + " is no point", noPoint);
    }
    if (!key.in_group() || key.is_inf()) {
      throw new IllegalArgumentException("key " + place + " is not in the group");
    }
    return key;
  }

  private static BigInteger valueAt(BigInteger[] polynomial, BigInteger x) {
    BigInteger value = BigInteger.ZERO;
    for (int i = polynomial.length - 1; i >= 0; i--) {
      value = value.multiply(x).add(polynomial[i]).mod(ORDER);
    }
    return value;
  }

  /**
   * Shares in proportion to stake: everybody's quota rounded down, what is left over to the largest
   * remainders, the lower index first among equals.
   */
  static int[] apportion(long[] stakes) {
    BigInteger total =
        IntStream.range(0, stakes.length)
            .mapToObj(i -> BigInteger.valueOf(stakes[i]))
            .reduce(BigInteger.ZERO, BigInteger::add);
    int[] counts = new int[stakes.length];
    BigInteger[] remainders = new BigInteger[stakes.length];
    int left = SHARES;
    for (int i = 0; i < stakes.length; i++) {
      BigInteger[] quota =
          BigInteger.valueOf(stakes[i])
              .multiply(BigInteger.valueOf(SHARES))
              .divideAndRemainder(total);
      counts[i] = quota[0].intValueExact();
      remainders[i] = quota[1];
      left -= counts[i];
    }
    IntStream.range(0, stakes.length)
        .boxed()
        .sorted(Comparator.comparing((Integer i) -> remainders[i]).reversed())
        .limit(left)
        .forEach(i -> counts[i]++);
    return counts;
  }

  /** How many shares a validator holds. */
  public int shares(int validator) {
    return firstShares[validator + 1] - firstShares[validator];
  }

  /** A validator's part of a signature: one signature of 48 bytes for each of its shares. */
  public static byte[] sign(List<BigInteger> secrets, byte[] message) {
    byte[] out = new byte[secrets.size() * SIGNATURE_BYTES];
    P1 point = new P1().hash_to(message, DOMAIN);
    for (int i = 0; i < secrets.size(); i++) {
      byte[] one = point.dup().mult(secrets.get(i)).compress();
      System.arraycopy(one, 0, out, i * SIGNATURE_BYTES, SIGNATURE_BYTES);
    }
    return out;
  }

  /**
   * A validator's part.
   *
   * @param validator whose
   * @param signatures of all its shares, as {@link #sign} has them; of any length or content
   */
  public record Part(int validator, byte[] signatures) {}

  /** A signature of one share. */
  private record Share(int index, P1_Affine point) {}

  /**
   * The signature of a message, {@code null} where the parts do not suffice. Combined first and
   * verified once; single shares are looked at only if that fails.
   *
   * @param parts at most one a validator
   */
  public byte[] combine(byte[] message, List<Part> parts) {
    List<Share> shares = new ArrayList<>();
    for (Part part : parts) {
      addShares(part, shares);
    }
    shares.sort(Comparator.comparingInt(Share::index));
    byte[] signature = interpolate(shares);
    if (signature != null && !verifies(message, signature)) {
      shares.removeIf(share -> !verifies(shareKeys[share.index], message, share.point, DOMAIN));
      signature = interpolate(shares);
    }
    return signature;
  }

  /** A part with anything in it that is no point of the group counts for nothing. */
  private void addShares(Part part, List<Share> shares) {
    int count = shares(part.validator);
    if (part.signatures.length != count * SIGNATURE_BYTES) {
      return;
    }
    List<Share> found = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      P1_Affine point = point(part.signatures, i * SIGNATURE_BYTES);
      if (point == null) {
        return;
      }
      found.add(new Share(firstShares[part.validator] + i, point));
    }
    shares.addAll(found);
  }

  private static P1_Affine point(byte[] bytes, int from) {
    try {
      P1_Affine point = new P1_Affine(Arrays.copyOfRange(bytes, from, from + SIGNATURE_BYTES));
      return point.in_group() && !point.is_inf() ? point : null;
    } catch (RuntimeException noPoint) { // what the library throws for a bad encoding
      return null;
    }
  }

  /** The polynomial's value at 0, in the exponent, from the first shares that suffice. */
  private static byte[] interpolate(List<Share> shares) {
    if (shares.size() < THRESHOLD) {
      return null;
    }
    List<Share> used = shares.subList(0, THRESHOLD);
    P1 sum = new P1();
    for (Share share : used) {
      BigInteger numerator = BigInteger.ONE;
      BigInteger denominator = BigInteger.ONE;
      for (Share other : used) {
        if (other.index != share.index) {
          numerator = numerator.multiply(BigInteger.valueOf(other.index + 1L)).mod(ORDER);
          denominator =
              denominator.multiply(BigInteger.valueOf(other.index - share.index)).mod(ORDER);
        }
      }
      BigInteger weight = numerator.multiply(denominator.modInverse(ORDER)).mod(ORDER);
      sum.add(share.point.to_jacobian().mult(weight));
    }
    return sum.compress();
  }

  /** Whether it is the signature of a message: 48 bytes, a point in its one encoding. */
  public boolean verifies(byte[] message, byte[] signature) {
    P1_Affine point = signature.length == SIGNATURE_BYTES ? point(signature, 0) : null;
    return point != null && verifies(key, message, point, DOMAIN);
  }

  /** The same under a key of 96 bytes and another domain. */
  static boolean verifies(byte[] key, byte[] message, byte[] signature, String domain) {
    P1_Affine point = signature.length == SIGNATURE_BYTES ? point(signature, 0) : null;
    return point != null && verifies(new P2_Affine(key), message, point, domain);
  }

  private static boolean verifies(
      P2_Affine key, byte[] message, P1_Affine signature, String domain) {
    return signature.core_verify(key, true, message, domain) == BLST_ERROR.BLST_SUCCESS;
  }
}
