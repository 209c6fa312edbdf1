package io.crowdroll.prover.circuit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.crowdroll.prover.field.PrimeField;
import java.math.BigInteger;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class R1csTest {
  private static final PrimeField F = PrimeField.FR;

  // w2 · w3 = w1, then w2 + 5 = w3 as (w2 + 5 − w3) · 1 = 0
  private static R1cs productAndSum() {
    return new R1cs(
        4,
        1,
        0,
        2,
        matrix(new int[] {0, 1, 4}, new int[] {2, 0, 2, 3}, 1, 5, 1, -1),
        matrix(new int[] {0, 1, 2}, new int[] {3, 0}, 1, 1),
        matrix(new int[] {0, 1, 1}, new int[] {1}, 1));
  }

  @Test
  void satisfyingWitnessPasses() {
    assertEquals(OptionalInt.empty(), productAndSum().check(witness(1, 24, 3, 8)));
  }

  @Test
  void firstFailedConstraintIsNamed() {
    assertEquals(OptionalInt.of(0), productAndSum().check(witness(1, 25, 3, 8)));
    assertEquals(OptionalInt.of(1), productAndSum().check(witness(1, 27, 3, 9)));
    assertEquals("constraint 1", productAndSum().origin().apply(1));
  }

  @Test
  void valuesWrapAtTheFieldsOrder() {
    // −1 · 4 = −4 and −1 + 5 = 4
    assertEquals(OptionalInt.empty(), productAndSum().check(witness(1, -4, -1, 4)));
  }

  @Test
  void malformedWitnessIsRefused() {
    R1cs r1cs = productAndSum();
    assertThrows(IllegalArgumentException.class, () -> r1cs.check(witness(1, 24, 3)));
    assertThrows(IllegalArgumentException.class, () -> r1cs.check(witness(2, 24, 3, 8)));
    long[] aliased = witness(1, 24, 3, 8);
    PrimeField.store(F.modulus().add(BigInteger.valueOf(3)), aliased, 8);
    assertThrows(IllegalArgumentException.class, () -> r1cs.check(aliased));
  }

  @Test
  void inconsistentShapesAreRefused() {
    R1cs.Matrix one = matrix(new int[] {0, 1}, new int[] {3}, 1);
    R1cs.Matrix two = matrix(new int[] {0, 1, 1}, new int[] {0}, 1);
    assertThrows(IllegalArgumentException.class, () -> new R1cs(3, 0, 1, 0, one, one, one));
    assertThrows(IllegalArgumentException.class, () -> new R1cs(4, 1, 2, 1, one, one, one));
    assertThrows(IllegalArgumentException.class, () -> new R1cs(4, 0, 1, 0, one, two, one));
    assertThrows(
        IllegalArgumentException.class, () -> matrix(new int[] {0, 2, 1}, new int[] {0}, 1));
    assertThrows(IllegalArgumentException.class, () -> matrix(new int[] {0, 1}, new int[] {0}));
  }

  private static R1cs.Matrix matrix(int[] rowStart, int[] wire, long... coefficients) {
    long[] elements = new long[4 * coefficients.length];
    for (int k = 0; k < coefficients.length; k++) {
      System.arraycopy(
          F.fromBigInteger(BigInteger.valueOf(coefficients[k])), 0, elements, 4 * k, 4);
    }
    return new R1cs.Matrix(rowStart, wire, elements);
  }

  private static long[] witness(long... values) {
    long[] witness = new long[4 * values.length];
    for (int k = 0; k < values.length; k++) {
      PrimeField.store(BigInteger.valueOf(values[k]).mod(F.modulus()), witness, 4 * k);
    }
    return witness;
  }
}
