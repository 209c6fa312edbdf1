package io.crowdroll.protocol.proving;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.chain.Generator;
import org.junit.jupiter.api.Test;

class WeightTreeTest {
  @Test
  void findsWhatALinearScanFinds() {
    Generator some = new Generator(8);
    for (int round = 0; round < 40; round++) {
      WeightTree tree = new WeightTree();
      long[] weights = new long[1 + some.below(300)];
      for (int change = 0; change < 600; change++) {
        int index = some.below(weights.length);
        weights[index] = some.below(3) == 0 ? 0 : some.natural() >>> 10;
        tree.set(index, weights[index]);
        long total = 0;
        for (long weight : weights) {
          total += weight;
        }
        assertThat(tree.total()).isEqualTo(total);
        assertThat(tree.weight(index)).isEqualTo(weights[index]);
        if (total > 0) {
          long point = some.natural() % total;
          assertThat(tree.find(point)).isEqualTo(scan(weights, point));
          assertThat(tree.find(0)).isEqualTo(scan(weights, 0));
          assertThat(tree.find(total - 1)).isEqualTo(scan(weights, total - 1));
        }
      }
    }
  }

  @Test
  void unknownIndicesWeighNothing() {
    WeightTree tree = new WeightTree();
    tree.set(1_000, 5);
    assertThat(tree.weight(2_000_000)).isZero();
    assertThat(tree.find(4)).isEqualTo(1_000);
  }

  private static int scan(long[] weights, long point) {
    int index = 0;
    long rest = point;
    while (rest >= weights[index]) {
      rest -= weights[index++];
    }
    return index;
  }
}
