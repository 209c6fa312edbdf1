package io.crowdroll.prover.circuit;

/**
 * Computes values that the circuit then has to constrain: nothing ties a hint's outputs to its
 * inputs but constraints. It must be a pure function, as a witness may be computed more than once.
 */
@FunctionalInterface
public interface Hint {
  /**
   * Computes all outputs.
   *
   * @param in plain numbers in [0, r), 4 longs each, least significant first
   * @param out the same for the outputs, zero on entry; values at or above r are an error
   */
  void compute(long[] in, long[] out);
}
