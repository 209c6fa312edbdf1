package io.crowdroll.prover.field;

/**
 * Which arithmetic runs. The vector path needs the module {@code jdk.incubator.vector} ({@code
 * --add-modules jdk.incubator.vector}); without it, or with {@code -Dcrowdroll.kernels=scalar}, the
 * scalar path gives the same results, slower.
 */
public final class Kernels {
  /** System property: {@code scalar} forces the scalar path; read once, at the first use. */
  public static final String PROPERTY = "crowdroll.kernels";

  private static final boolean VECTOR = available();
  private static final int WARM_UP_ROUNDS = 1_500;

  private Kernels() {}

  // Only VectorBlocks refers to the module's classes, and it is loaded only if the module is there.
  private static boolean available() {
    return !"scalar".equals(System.getProperty(PROPERTY))
        && ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
  }

  /** {@code vector} or {@code scalar}: the path that this process runs. */
  public static String path() {
    return VECTOR ? "vector" : "scalar";
  }

  /**
   * Runs the operations that sums of points are made of until the compiler has noticed them. For a
   * process that makes one proof: a thread of its own does this while files are read, so that the
   * vector code, which is slow before it is compiled, is met ready.
   */
  public static void warmUp() {
    BlockField field = of(PrimeField.FQ);
    int n = field.longs();
    long[] a = new long[3 * n];
    int[] offset = new int[BlockField.LANES];
    long[] sign = new long[BlockField.LANES];
    field.one(a, n);
    field.one(a, 2 * n);
    for (int round = 0; round < WARM_UP_ROUNDS; round++) {
      field.mul(a, 0, a, n, a, 2 * n, 1);
    }
    for (int round = 0; round < WARM_UP_ROUNDS; round++) {
      field.mulDifference(a, 0, a, n, a, 2 * n, a, n);
    }
    for (int round = 0; round < WARM_UP_ROUNDS; round++) {
      field.sub(a, 0, a, n, a, 2 * n, 1);
      field.add(a, 0, a, n, a, 2 * n, 1);
      field.subTwo(a, 0, a, n, a, 2 * n, a, n);
      field.gather(a, 0, n, PrimeField.FQ.one(), 0, offset, 0, 1);
      field.gatherSigned(a, 0, n, PrimeField.FQ.one(), 0, offset, sign, 0, 1);
    }
  }

  /** A fresh instance for the prime field, of the path that this process runs. */
  public static BlockField of(PrimeField field) {
    return VECTOR ? new VectorBlocks(field) : new ScalarBlocks(field);
  }

  /** A fresh instance for Fq2 = Fq[u] / (u² + 1), of the path that this process runs. */
  public static BlockField fq2() {
    return new QuadraticBlocks(of(PrimeField.FQ));
  }
}
