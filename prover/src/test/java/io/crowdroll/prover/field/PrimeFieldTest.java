package io.crowdroll.prover.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PrimeFieldTest {

  static List<PrimeField> fields() {
    return List.of(PrimeField.FR, PrimeField.FQ);
  }

  /** The edges of the field and of its limbs, then random numbers. */
  private static List<BigInteger> values(PrimeField field) {
    List<BigInteger> values = new ArrayList<>();
    for (int bits = 0; bits < 254; bits += 32) {
      BigInteger power = BigInteger.ONE.shiftLeft(bits);
      values.add(power.subtract(BigInteger.ONE));
      values.add(power);
      values.add(field.modulus().subtract(power));
    }
    SplittableRandom random = new SplittableRandom(1);
    while (values.size() < 100) {
      byte[] bytes = new byte[40];
      random.nextBytes(bytes);
      values.add(new BigInteger(1, bytes).mod(field.modulus()));
    }
    return values;
  }

  @ParameterizedTest
  @MethodSource("fields")
  void operationsAgreeWithBigIntegers(PrimeField field) {
    BigInteger p = field.modulus();
    long[] out = new long[4];
    for (BigInteger x : values(field)) {
      long[] a = field.fromBigInteger(x);
      assertThat(field.toBigInteger(a, 0)).isEqualTo(x);
      assertThat(field.isCanonical(a, 0)).isTrue();
      field.negate(out, 0, a, 0);
      assertThat(field.toBigInteger(out, 0)).isEqualTo(x.negate().mod(p));
      for (BigInteger y : values(field)) {
        long[] b = field.fromBigInteger(y);
        field.mul(out, 0, a, 0, b, 0);
        assertThat(out).isEqualTo(field.fromBigInteger(x.multiply(y)));
        field.add(out, 0, a, 0, b, 0);
        assertThat(out).isEqualTo(field.fromBigInteger(x.add(y)));
        field.sub(out, 0, a, 0, b, 0);
        assertThat(out).isEqualTo(field.fromBigInteger(x.subtract(y)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("fields")
  void inversesAndPowersAgreeWithBigIntegers(PrimeField field) {
    long[] out = new long[4];
    for (BigInteger x : values(field)) {
      long[] a = field.fromBigInteger(x);
      field.power(out, 0, a, 0, x);
      assertThat(field.toBigInteger(out, 0)).isEqualTo(x.modPow(x, field.modulus()));
      if (x.signum() != 0) {
        field.inverse(out, 0, a, 0);
        assertThat(field.toBigInteger(out, 0)).isEqualTo(x.modInverse(field.modulus()));
      }
    }
    assertThatThrownBy(() -> field.inverse(out, 0, new long[4], 0))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining(field.name());
  }

  @ParameterizedTest
  @MethodSource("fields")
  void plainNumbersGoInAndOutAndOnlyThoseBelowTheModulusAreCanonical(PrimeField field) {
    long[] plain = new long[4];
    long[] element = new long[4];
    for (BigInteger x : values(field)) {
      PrimeField.store(x, plain, 0);
      field.fromPlain(element, 0, plain, 0);
      assertThat(element).isEqualTo(field.fromBigInteger(x));
      field.toPlain(element, 0, element, 0);
      assertThat(element).isEqualTo(plain);
      PrimeField.store(x.add(field.modulus()), plain, 0);
      assertThat(field.isCanonical(plain, 0)).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("fields")
  void outputMayBeAnInput(PrimeField field) {
    BigInteger x = BigInteger.TWO.pow(253).subtract(BigInteger.valueOf(12345)).mod(field.modulus());
    long[] a = field.fromBigInteger(x);
    field.mul(a, 0, a, 0, a, 0);
    assertThat(field.toBigInteger(a, 0)).isEqualTo(x.multiply(x).mod(field.modulus()));
    field.sub(a, 0, a, 0, a, 0);
    assertThat(field.isZero(a, 0)).isTrue();
  }
}
