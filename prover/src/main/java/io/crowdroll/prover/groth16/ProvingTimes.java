package io.crowdroll.prover.groth16;

/**
 * Where the time of a proof went, nanoseconds of elapsed time, one part after the other.
 *
 * @param rows the products of the matrices A and B with the witness
 * @param fft the quotient polynomial: seven transforms
 * @param msmA the sum over A
 * @param msmB the sum over B in G2
 * @param msmC the sum over C
 * @param msmH the sum over H
 * @param blinding putting the points together
 * @param check verification of the finished proof
 */
public record ProvingTimes(
    long rows, long fft, long msmA, long msmB, long msmC, long msmH, long blinding, long check) {
  static final ProvingTimes NONE = new ProvingTimes(0, 0, 0, 0, 0, 0, 0, 0);

  ProvingTimes withCheck(long nanos) {
    return new ProvingTimes(rows, fft, msmA, msmB, msmC, msmH, blinding, nanos);
  }

  /** All parts together. */
  public long total() {
    return rows + fft + msmA + msmB + msmC + msmH + blinding + check;
  }
}
