package io.crowdroll.sim.scenario;

/**
 * One kind of transaction in the mix.
 *
 * @param share of the arrivals, in [0, 1]; all shares sum to 1
 * @param gas execution gas
 * @param units proof units: those of {@code kind}, or of the call
 * @param value what is moved, withdrawn or bonded
 */
public record TransactionClass(
    String name, Kind kind, double share, long gas, int units, AmountLaw value) {

  /** What the transaction does. */
  public enum Kind {
    TRANSFER,
    WITHDRAW,
    BOND,
    CALL
  }
}
