package io.crowdroll.sim.scenario;

/**
 * What Byzantine validators do in consensus.
 *
 * @param kind what they do
 * @param share about this share of stake does it, in [0, 1]
 */
public record Misconduct(Kind kind, double share) {

  /** How a validator deviates. */
  public enum Kind {
    NONE,
    /** It proposes nothing, and votes. */
    SILENT,
    /** It proposes two blocks, and votes for both, each before the eyes of another half. */
    EQUIVOCATING,
    /** It accuses an honest one of two votes, with votes that it has signed itself. */
    SLANDERING
  }
}
