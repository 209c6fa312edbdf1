package io.crowdroll.prover.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdroll.prover.circuit.Compiled;
import io.crowdroll.prover.field.PrimeField;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BenchCircuitsTest {
  @Test
  void denseFillsItsDomainWithFullSizeWires() {
    Compiled dense = DenseCircuit.filling(10).compile();
    assertEquals(1024, dense.r1cs().constraints() + dense.r1cs().publicSignals() + 1);
    long[] witness = dense.solve(DenseCircuit.inputs(dense, 1));
    for (int w = 1; w < dense.r1cs().wires(); w++) {
      assertTrue(PrimeField.load(witness, 4 * w).bitLength() > 200);
    }
    BigInteger x = new BigInteger(256, new Random(1));
    BigInteger r = PrimeField.FR.modulus();
    assertEquals(
        x.modPow(BigInteger.TWO.pow(1022), r), PrimeField.load(dense.publicSignals(witness), 0));
  }

  @Test
  void merkleHasTheShapeItSays() {
    Compiled merkle = new MerkleCircuit().compile();
    assertEquals(31_783, merkle.r1cs().constraints());
    long[] witness = merkle.solve(MerkleCircuit.inputs(merkle, 1));
    assertEquals(1, merkle.r1cs().publicSignals());
    int bits = 0;
    for (int w = 1; w < merkle.r1cs().wires(); w++) {
      bits += PrimeField.load(witness, 4 * w).bitLength() <= 1 ? 1 : 0;
    }
    assertTrue(bits > merkle.r1cs().wires() / 2);
  }
}
