package io.crowdroll.protocol.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class WeiTest {
  private static final int CASES = 100_000;
  private static final BigInteger ONE = BigInteger.TEN.pow(18);

  private final Generator some = new Generator(4);

  @Test
  void sumsAreThoseOfBigIntegerOrOverflow() {
    for (int i = 0; i < CASES; i++) {
      Wei a = some.wei();
      Wei b = some.wei();
      same(() -> a.plus(b), a.toBigInteger().add(b.toBigInteger()));
      same(() -> a.minus(b), a.toBigInteger().subtract(b.toBigInteger()));
      same(a::negate, a.toBigInteger().negate());
      same(a::abs, a.toBigInteger().abs());
    }
  }

  @Test
  void productsAreThoseOfBigIntegerOrOverflow() {
    for (int i = 0; i < CASES; i++) {
      Wei a = some.wei();
      long factor = some.anyLong();
      same(() -> a.times(factor), a.toBigInteger().multiply(BigInteger.valueOf(factor)));
    }
  }

  @Test
  void quotientsAreRoundedDown() {
    for (int i = 0; i < CASES; i++) {
      Wei a = some.naturalWei();
      long factor = some.natural();
      long divisor = Math.max(1, some.natural());
      BigInteger value = a.toBigInteger();
      same(() -> a.dividedBy(divisor), value.divide(BigInteger.valueOf(divisor)));
      BigInteger product = value.multiply(BigInteger.valueOf(factor));
      same(() -> a.mulDiv(factor, divisor), product.divide(BigInteger.valueOf(divisor)));
      same(() -> a.scaledBy(factor), product.divide(ONE));
    }
  }

  @Test
  void ratiosOfTwoAmountsHaveAWideProductBetween() {
    for (int i = 0; i < CASES; i++) {
      Wei a = some.naturalWei();
      Wei factor = some.naturalWei();
      Wei divisor = some.naturalWei().max(Wei.of(1));
      BigInteger product = a.toBigInteger().multiply(factor.toBigInteger());
      same(() -> a.mulDiv(factor, divisor), product.divide(divisor.toBigInteger()));
    }
  }

  @Test
  void orderAndSignAreThoseOfBigInteger() {
    for (int i = 0; i < CASES; i++) {
      Wei a = some.wei();
      Wei b = some.below(8) == 0 ? a : some.wei();
      BigInteger x = a.toBigInteger();
      BigInteger y = b.toBigInteger();
      assertThat(a.compareTo(b)).isEqualTo(x.compareTo(y));
      assertThat(a.isLess(b)).isEqualTo(x.compareTo(y) < 0);
      assertThat(a.min(b).toBigInteger()).isEqualTo(x.min(y));
      assertThat(a.max(b).toBigInteger()).isEqualTo(x.max(y));
      assertThat(a.signum()).isEqualTo(x.signum());
      assertThat(a.isZero()).isEqualTo(x.signum() == 0);
      assertThat(a.fitsLong()).isEqualTo(x.signum() >= 0 && x.bitLength() <= 63);
      assertThat(a.toString()).isEqualTo(x.toString());
      assertThat(Wei.of(x)).isEqualTo(a);
    }
  }

  @Test
  void negativeAmountsAreNotDivided() {
    Wei debt = Wei.of(-1);
    assertThatThrownBy(() -> debt.dividedBy(2)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> debt.mulDiv(1, 2)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Wei.of(1).mulDiv(1, 0)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Wei.of(1).mulDiv(debt, Wei.of(1)))
        .isInstanceOf(ArithmeticException.class);
  }

  private static void same(Supplier<Wei> found, BigInteger expected) {
    if (expected.bitLength() <= 127) {
      assertThat(found.get().toBigInteger()).isEqualTo(expected);
    } else {
      assertThatThrownBy(found::get).isInstanceOf(ArithmeticException.class);
    }
  }
}
