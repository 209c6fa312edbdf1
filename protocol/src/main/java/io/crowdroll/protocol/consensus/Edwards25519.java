package io.crowdroll.protocol.consensus;

import java.math.BigInteger;

/**
 * The curve −x² + y² = 1 + d x² y² over 2^255 − 19 (RFC 7748, RFC 8032), as {@link Vrf} needs it:
 * points in extended coordinates (x = X/Z, y = Y/Z, T = XY/Z), formulas add-2008-hwcd-3 and
 * dbl-2008-hwcd of the Explicit-Formulas Database, complete on this curve. Not of constant time:
 * whoever signs for real does so behind a port.
 */
record Edwards25519(BigInteger x, BigInteger y, BigInteger z, BigInteger t) {
  static final int BYTES = 32;

  private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

  /** Order of the large subgroup; the curve has 8 times as many points. */
  static final BigInteger ORDER =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

  private static final BigInteger D =
      BigInteger.valueOf(-121_665).multiply(BigInteger.valueOf(121_666).modInverse(P)).mod(P);
  private static final BigInteger D2 = D.shiftLeft(1).mod(P);
  private static final BigInteger ROOT_OF_MINUS_ONE =
      BigInteger.TWO.modPow(P.subtract(BigInteger.ONE).shiftRight(2), P);

  static final Edwards25519 NEUTRAL =
      new Edwards25519(BigInteger.ZERO, BigInteger.ONE, BigInteger.ONE, BigInteger.ZERO);

  /** Generator of the large subgroup: y = 4/5, x even. */
  static final Edwards25519 BASE =
      ofY(BigInteger.valueOf(4).multiply(BigInteger.valueOf(5).modInverse(P)).mod(P), false);

  Edwards25519 plus(Edwards25519 q) {
    BigInteger a = y.subtract(x).multiply(q.y.subtract(q.x)).mod(P);
    BigInteger b = y.add(x).multiply(q.y.add(q.x)).mod(P);
    BigInteger c = t.multiply(D2).mod(P).multiply(q.t).mod(P);
    BigInteger d = z.multiply(q.z).shiftLeft(1).mod(P);
    return of(b.subtract(a), d.subtract(c), d.add(c), b.add(a));
  }

  Edwards25519 twice() {
    BigInteger a = x.multiply(x).mod(P);
    BigInteger b = y.multiply(y).mod(P);
    BigInteger c = z.multiply(z).shiftLeft(1).mod(P);
    BigInteger sum = x.add(y);
    BigInteger e = sum.multiply(sum).subtract(a).subtract(b);
    BigInteger g = b.subtract(a);
    return of(e, g.subtract(c), g, a.add(b).negate());
  }

  /** From the factors E, F, G, H of both formulas. */
  private static Edwards25519 of(BigInteger e, BigInteger f, BigInteger g, BigInteger h) {
    return new Edwards25519(
        e.multiply(f).mod(P), g.multiply(h).mod(P), f.multiply(g).mod(P), e.multiply(h).mod(P));
  }

  Edwards25519 negate() {
    return new Edwards25519(x.negate().mod(P), y, z, t.negate().mod(P));
  }

  /** k times this, for k ≥ 0. */
  Edwards25519 times(BigInteger k) {
    Edwards25519 product = NEUTRAL;
    for (int bit = k.bitLength() - 1; bit >= 0; bit--) {
      product = product.twice();
      if (k.testBit(bit)) {
        product = product.plus(this);
      }
    }
    return product;
  }

  /** Eight times this: without what it has of small order. */
  Edwards25519 timesCofactor() {
    return twice().twice().twice();
  }

  boolean isNeutral() {
    return x.signum() == 0 && y.equals(z);
  }

  /** 32 bytes: y, least significant byte first, and in the top bit whether x is odd. */
  byte[] encode() {
    BigInteger inverse = z.modInverse(P);
    byte[] out = littleEndian(y.multiply(inverse).mod(P), BYTES);
    if (x.multiply(inverse).mod(P).testBit(0)) {
      out[BYTES - 1] |= (byte) 0x80;
    }
    return out;
  }

  /** The point that 32 bytes encode, {@code null} where they are not the encoding of one. */
  static Edwards25519 decode(byte[] bytes) {
    if (bytes.length != BYTES) {
      return null;
    }
    byte[] copy = bytes.clone();
    boolean odd = copy[BYTES - 1] < 0;
    copy[BYTES - 1] &= 0x7f;
    BigInteger y = fromLittleEndian(copy);
    return y.compareTo(P) < 0 ? ofY(y, odd) : null;
  }

  /** x² = (y² − 1) / (d y² + 1); the divisor is never 0, as −1/d is no square. */
  private static Edwards25519 ofY(BigInteger y, boolean odd) {
    BigInteger yy = y.multiply(y).mod(P);
    BigInteger divisor = D.multiply(yy).add(BigInteger.ONE);
    BigInteger xx = yy.subtract(BigInteger.ONE).multiply(divisor.modInverse(P)).mod(P);
    // p = 5 modulo 8: a square's root is this power of it, or that times the root of −1
    BigInteger x = xx.modPow(P.add(BigInteger.valueOf(3)).shiftRight(3), P);
    if (!x.multiply(x).mod(P).equals(xx)) {
      x = x.multiply(ROOT_OF_MINUS_ONE).mod(P);
    }
    if (!x.multiply(x).mod(P).equals(xx) || x.signum() == 0 && odd) {
      return null;
    }
    BigInteger signed = x.testBit(0) == odd ? x : P.subtract(x);
    return new Edwards25519(signed, y, BigInteger.ONE, signed.multiply(y).mod(P));
  }

  static byte[] littleEndian(BigInteger number, int length) {
    byte[] out = new byte[length];
    byte[] bytes = number.toByteArray();
    for (int i = 0; i < Math.min(length, bytes.length); i++) {
      out[i] = bytes[bytes.length - 1 - i];
    }
    return out;
  }

  static BigInteger fromLittleEndian(byte[] bytes) {
    byte[] reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return new BigInteger(1, reversed);
  }
}
