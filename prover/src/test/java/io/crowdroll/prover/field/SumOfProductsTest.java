package io.crowdroll.prover.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SumOfProductsTest {

  static List<SumOfProducts> kernels() {
    return List.of(SumOfProducts.FQ, SumOfProducts.FR);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void sumsAgreeWithBigIntegers(SumOfProducts kernel) {
    PrimeField field = kernel.field();
    SplittableRandom random = new SplittableRandom(7);
    for (int round = 0; round < 500; round++) {
      long[] a = new long[16];
      long[] b = new long[16];
      BigInteger[] sums = new BigInteger[5];
      sums[0] = BigInteger.ZERO;
      for (int k = 0; k < 4; k++) {
        BigInteger x = value(random, field, round);
        BigInteger y = value(random, field, round);
        System.arraycopy(field.fromBigInteger(x), 0, a, 4 * k, 4);
        System.arraycopy(field.fromBigInteger(y), 0, b, 4 * k, 4);
        sums[k + 1] = sums[k].add(x.multiply(y)).mod(field.modulus());
      }
      long[] out = new long[4];
      kernel.of2(out, 0, a, 0, b, 0);
      assertThat(out).isEqualTo(field.fromBigInteger(sums[2]));
      kernel.of3(out, 0, a, 0, b, 0);
      assertThat(out).isEqualTo(field.fromBigInteger(sums[3]));
      kernel.of4(a, 4, a, 0, b, 0);
      assertThat(field.toBigInteger(a, 4)).isEqualTo(sums[4]);
    }
  }

  // rounds 0 to 15: the largest products that there are, in Montgomery form too
  private static BigInteger value(SplittableRandom random, PrimeField field, int round) {
    BigInteger p = field.modulus();
    if (round < 8) {
      return p.subtract(BigInteger.valueOf(random.nextInt(1, 3)));
    }
    if (round < 16) { // Montgomery form p − 1 or p − 2
      BigInteger inverse = BigInteger.TWO.pow(256).modInverse(p);
      return inverse.multiply(BigInteger.valueOf(-random.nextInt(1, 3))).mod(p);
    }
    byte[] bytes = new byte[40];
    random.nextBytes(bytes);
    return new BigInteger(1, bytes).mod(p);
  }
}
