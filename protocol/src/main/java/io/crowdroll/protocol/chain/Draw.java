package io.crowdroll.protocol.chain;

/**
 * The public draw (PROTOCOL.md §4): seeded with keccak(R_h ‖ taskId ‖ draw), exact, the same on
 * every node.
 */
public final class Draw {
  private final Keccak256 keccak = new Keccak256();
  private final long[] words = new long[4];

  /**
   * A uniform number in 0 … bound − 1, without modulo bias: the seed's words are cut to the bound's
   * bit length and the first one below it is taken; where none is, the seed is hashed on.
   */
  public long uniform(Hash256 beacon, Hash256 task, int draw, long bound) {
    keccak.putHash(beacon).putHash(task).putInt(draw).digestInto(words, 0);
    int shift = Long.numberOfLeadingZeros(bound - 1);
    while (true) {
      for (long word : words) {
        long candidate = shift == Long.SIZE ? 0 : word >>> shift;
        if (candidate < bound) {
          return candidate;
        }
      }
      for (long word : words) {
        keccak.putLong(word);
      }
      keccak.digestInto(words, 0);
    }
  }
}
