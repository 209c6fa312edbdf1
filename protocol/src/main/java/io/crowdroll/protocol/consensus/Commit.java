package io.crowdroll.protocol.consensus;

import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.ValidatorBits;
import java.util.List;

/**
 * Shows to anybody that a value is final: precommits of more than 2/3 of stake in one round.
 *
 * @param precommits for the value, by index of their validators
 * @param beacon the proof of R_h, as {@link Randomness} has it
 */
public record Commit(
    long fork, long height, int round, Hash256 value, List<Ballot> precommits, byte[] beacon) {
  public Commit {
    precommits = List.copyOf(precommits);
  }

  /** Those of its validators that attest that they serve witnesses (PROTOCOL.md §4). */
  public ValidatorBits attested() {
    ValidatorBits bits = ValidatorBits.NONE;
    for (Ballot ballot : precommits) {
      if (ballot.statement().attests()) {
        bits = bits.with(ballot.statement().validator());
      }
    }
    return bits;
  }

  /**
   * Whether it makes its value final: each precommit is of another of the electors, for this value
   * and round, and signed, and together they have more than 2/3 of stake.
   */
  public boolean holds(Electors electors, Signatures signatures) {
    long stake = 0;
    int last = -1;
    for (Ballot ballot : precommits) {
      Statement it = ballot.statement();
      boolean counts =
          it.type() == Statement.Type.PRECOMMIT
              && it.isWellFormed()
              && it.fork() == fork
              && it.height() == height
              && it.round() == round
              && value.equals(it.value())
              && it.validator() > last
              && signatures.verify(it, ballot.signature());
      if (!counts) {
        return false;
      }
      last = it.validator();
      stake += electors.stake(last);
    }
    return electors.isQuorum(stake);
  }
}
