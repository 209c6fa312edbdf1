package io.crowdroll.sim.kernel;

/**
 * Philox4x64-10, the counter-based generator of Salmon, Moraes, Dror and Shaw ("Parallel random
 * numbers: as easy as 1, 2, 3", SC 2011): a bijection of 256-bit counters under a 128-bit key whose
 * outputs pass BigCrush. Checked against the known-answer vectors of Random123.
 */
final class Philox {

  private static final int ROUNDS = 10;
  private static final long MULTIPLIER_0 = 0xd2e7470ee14c6c93L;
  private static final long MULTIPLIER_1 = 0xca5a826395121157L;
  private static final long WEYL_0 = 0x9e3779b97f4a7c15L;
  private static final long WEYL_1 = 0xbb67ae8584caa73bL;

  private Philox() {}

  record Block(long word0, long word1, long word2, long word3) {
    long word(int lane) {
      return switch (lane) {
        case 0 -> word0;
        case 1 -> word1;
        case 2 -> word2;
        default -> word3;
      };
    }
  }

  static Block block(long c0, long c1, long c2, long c3, long key0, long key1) {
    for (int round = 0; round < ROUNDS; round++) {
      long high0 = Math.unsignedMultiplyHigh(MULTIPLIER_0, c0);
      long low0 = MULTIPLIER_0 * c0;
      long high1 = Math.unsignedMultiplyHigh(MULTIPLIER_1, c2);
      long low1 = MULTIPLIER_1 * c2;
      c0 = high1 ^ c1 ^ key0;
      c1 = low1;
      c2 = high0 ^ c3 ^ key1;
      c3 = low0;
      key0 += WEYL_0;
      key1 += WEYL_1;
    }
    return new Block(c0, c1, c2, c3);
  }
}
