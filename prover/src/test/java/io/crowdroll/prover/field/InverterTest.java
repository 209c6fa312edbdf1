package io.crowdroll.prover.field;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InverterTest {
  @Test
  void agreesWithBigIntegerOnEdgesAndRandomValues() {
    Random random = new Random(8);
    for (PrimeField field : List.of(PrimeField.FQ, PrimeField.FR)) {
      List<BigInteger> values = new ArrayList<>();
      for (int k = 0; k < 254; k++) {
        values.add(BigInteger.ONE.shiftLeft(k).mod(field.modulus()));
        values.add(field.modulus().subtract(values.getLast()));
      }
      for (int k = 0; k < 5000; k++) {
        values.add(new BigInteger(253, random).shiftRight(random.nextInt(252)).add(BigInteger.ONE));
      }
      Inverter inverter = new Inverter(field);
      long[] out = new long[4];
      for (BigInteger value : values) {
        inverter.invert(out, 0, field.fromBigInteger(value), 0);
        assertArrayEquals(field.fromBigInteger(value.modInverse(field.modulus())), out);
      }
      inverter.invert(out, 0, new long[4], 0);
      assertArrayEquals(new long[4], out);
    }
  }
}
