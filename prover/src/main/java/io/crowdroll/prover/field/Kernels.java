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

  /** A fresh instance for the prime field, of the path that this process runs. */
  public static BlockField of(PrimeField field) {
    return VECTOR ? new VectorBlocks(field) : new ScalarBlocks(field);
  }

  /** A fresh instance for Fq2 = Fq[u] / (u² + 1), of the path that this process runs. */
  public static BlockField fq2() {
    return new QuadraticBlocks(of(PrimeField.FQ));
  }
}
