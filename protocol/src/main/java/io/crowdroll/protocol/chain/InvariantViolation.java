package io.crowdroll.protocol.chain;

/**
 * An impossible state: the run stops and prints both sides (PROTOCOL.md §9). Never thrown for bad
 * input.
 */
public final class InvariantViolation extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String invariant;

  /**
   * @param invariant its name, I1 to I10
   * @param expected what must hold
   * @param found what was found
   */
  public InvariantViolation(String invariant, String expected, String found) {
    super(invariant + ": expected " + expected + ", found " + found);
    this.invariant = invariant;
  }

  public String invariant() {
    return invariant;
  }
}
