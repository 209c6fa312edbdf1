package io.crowdroll.protocol.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DrawTest {
  private static final Hash256 BEACON = new Hash256(1, 2, 3, 4);

  private final Draw draw = new Draw();

  /** χ² of n cells has mean n − 1 and variance 2 (n − 1); |z| < 4. */
  @Test
  void isUniform() {
    int draws = 60_000;
    for (int cells : new int[] {2, 3, 7, 100, 257}) {
      long[] counts = new long[cells];
      for (int i = 0; i < draws; i++) {
        counts[(int) draw.uniform(BEACON, new Hash256(0, 0, cells, i), 0, cells)]++;
      }
      double expected = (double) draws / cells;
      double chiSquare = 0;
      for (long count : counts) {
        chiSquare += (count - expected) * (count - expected) / expected;
      }
      double z = (chiSquare - (cells - 1)) / StrictMath.sqrt(2.0 * (cells - 1));
      assertThat(z).as("%d cells", cells).isBetween(-4.0, 4.0);
    }
  }

  /** At 3/4 of 2^63 a modulo would fall on the lower third twice as often as on the others. */
  @Test
  void hasNoModuloBias() {
    long bound = 3L << 61;
    int draws = 30_000;
    int low = 0;
    for (int i = 0; i < draws; i++) {
      if (draw.uniform(BEACON, new Hash256(0, 0, 0, i), 0, bound) < bound / 3) {
        low++;
      }
    }
    double sigma = StrictMath.sqrt(2.0 / 9 / draws);
    assertThat((double) low / draws).isCloseTo(1.0 / 3, within(4 * sigma));
  }

  @Test
  void takesTheFirstWordBelowTheBound() {
    Keccak256 keccak = new Keccak256();
    Generator some = new Generator(6);
    long[] words = new long[4];
    for (int i = 0; i < 5_000; i++) {
      Hash256 task = new Hash256(some.anyLong(), 0, 0, i);
      long bound = Math.max(1, some.natural());
      int bits = Long.SIZE - Long.numberOfLeadingZeros(bound - 1);
      keccak.putHash(BEACON).putHash(task).putInt(i).digestInto(words, 0);
      long expected = -1;
      while (expected < 0) {
        for (int word = 0; word < 4 && expected < 0; word++) {
          long candidate = bits == 0 ? 0 : words[word] >>> Long.SIZE - bits;
          expected = candidate < bound ? candidate : -1;
        }
        for (long word : words) {
          keccak.putLong(word);
        }
        keccak.digestInto(words, 0);
      }
      assertThat(draw.uniform(BEACON, task, i, bound)).isEqualTo(expected);
    }
  }

  @Test
  void dependsOnBeaconTaskAndNumberOnly() {
    Hash256 task = new Hash256(9, 9, 9, 9);
    long once = draw.uniform(BEACON, task, 3, 1L << 40);
    assertThat(new Draw().uniform(BEACON, task, 3, 1L << 40)).isEqualTo(once);
    assertThat(draw.uniform(BEACON, task, 4, 1L << 40)).isNotEqualTo(once);
    assertThat(draw.uniform(task, BEACON, 3, 1L << 40)).isNotEqualTo(once);
  }
}
