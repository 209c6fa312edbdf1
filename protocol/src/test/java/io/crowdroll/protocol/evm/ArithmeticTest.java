package io.crowdroll.protocol.evm;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Limbs against {@link BigInteger}, with operands that favour carries, borrows and corrections. */
class ArithmeticTest {
  private static final int ROUNDS = 60_000;
  private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);
  private static final BigInteger SIGN = BigInteger.ONE.shiftLeft(255);

  private final SplittableRandom random = new SplittableRandom(7);
  private final Division division = new Division();

  /** Three operands at 0, 4 and 8; results go to 12, or over an operand. */
  private final long[] w = new long[16];

  private BigInteger a;
  private BigInteger b;
  private BigInteger c;

  @Test
  void unsignedOperationsAgreeWithBigInteger() {
    for (int round = 0; round < ROUNDS; round++) {
      draw();
      Arithmetic.add(w, 0, 4, 12);
      check("add", a.add(b));
      Arithmetic.sub(w, 0, 4, 12);
      check("sub", a.subtract(b));
      Arithmetic.mul(w, 0, 4, 12);
      check("mul", a.multiply(b));
      division.divide(w, 0, 4, 12);
      check("div", zero(b) ? b : a.divide(b));
      division.remainder(w, 0, 4, 12);
      check("mod", zero(b) ? b : a.mod(b));
      division.addMod(w, 0, 4, 8, 12);
      check("addmod", zero(c) ? c : a.add(b).mod(c));
      division.mulMod(w, 0, 4, 8, 12);
      check("mulmod", zero(c) ? c : a.multiply(b).mod(c));
      assertThat(Arithmetic.lessThan(w, 0, 4)).isEqualTo(a.compareTo(b) < 0);
      assertThat(Arithmetic.bitLength(w, 0)).isEqualTo(a.bitLength());
    }
  }

  @Test
  void signedOperationsAgreeWithBigInteger() {
    for (int round = 0; round < ROUNDS; round++) {
      draw();
      BigInteger x = signed(a);
      BigInteger y = signed(b);
      division.divideSigned(w, 0, 4, 12);
      check("sdiv", zero(y) ? y : x.divide(y));
      division.remainderSigned(w, 0, 4, 12);
      check("smod", zero(y) ? y : x.remainder(y));
      assertThat(Arithmetic.signedLessThan(w, 0, 4)).isEqualTo(x.compareTo(y) < 0);
    }
  }

  @Test
  void shiftsAgreeWithBigIntegerForEveryDistance() {
    for (int round = 0; round < ROUNDS; round++) {
      draw();
      int n = round % 270;
      Limbs.put(n, w, 0);
      Arithmetic.shiftLeft(w, 0, 4, 12);
      check("shl", b.shiftLeft(n));
      Arithmetic.shiftRight(w, 0, 4, 12);
      check("shr", b.shiftRight(n));
      Arithmetic.shiftRightSigned(w, 0, 4, 12);
      check("sar", signed(b).shiftRight(n));
      Arithmetic.byteAt(w, 0, 4, 12);
      check(
          "byte",
          n < 32 ? b.shiftRight(8 * (31 - n)).and(BigInteger.valueOf(255)) : BigInteger.ZERO);
      Arithmetic.signExtend(w, 0, 4, 12);
      check("signextend", n < 31 ? lowSigned(b, 8 * n + 8) : b);
    }
  }

  @Test
  void distancesBeyondSixtyFourBitsShiftEverythingOut() {
    draw();
    Arithmetic.set(w, 0, 1, 0, 0, 1);
    Arithmetic.shiftLeft(w, 0, 4, 12);
    check("shl", BigInteger.ZERO);
    Arithmetic.shiftRight(w, 0, 4, 12);
    check("shr", BigInteger.ZERO);
    Arithmetic.byteAt(w, 0, 4, 12);
    check("byte", BigInteger.ZERO);
    Arithmetic.signExtend(w, 0, 4, 12);
    check("signextend", b);
  }

  @Test
  void powersAgreeWithBigInteger() {
    for (int round = 0; round < 1_000; round++) {
      draw();
      Arithmetic.exp(w, 0, 4, 12);
      check("exp", a.modPow(b, MODULUS));
    }
  }

  @Test
  void resultsMayGoOverAnyOperand() {
    for (int round = 0; round < 2_000; round++) {
      for (int out = 0; out <= 8; out += 4) {
        draw();
        division.mulMod(w, 0, 4, 8, out);
        assertThat(number(out)).isEqualTo(zero(c) ? c : a.multiply(b).mod(c));
        put(a, 0);
        put(b, 4);
        Arithmetic.mul(w, 0, 4, out);
        assertThat(number(out)).isEqualTo(a.multiply(b).mod(MODULUS));
        put(a, 0);
        put(b, 4);
        Arithmetic.sub(w, 0, 4, out);
        assertThat(number(out)).isEqualTo(a.subtract(b).mod(MODULUS));
      }
    }
  }

  @Test
  void reciprocalIsExactForEveryKindOfLimb() {
    BigInteger ceiling = BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE);
    for (int round = 0; round < ROUNDS; round++) {
      long limb = limb() | Long.MIN_VALUE;
      BigInteger d = new BigInteger(Long.toUnsignedString(limb));
      BigInteger expected = ceiling.divide(d).subtract(BigInteger.ONE.shiftLeft(64));
      assertThat(Long.toUnsignedString(Division.reciprocal(limb))).isEqualTo(expected.toString());
    }
  }

  private void draw() {
    a = operand();
    b = operand();
    c = operand();
    put(a, 0);
    put(b, 4);
    put(c, 8);
  }

  /** Of random width, its limbs random or at an edge. */
  private BigInteger operand() {
    BigInteger value = BigInteger.ZERO;
    int limbs = random.nextInt(5);
    for (int i = 0; i < limbs; i++) {
      value = value.shiftLeft(64).or(new BigInteger(Long.toUnsignedString(limb())));
    }
    return value.shiftRight(random.nextInt(4) == 0 ? random.nextInt(64) : 0);
  }

  private long limb() {
    return switch (random.nextInt(6)) {
      case 0 -> 0;
      case 1 -> -1;
      case 2 -> Long.MIN_VALUE + random.nextInt(3) - 1;
      case 3 -> random.nextInt(3);
      default -> random.nextLong();
    };
  }

  private void put(BigInteger value, int at) {
    Limbs.put(Bytecode.word(value), w, at);
  }

  private BigInteger number(int at) {
    return new BigInteger(1, Limbs.hash(w, at).toBytes());
  }

  private void check(String operation, BigInteger expected) {
    assertThat(number(12))
        .as("%s of %x, %x, %x", operation, a, b, c)
        .isEqualTo(expected.mod(MODULUS));
  }

  private static BigInteger signed(BigInteger value) {
    return value.compareTo(SIGN) >= 0 ? value.subtract(MODULUS) : value;
  }

  private static BigInteger lowSigned(BigInteger value, int bits) {
    BigInteger low = value.mod(BigInteger.ONE.shiftLeft(bits));
    return low.testBit(bits - 1) ? low.subtract(BigInteger.ONE.shiftLeft(bits)) : low;
  }

  private static boolean zero(BigInteger value) {
    return value.signum() == 0;
  }
}
