package io.crowdroll.prover.bench;

import io.crowdroll.prover.curve.FixedBase;
import io.crowdroll.prover.curve.Msm;
import io.crowdroll.prover.curve.Workspace;
import io.crowdroll.prover.field.BlockField;
import io.crowdroll.prover.field.Kernels;
import io.crowdroll.prover.field.PrimeField;
import io.crowdroll.prover.poly.Domain;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The prover's kernels. Both paths: fork with {@code -jvmArgsAppend -Dcrowdroll.kernels=scalar} for
 * the scalar one; allocation: {@code -prof gc}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "-Xmx4g"})
public class KernelBench {
  private static final int BLOCKS = 256;

  private static long[] scalars(int n, int seed) {
    Random random = new Random(seed);
    long[] out = new long[4 * n];
    for (int k = 0; k < out.length; k++) {
      out[k] = k % 4 == 3 ? random.nextLong() >>> 3 : random.nextLong();
    }
    return out;
  }

  /** 1,024 elements of Fq. */
  @State(Scope.Thread)
  public static class Field {
    final BlockField field = Kernels.of(PrimeField.FQ);
    final long[] a = new long[BLOCKS * field.longs()];
    final long[] b = a.clone();

    @Setup
    public void fill() {
      field.load(a, 0, scalars(4 * BLOCKS, 1), 0, BLOCKS);
      field.load(b, 0, scalars(4 * BLOCKS, 2), 0, BLOCKS);
    }
  }

  /** Nanoseconds a multiplication. */
  @Benchmark
  @OutputTimeUnit(TimeUnit.NANOSECONDS)
  @OperationsPerInvocation(4 * BLOCKS)
  public void multiplication(Field s) {
    s.field.mul(s.a, 0, s.a, 0, s.b, 0, BLOCKS);
  }

  /** A pool of two threads. */
  @State(Scope.Benchmark)
  public static class Threads {
    final ForkJoinPool pool = new ForkJoinPool(2);

    @TearDown(Level.Trial)
    public void close() {
      pool.close();
    }
  }

  /** Random multiples of the generator, random scalars. */
  @State(Scope.Benchmark)
  public static class Sum {
    @Param({"16", "18"})
    int log2;

    @Param({"1", "2"})
    int group;

    Msm msm;
    long[] scalars;
    final Workspace workspace = new Workspace();
    final long[] out = new long[16];

    @Setup
    public void make(Threads threads) {
      int n = 1 << log2;
      FixedBase base = group == 1 ? FixedBase.g1(generator1()) : FixedBase.g2(generator2());
      MemorySegment points = MemorySegment.ofArray(new long[n * 8 * group]);
      base.multiply(points, scalars(n, 3), 0, n, threads.pool);
      msm = group == 1 ? Msm.g1(points, n, threads.pool) : Msm.g2(points, n, threads.pool);
      scalars = scalars(n, 4);
    }
  }

  @Benchmark
  public void msm(Sum s, Threads threads) {
    s.msm.multiply(s.out, 0, s.scalars, 0, s.workspace, threads.pool);
  }

  /** Random values. */
  @State(Scope.Benchmark)
  public static class Transform {
    @Param({"16", "20"})
    int log2;

    Domain domain;
    long[] values;

    @Setup
    public void make() {
      domain = Domain.ofSize(log2);
      values = scalars(domain.size(), 5);
    }
  }

  @Benchmark
  public void fft(Transform t, Threads threads) {
    t.domain.forward(t.values, threads.pool);
  }

  private static long[] generator1() {
    long[] out = new long[8];
    System.arraycopy(PrimeField.FQ.fromBigInteger(BigInteger.ONE), 0, out, 0, 4);
    System.arraycopy(PrimeField.FQ.fromBigInteger(BigInteger.TWO), 0, out, 4, 4);
    return out;
  }

  private static long[] generator2() {
    String[] coordinates = {
      "10857046999023057135944570762232829481370756359578518086990519993285655852781",
      "11559732032986387107991004021392285783925812861821192530917403151452391805634",
      "8495653923123431417604973247489272438418190587263600148770280649306958101930",
      "4082367875863433681332203403145435568316851327593401208105741076214120093531",
    };
    long[] out = new long[16];
    for (int k = 0; k < 4; k++) {
      BigInteger value = new BigInteger(coordinates[k]);
      System.arraycopy(PrimeField.FQ.fromBigInteger(value), 0, out, 4 * k, 4);
    }
    return out;
  }
}
