package io.crowdroll.protocol.consensus;

import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.crypto.digests.SHA512Digest;

/**
 * A verifiable random function: ECVRF-EDWARDS25519-SHA512-TAI (RFC 9381, §5.5). Of one key and one
 * input there is one output, which nobody but the key's owner can compute and everybody can check.
 */
public final class Vrf {
  /** Bytes of a proof: a point, a challenge of 16 and a response of 32. */
  public static final int PROOF_BYTES = 80;

  private static final byte SUITE = 3;
  private static final byte ENCODE_TO_CURVE = 1;
  private static final byte CHALLENGE = 2;
  private static final byte OUTPUT = 3;
  private static final int CHALLENGE_BYTES = 16;
  private static final int POINT = Edwards25519.BYTES;

  private Vrf() {}

  /** A secret of 32 bytes, spread as Ed25519 spreads it. */
  private record Key(BigInteger scalar, byte[] prefix) {
    static Key of(byte[] secret) {
      byte[] hash = sha512(secret);
      byte[] low = Arrays.copyOf(hash, POINT);
      low[0] &= (byte) 0xf8;
      low[POINT - 1] &= 0x7f;
      low[POINT - 1] |= 0x40;
      return new Key(
          Edwards25519.fromLittleEndian(low), Arrays.copyOfRange(hash, POINT, 2 * POINT));
    }
  }

  /** The public key of a secret of 32 bytes: that of Ed25519. */
  public static byte[] publicKey(byte[] secret) {
    return Edwards25519.BASE.times(Key.of(secret).scalar).encode();
  }

  /** The proof of the output for an input. */
  public static byte[] prove(byte[] secret, byte[] input) {
    Key key = Key.of(secret);
    byte[] publicKey = Edwards25519.BASE.times(key.scalar).encode();
    Edwards25519 h = encodeToCurve(publicKey, input);
    byte[] gamma = h.times(key.scalar).encode();
    BigInteger nonce =
        Edwards25519.fromLittleEndian(sha512(key.prefix, h.encode())).mod(Edwards25519.ORDER);
    byte[] challenge =
        challenge(
            publicKey,
            h.encode(),
            gamma,
            Edwards25519.BASE.times(nonce).encode(),
            h.times(nonce).encode());
    BigInteger response =
        Edwards25519.fromLittleEndian(challenge)
            .multiply(key.scalar)
            .add(nonce)
            .mod(Edwards25519.ORDER);
    byte[] proof = Arrays.copyOf(gamma, PROOF_BYTES);
    System.arraycopy(challenge, 0, proof, POINT, CHALLENGE_BYTES);
    System.arraycopy(
        Edwards25519.littleEndian(response, 32), 0, proof, POINT + CHALLENGE_BYTES, 32);
    return proof;
  }

  /** The output of 64 bytes that a proof shows, {@code null} where it shows none. */
  public static byte[] verify(byte[] publicKey, byte[] input, byte[] proof) {
    Edwards25519 key = Edwards25519.decode(publicKey);
    if (key == null || proof.length != PROOF_BYTES || key.timesCofactor().isNeutral()) {
      return null;
    }
    Edwards25519 gamma = Edwards25519.decode(Arrays.copyOf(proof, POINT));
    byte[] challenge = Arrays.copyOfRange(proof, POINT, POINT + CHALLENGE_BYTES);
    BigInteger c = Edwards25519.fromLittleEndian(challenge);
    BigInteger s =
        Edwards25519.fromLittleEndian(
            Arrays.copyOfRange(proof, POINT + CHALLENGE_BYTES, PROOF_BYTES));
    if (gamma == null || s.compareTo(Edwards25519.ORDER) >= 0) {
      return null;
    }
    Edwards25519 h = encodeToCurve(publicKey, input);
    Edwards25519 u = Edwards25519.BASE.times(s).plus(key.times(c).negate());
    Edwards25519 v = h.times(s).plus(gamma.times(c).negate());
    byte[] expected = challenge(publicKey, h.encode(), gamma.encode(), u.encode(), v.encode());
    return Arrays.equals(challenge, expected) ? output(gamma) : null;
  }

  private static byte[] output(Edwards25519 gamma) {
    return sha512(new byte[] {SUITE, OUTPUT}, gamma.timesCofactor().encode(), new byte[1]);
  }

  /** Try and increment; half of all tries succeed, so 256 fail with chance 2^−256. */
  static Edwards25519 encodeToCurve(byte[] publicKey, byte[] input) {
    for (int counter = 0; ; counter++) {
      byte[] hash =
          sha512(
              new byte[] {SUITE, ENCODE_TO_CURVE},
              publicKey,
              input,
              new byte[] {(byte) counter, 0});
      Edwards25519 point = Edwards25519.decode(Arrays.copyOf(hash, POINT));
      if (point != null && !point.timesCofactor().isNeutral()) {
        return point.timesCofactor();
      }
    }
  }

  private static byte[] challenge(byte[] y, byte[] h, byte[] gamma, byte[] u, byte[] v) {
    byte[] hash = sha512(new byte[] {SUITE, CHALLENGE}, y, h, gamma, u, v, new byte[1]);
    return Arrays.copyOf(hash, CHALLENGE_BYTES);
  }

  private static byte[] sha512(byte[]... parts) {
    SHA512Digest digest = new SHA512Digest();
    for (byte[] part : parts) {
      digest.update(part, 0, part.length);
    }
    byte[] out = new byte[digest.getDigestSize()];
    digest.doFinal(out, 0);
    return out;
  }
}
