package io.crowdroll.prover.snarkjs;

import io.crowdroll.prover.circuit.R1cs;
import io.crowdroll.prover.curve.FixedBase;
import io.crowdroll.prover.field.PrimeField;
import io.crowdroll.prover.groth16.PowersOfTau;
import io.crowdroll.prover.groth16.Proof;
import io.crowdroll.prover.groth16.ProvingKey;
import io.crowdroll.prover.groth16.VerifyingKey;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;

/** Small well-formed contents for each kind of file: true points and numbers, chosen at random. */
final class Samples {
  private static final PrimeField FQ = PrimeField.FQ;
  private static final long[] G1 = point("1", "2");
  private static final long[] G2 =
      point(
          "10857046999023057135944570762232829481370756359578518086990519993285655852781",
          "11559732032986387107991004021392285783925812861821192530917403151452391805634",
          "8495653923123431417604973247489272438418190587263600148770280649306958101930",
          "4082367875863433681332203403145435568316851327593401208105741076214120093531");

  private final SplittableRandom random = new SplittableRandom(7);

  private static long[] point(String... coordinates) {
    return Arrays.stream(coordinates)
        .flatMapToLong(c -> Arrays.stream(FQ.fromBigInteger(new BigInteger(c))))
        .toArray();
  }

  /** Random numbers below r, 4 longs each; the first is 1. */
  long[] witness(int wires) {
    long[] witness = new long[4 * wires];
    for (int i = 0; i < wires; i++) {
      byte[] bytes = new byte[32];
      random.nextBytes(bytes);
      PrimeField.store(
          i == 0 ? BigInteger.ONE : new BigInteger(1, bytes).mod(PrimeField.FR.modulus()),
          witness,
          4 * i);
    }
    return witness;
  }

  private MemorySegment points(FixedBase base, int n, int bytes) {
    MemorySegment out = MemorySegment.ofArray(new long[n * bytes / 8]);
    base.multiply(out, witness(n), 0, n, ForkJoinPool.commonPool());
    return out;
  }

  private MemorySegment g1(int n) {
    return points(FixedBase.g1(G1), n, 64);
  }

  private MemorySegment g2(int n) {
    return points(FixedBase.g2(G2), n, 128);
  }

  private static long[] longs(MemorySegment segment) {
    return segment.toArray(ValueLayout.JAVA_LONG);
  }

  VerifyingKey verifyingKey(int nPublic) {
    return new VerifyingKey(
        nPublic, longs(g1(1)), longs(g2(1)), G2, longs(g2(1)), longs(g1(nPublic + 1)));
  }

  Proof proof() {
    return new Proof(longs(g1(1)), longs(g2(1)), longs(g1(1)));
  }

  /** x · y = z, y · z = out; 5 wires, 1 output, 1 public input. */
  static R1cs r1cs() {
    PrimeField fr = PrimeField.FR;
    long[] one = fr.one();
    long[] minusTwo = fr.fromBigInteger(BigInteger.TWO.negate());
    long[] both = Arrays.copyOf(one, 8);
    System.arraycopy(minusTwo, 0, both, 4, 4);
    R1cs.Matrix a = new R1cs.Matrix(new int[] {0, 1, 3}, new int[] {2, 0, 3}, join(one, both));
    R1cs.Matrix b = new R1cs.Matrix(new int[] {0, 1, 2}, new int[] {3, 4}, join(one, one));
    R1cs.Matrix c = new R1cs.Matrix(new int[] {0, 1, 1}, new int[] {4}, one);
    return new R1cs(5, 1, 1, 1, a, b, c);
  }

  private static long[] join(long[]... parts) {
    return Arrays.stream(parts).flatMapToLong(Arrays::stream).toArray();
  }

  ProvingKey provingKey() {
    int wires = 5;
    int nPublic = 2;
    int domain = 8;
    int entries = 3;
    MemorySegment coefficients = MemorySegment.ofArray(new byte[44 * entries]);
    long[] values = witness(entries);
    for (int i = 0; i < entries; i++) {
      coefficients.set(SectionFile.U32, 44L * i, i & 1);
      coefficients.set(SectionFile.U32, 44L * i + 4, i);
      coefficients.set(SectionFile.U32, 44L * i + 8, i + 1);
      MemorySegment.copy(values, 4 * i, coefficients, SectionFile.U64, 44L * i + 12, 4);
    }
    return new ProvingKey(
        wires,
        nPublic,
        domain,
        verifyingKey(nPublic),
        longs(g1(1)),
        longs(g1(1)),
        coefficients,
        g1(wires),
        g1(wires),
        g2(wires),
        g1(wires - nPublic - 1),
        g1(domain),
        new byte[68]);
  }

  PowersOfTau powersOfTau(boolean prepared) {
    int power = 1;
    return new PowersOfTau(
        power,
        power,
        g1(3),
        g2(2),
        g1(2),
        g1(2),
        g2(1),
        prepared ? new PowersOfTau.Lagrange(g1(7), g2(3), g1(3), g1(3)) : null,
        new byte[4]);
  }

  /** How a format is written. */
  interface Writer {
    void write(Path file) throws IOException;
  }

  /** The bytes of a file that is written. */
  static byte[] bytes(Writer writer) throws IOException {
    Path file = Files.createTempFile("sample-", ".bin");
    try {
      writer.write(file);
      return Files.readAllBytes(file);
    } finally {
      Files.delete(file);
    }
  }
}
