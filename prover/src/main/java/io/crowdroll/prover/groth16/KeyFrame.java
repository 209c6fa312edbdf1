package io.crowdroll.prover.groth16;

import io.crowdroll.prover.circuit.R1cs;
import io.crowdroll.prover.field.PrimeField;
import io.crowdroll.prover.field.Workers;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.concurrent.ForkJoinPool;

/**
 * What a key has of its circuit alone, before any secret: its domain, and the matrices A and B as
 * the prover reads them. To the constraints A gets a row more for each s = 0 … nPublic with signal
 * s alone, as in snarkjs: without it a public input that no constraint uses would be free, and any
 * value of it would verify.
 */
record KeyFrame(R1cs r1cs, int log2Domain) {
  private static final ValueLayout.OfLong U64 =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt U32 =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /** Rows that a thread writes at a time. */
  private static final int ROWS = 1 << 12;

  /**
   * @throws IllegalArgumentException if the circuit has more rows than the largest domain
   */
  static KeyFrame of(R1cs r1cs) {
    long rows = (long) r1cs.constraints() + r1cs.publicSignals() + 1;
    if (rows > ProvingKey.MAX_DOMAIN) {
      throw new IllegalArgumentException(
          rows + " rows, the largest domain has " + ProvingKey.MAX_DOMAIN);
    }
    return new KeyFrame(r1cs, 64 - Long.numberOfLeadingZeros(rows - 1));
  }

  int domainSize() {
    return 1 << log2Domain;
  }

  int nPublic() {
    return r1cs.publicSignals();
  }

  /** Row of A that holds public signal s alone. */
  int publicRow(int s) {
    return r1cs.constraints() + s;
  }

  /** Section 4 of a .zkey without its count. */
  MemorySegment coefficients(Arena arena, ForkJoinPool pool) {
    long terms = (long) r1cs.a().terms() + r1cs.b().terms();
    MemorySegment out = arena.allocate((terms + nPublic() + 1) * ProvingKey.ENTRY_BYTES, 8);
    int rows = r1cs.constraints();
    Workers.run(
        pool,
        (rows + ROWS - 1) / ROWS,
        (worker, task) -> put(out, task * ROWS, Math.min(rows, (task + 1) * ROWS)));
    long[] value = new long[PrimeField.LIMBS];
    PrimeField.FR.fromPlain(value, 0, PrimeField.FR.one(), 0);
    long at = terms * ProvingKey.ENTRY_BYTES;
    for (int s = 0; s <= nPublic(); s++) {
      at = put(out, at, 0, publicRow(s), s, value);
    }
    return out;
  }

  private void put(MemorySegment out, int from, int to) {
    long[] value = new long[PrimeField.LIMBS];
    long before = (long) r1cs.a().rowStart()[from] + r1cs.b().rowStart()[from];
    long at = before * ProvingKey.ENTRY_BYTES;
    for (int row = from; row < to; row++) {
      for (int matrix = 0; matrix < 2; matrix++) {
        R1cs.Matrix terms = matrix == 0 ? r1cs.a() : r1cs.b();
        for (int k = terms.rowStart()[row]; k < terms.rowStart()[row + 1]; k++) {
          // Montgomery form once more
          PrimeField.FR.fromPlain(value, 0, terms.coefficient(), k * PrimeField.LIMBS);
          at = put(out, at, matrix, row, terms.wire()[k], value);
        }
      }
    }
  }

  private static long put(MemorySegment out, long at, int matrix, int row, int wire, long[] value) {
    out.set(U32, at, matrix);
    out.set(U32, at + 4, row);
    out.set(U32, at + 8, wire);
    MemorySegment.copy(value, 0, out, U64, at + 12, PrimeField.LIMBS);
    return at + ProvingKey.ENTRY_BYTES;
  }

  /**
   * The points of the public signals.
   *
   * @throws IllegalArgumentException if one is infinity: its signal would not be bound
   */
  static long[] requireFinite(long[] ic) {
    for (int i = 0; i < ic.length; i += 8) {
      boolean infinity = true;
      for (int k = 0; k < 8; k++) {
        infinity &= ic[i + k] == 0;
      }
      if (infinity) {
        throw new IllegalArgumentException(
            "public signal " + i / 8 + " does not occur in the key: any value would verify");
      }
    }
    return ic;
  }
}
