package io.crowdroll.protocol.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.chain.Hash256;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyOrderTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void findsWhatASortedMapFinds(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    KeyOrder order = new KeyOrder();
    TreeMap<Hash256, Integer> reference = new TreeMap<>();
    List<Hash256> added = new ArrayList<>();
    for (int k = 0; k < 20_000; k++) {
      long[] key = Worlds.word(random);
      Hash256 number = new Hash256(key[3], key[2], key[1], key[0]);
      var lower = reference.lowerEntry(number);
      assertThat(order.find(key, 0)).isEqualTo(reference.getOrDefault(number, -1));
      assertThat(order.below(key, 0)).isEqualTo(lower == null ? -1 : lower.getValue());
      if (!reference.containsKey(number)) {
        reference.put(number, order.add(key, 0));
        added.add(number);
      } else if (random.nextBoolean()) {
        for (int back = random.nextInt(8); back >= 0 && !added.isEmpty(); back--) {
          order.removeLast();
          reference.remove(added.removeLast());
        }
      }
      assertThat(order.size()).isEqualTo(reference.size());
    }
  }

  @Test
  void noSequenceOfKeysMakesASearchLong() {
    KeyOrder rising = new KeyOrder();
    KeyOrder falling = new KeyOrder();
    KeyOrder inward = new KeyOrder();
    int keys = 1 << 14;
    for (int k = 0; k < keys; k++) {
      rising.add(new long[] {k, 0, 0, 0}, 0);
      falling.add(new long[] {-k, 0, 0, 0}, 0);
      inward.add(new long[] {k % 2 == 0 ? k : 2L * keys - k, 0, 0, 0}, 0);
    }
    // AVL trees of n keys have at most 1.4405 log2(n + 2) levels
    assertThat(List.of(rising, falling, inward))
        .allSatisfy(order -> assertThat(order.levels()).isLessThanOrEqualTo(20));
    for (int k = keys; k > 10; k--) {
      inward.removeLast();
    }
    assertThat(inward.levels()).isLessThanOrEqualTo(5);
  }
}
