package io.crowdroll.prover.groth16;

import static io.crowdroll.prover.field.PrimeField.FR;
import static io.crowdroll.prover.field.PrimeField.LIMBS;

import io.crowdroll.prover.circuit.R1cs;
import io.crowdroll.prover.curve.Curve;
import io.crowdroll.prover.curve.Jacobian;
import io.crowdroll.prover.curve.MultiScalar;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;

/**
 * Makes the first key of a phase 2 from powers of tau: γ and δ are the generators, no secret is
 * involved, so everyone gets the same key and can check it. Nobody must rely on it before others
 * have contributed to δ ({@link Ceremony}).
 */
public final class PowersSetup {
  private static final ValueLayout.OfLong U64 =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /** Wires that a thread takes at a time. */
  private static final int CHUNK = 256;

  private static final long[] ONE = FR.one();
  private static final long[] MINUS_ONE = minusOne();

  private PowersSetup() {}

  private static long[] minusOne() {
    long[] out = new long[LIMBS];
    FR.negate(out, 0, FR.one(), 0);
    return out;
  }

  /**
   * The key of a circuit before any contribution.
   *
   * @param powers prepared for phase 2, of at least the circuit's domain
   * @param arena owner of the key's memory: the key is of use as long as it is open
   * @throws IllegalArgumentException if the powers are too few or not prepared, or a public signal
   *     would be free
   */
  public static ProvingKey start(R1cs r1cs, PowersOfTau powers, Arena arena, ForkJoinPool pool) {
    KeyFrame frame = KeyFrame.of(r1cs);
    int k = frame.log2Domain();
    if (powers.power() < k) {
      throw new IllegalArgumentException(
          "powers of tau up to 2^" + powers.power() + ", the circuit needs 2^" + k);
    }
    if (powers.lagrange() == null) {
      throw new IllegalArgumentException("powers of tau are not prepared for phase 2");
    }
    PowersOfTau.Lagrange bases = powers.lagrange();
    MemorySegment tau = PowersOfTau.Lagrange.basis(bases.tauG1(), k, 64);
    MemorySegment tau2 = PowersOfTau.Lagrange.basis(bases.tauG2(), k, 128);
    MemorySegment alphaTau = PowersOfTau.Lagrange.basis(bases.alphaTauG1(), k, 64);
    MemorySegment betaTau = PowersOfTau.Lagrange.basis(bases.betaTauG1(), k, 64);
    int wires = r1cs.wires();
    int first = frame.nPublic() + 1;
    Columns a = Columns.of(r1cs.a(), wires, frame);
    Columns b = Columns.of(r1cs.b(), wires, null);
    Columns c = Columns.of(r1cs.c(), wires, null);
    MemorySegment mixed =
        sums(
            Curve.G1,
            wires,
            arena,
            pool,
            new Term(a, betaTau),
            new Term(b, alphaTau),
            new Term(c, tau));
    MemorySegment h = arena.allocate((long) frame.domainSize() * 64, 8);
    MemorySegment doubled = PowersOfTau.Lagrange.basis(bases.tauG1(), k + 1, 64);
    for (long i = 0; i < frame.domainSize(); i++) {
      MemorySegment.copy(doubled, (2 * i + 1) * 64, h, i * 64, 64);
    }
    VerifyingKey key =
        new VerifyingKey(
            frame.nPublic(),
            longs(powers.alphaTauG1(), 8),
            longs(powers.betaG2(), 16),
            Curve.G2.generator().clone(),
            Curve.G2.generator().clone(),
            KeyFrame.requireFinite(longs(mixed, 8 * first)));
    ProvingKey made =
        new ProvingKey(
            wires,
            frame.nPublic(),
            frame.domainSize(),
            key,
            longs(powers.betaTauG1(), 8),
            Curve.G1.generator().clone(),
            frame.coefficients(arena, pool),
            sums(Curve.G1, wires, arena, pool, new Term(a, tau)),
            sums(Curve.G1, wires, arena, pool, new Term(b, tau)),
            sums(Curve.G2, wires, arena, pool, new Term(b, tau2)),
            mixed.asSlice(64L * first),
            h,
            new byte[Transcript.HASH + 4]);
    return made.withTranscript(new Transcript(CircuitHash.of(made, powers), List.of()).encode());
  }

  private static long[] longs(MemorySegment points, int count) {
    return points.asSlice(0, 8L * count).toArray(U64);
  }

  /** A matrix and the points that its rows are summed over. */
  private record Term(Columns columns, MemorySegment points) {}

  /** A sparse matrix by columns: the rows and coefficients of each wire. */
  private record Columns(int[] start, int[] row, long[] coefficient) {

    /** With the rows of the public signals where a frame is given. */
    static Columns of(R1cs.Matrix matrix, int wires, KeyFrame publicRows) {
      int extra = publicRows == null ? 0 : publicRows.nPublic() + 1;
      int[] start = new int[wires + 1];
      for (int wire : matrix.wire()) {
        start[wire + 1]++;
      }
      for (int s = 0; s < extra; s++) {
        start[s + 1]++;
      }
      for (int w = 0; w < wires; w++) {
        start[w + 1] += start[w];
      }
      int[] next = Arrays.copyOf(start, wires);
      int[] row = new int[start[wires]];
      long[] coefficient = new long[row.length * LIMBS];
      for (int r = 0; r < matrix.rows(); r++) {
        for (int k = matrix.rowStart()[r]; k < matrix.rowStart()[r + 1]; k++) {
          int at = next[matrix.wire()[k]]++;
          row[at] = r;
          System.arraycopy(matrix.coefficient(), k * LIMBS, coefficient, at * LIMBS, LIMBS);
        }
      }
      for (int s = 0; s < extra; s++) {
        int at = next[s]++;
        row[at] = publicRows.publicRow(s);
        System.arraycopy(ONE, 0, coefficient, at * LIMBS, LIMBS);
      }
      return new Columns(start, row, coefficient);
    }
  }

  // for each wire the sum of its terms
  private static MemorySegment sums(
      Curve curve, int wires, Arena arena, ForkJoinPool pool, Term... terms) {
    long bytes = 8L * curve.longs();
    MemorySegment out = arena.allocate(wires * bytes, 8);
    int chunks = (wires + CHUNK - 1) / CHUNK;
    pool.submit(
            () ->
                IntStream.range(0, chunks)
                    .parallel()
                    .forEach(
                        chunk -> {
                          int from = chunk * CHUNK;
                          int to = Math.min(wires, from + CHUNK);
                          Jacobian[] sums = new Jacobian[to - from];
                          for (int w = from; w < to; w++) {
                            sums[w - from] = sum(curve, w, terms);
                          }
                          long[] affine = new long[sums.length * curve.longs()];
                          Jacobian.toAffine(sums, affine, 0);
                          MemorySegment.copy(affine, 0, out, U64, from * bytes, affine.length);
                        }))
        .join();
    return out;
  }

  private static Jacobian sum(Curve curve, int wire, Term... terms) {
    int longs = curve.longs();
    int count = 0;
    for (Term term : terms) {
      count += term.columns.start[wire + 1] - term.columns.start[wire];
    }
    Jacobian sum = new Jacobian(curve);
    long[] points = new long[count * longs];
    long[] scalars = new long[count * LIMBS];
    int n = 0; // coefficients other than ±1
    for (Term term : terms) {
      for (int k = term.columns.start[wire]; k < term.columns.start[wire + 1]; k++) {
        long source = 8L * longs * term.columns.row[k];
        MemorySegment.copy(term.points, U64, source, points, n * longs, longs);
        long[] coefficient = term.columns.coefficient;
        if (FR.equal(coefficient, k * LIMBS, ONE, 0)) {
          sum.add(points, n * longs);
        } else if (FR.equal(coefficient, k * LIMBS, MINUS_ONE, 0)) {
          sum.add(points, n * longs, true);
        } else {
          FR.toPlain(scalars, n * LIMBS, coefficient, k * LIMBS);
          n++;
        }
      }
    }
    if (n > 0) {
      Jacobian rest = new Jacobian(curve);
      new MultiScalar(curve, points, n).sum(rest, scalars, 0);
      sum.add(rest);
    }
    return sum;
  }
}
