package io.crowdroll.sim.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TraceHashTest {

  @Test
  void theOrderOfEventsMatters() {
    long ab = TraceHash.extend(TraceHash.extend(0, event(1, 2, 3, 4)), event(5, 6, 7, 8));
    long ba = TraceHash.extend(TraceHash.extend(0, event(5, 6, 7, 8)), event(1, 2, 3, 4));
    assertThat(ab).isNotEqualTo(ba);
  }

  @Test
  void fieldsAreNotInterchangeable() {
    Set<Long> hashes = new HashSet<>();
    long[] v = {1, 2, 3, 4};
    int orders = 0;
    for (int code = 0; code < 256; code++) {
      int i = code & 3;
      int j = code >> 2 & 3;
      int k = code >> 4 & 3;
      int l = code >> 6;
      if ((1 << i | 1 << j | 1 << k | 1 << l) == 15) {
        hashes.add(TraceHash.extend(9, event(v[i], (int) v[j], v[k], v[l])));
        orders++;
      }
    }
    assertThat(orders).isEqualTo(24);
    assertThat(hashes).hasSize(24);
  }

  /** Each input bit flips each output bit with probability ½. */
  @Test
  void everyBitOfEveryFieldAvalanches() {
    int inputs = 64 * 4 + 32;
    int trials = 2_000;
    RandomStream random = new Streams(1, 0).stream(EntityClass.WORLD, 0, Purpose.TRAITS);
    double worst = 0;
    for (int bit = 0; bit < inputs; bit++) {
      int[] flips = new int[64];
      for (int trial = 0; trial < trials; trial++) {
        EventSlot slot =
            event(random.nextLong(), (int) random.nextLong(), random.nextLong(), random.nextLong());
        long hash = random.nextLong();
        long before = TraceHash.extend(hash, slot);
        long mask = 1L << bit % 64;
        switch (bit / 64) {
          case 0 -> slot.time ^= mask;
          case 1 -> slot.a ^= mask;
          case 2 -> slot.b ^= mask;
          case 3 -> hash ^= mask;
          default -> slot.kind ^= (int) mask;
        }
        long difference = before ^ TraceHash.extend(hash, slot);
        for (int out = 0; out < 64; out++) {
          flips[out] += (int) (difference >>> out & 1);
        }
      }
      for (int out = 0; out < 64; out++) {
        worst = Math.max(worst, Math.abs(flips[out] - trials / 2.0) / Math.sqrt(trials / 4.0));
      }
    }
    // The largest of 18,432 standard normal deviates; beyond 6 has probability 4e-5.
    assertThat(worst).isLessThan(6);
  }

  private static EventSlot event(long time, int kind, long a, long b) {
    EventSlot slot = new EventSlot();
    slot.time = time;
    slot.kind = kind;
    slot.a = a;
    slot.b = b;
    return slot;
  }
}
