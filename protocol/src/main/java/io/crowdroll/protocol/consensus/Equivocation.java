package io.crowdroll.protocol.consensus;

/**
 * Evidence against a validator (PROTOCOL.md §2, §8): it has signed two different statements of
 * equal fork, height, round and type. Anybody can check it, and only the holder of the key can
 * cause it.
 */
public record Equivocation(Ballot first, Ballot second) {

  /** Index of the offender. */
  public int validator() {
    return first.statement().validator();
  }

  /** Whether it proves what it says. */
  public boolean holds(Signatures signatures) {
    return first.statement().isWellFormed()
        && second.statement().isWellFormed()
        && first.statement().contradicts(second.statement())
        && signatures.verify(first.statement(), first.signature())
        && signatures.verify(second.statement(), second.signature());
  }
}
