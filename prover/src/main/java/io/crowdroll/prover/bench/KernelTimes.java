package io.crowdroll.prover.bench;

import io.crowdroll.prover.curve.Curve;
import io.crowdroll.prover.curve.FixedBase;
import io.crowdroll.prover.curve.Msm;
import io.crowdroll.prover.curve.Workspace;
import io.crowdroll.prover.field.BlockField;
import io.crowdroll.prover.field.Kernels;
import io.crowdroll.prover.field.PrimeField;
import io.crowdroll.prover.poly.Domain;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Consumer;

/**
 * Times the kernels by themselves, on the same tasks as a peer's in {@code prover/bench}: random
 * scalars of full size, points all finite. Each line is a JSON object with the kernel, the threads,
 * the binary logarithm of the size and the seconds of every counted round.
 */
public final class KernelTimes {
  private static final int WARM_UP_ROUNDS = 3;
  private static final int BLOCKS = 250; // a thousand elements
  private static final int REPETITIONS = 1000;

  private final int rounds;
  private final Consumer<String> lines;

  /**
   * @param rounds rounds counted, at least 1, after a few that are not
   * @param lines takes each JSON line as soon as it is known
   */
  public KernelTimes(int rounds, Consumer<String> lines) {
    this.rounds = rounds;
    this.lines = lines;
  }

  /** A million products in Fr, one thread. */
  public void fieldMultiplication() {
    BlockField field = Kernels.of(PrimeField.FR);
    int longs = BLOCKS * field.longs();
    long[] a = new long[longs];
    long[] b = new long[longs];
    long[] c = new long[longs];
    field.load(a, 0, elements(4 * BLOCKS, 1), 0, BLOCKS);
    field.load(b, 0, elements(4 * BLOCKS, 2), 0, BLOCKS);
    time(
        "field multiplication",
        1,
        0,
        () -> {
          for (int i = 0; i < REPETITIONS; i++) {
            field.mul(c, 0, a, 0, b, 0, BLOCKS);
          }
        });
  }

  /**
   * MSMs over G1 and G2 and a transform over Fr of size 2^log, on one thread and on all processors.
   */
  public void ofSize(int log) {
    int n = 1 << log;
    long[] scalars = elements(n, 3);
    try (ForkJoinPool single = new ForkJoinPool(1);
        ForkJoinPool all = new ForkJoinPool(Runtime.getRuntime().availableProcessors())) {
      for (ForkJoinPool pool : new ForkJoinPool[] {single, all}) {
        msm("msm g1", log, points(false, n, pool), scalars, pool);
        msm("msm g2", log, points(true, n, pool), scalars, pool);
        Domain domain = Domain.ofSize(log);
        long[] values = scalars.clone();
        time("fft", pool.getParallelism(), log, () -> domain.forward(values, pool));
      }
    }
  }

  private void msm(String kernel, int log, Msm bases, long[] scalars, ForkJoinPool pool) {
    Workspace workspace = new Workspace();
    long[] sum = new long[16];
    time(
        kernel,
        pool.getParallelism(),
        log,
        () -> bases.multiply(sum, 0, scalars, 0, workspace, pool));
  }

  private static Msm points(boolean overG2, int n, ForkJoinPool pool) {
    int longs = overG2 ? 16 : 8;
    long[] points = new long[n * longs];
    FixedBase generator =
        overG2 ? FixedBase.g2(Curve.G2.generator()) : FixedBase.g1(Curve.G1.generator());
    MemorySegment segment = MemorySegment.ofArray(points);
    generator.multiply(segment, elements(n, 4), 0, n, pool);
    return overG2 ? Msm.g2(segment, n, pool) : Msm.g1(segment, n, pool);
  }

  /** Numbers below the order of the groups, of full size. */
  private static long[] elements(int n, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long[] elements = new long[4 * n];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = i % 4 == 3 ? random.nextLong(PrimeField.FR.p3()) : random.nextLong();
    }
    return elements;
  }

  private void time(String kernel, int threads, int log, Runnable work) {
    for (int i = 0; i < WARM_UP_ROUNDS; i++) {
      work.run();
    }
    double[] seconds = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      long begin = System.nanoTime();
      work.run();
      seconds[i] = (System.nanoTime() - begin) / 1e9;
    }
    lines.accept(
        String.format(
            Locale.ROOT,
            "{\"prover\":\"ours\",\"path\":\"%s\",\"kernel\":\"%s\",\"threads\":%d,\"log\":%d,\"seconds\":%s}",
            Kernels.path(),
            kernel,
            threads,
            log,
            Arrays.toString(seconds)));
  }
}
