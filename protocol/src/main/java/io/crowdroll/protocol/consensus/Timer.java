package io.crowdroll.protocol.consensus;

/** A timer of a round; it means nothing once the round is over. */
public record Timer(Kind kind, long fork, long height, int round) {

  /** What it waits for. */
  public enum Kind {
    /** The slot begins. */
    START,
    /** No proposal came. */
    PROPOSE,
    /** Prevotes of more than 2/3 of stake differ. */
    PREVOTE,
    /** Precommits of more than 2/3 of stake differ. */
    PRECOMMIT,
    /** The round does not end: messages are missing. */
    STALL
  }
}
