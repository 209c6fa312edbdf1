package io.crowdroll.protocol.chain;

import java.math.BigInteger;
import java.util.SplittableRandom;

/** Seeded values for property tests, half of them at the edges where arithmetic goes wrong. */
public final class Generator {
  private final SplittableRandom random;

  public Generator(long seed) {
    random = new SplittableRandom(seed);
  }

  /** In 0 … bound − 1. */
  public int below(int bound) {
    return random.nextInt(bound);
  }

  /** Any long: uniform, of a random bit length, or within 2 of a power of two, either sign. */
  public long anyLong() {
    return switch (below(3)) {
      case 0 -> random.nextLong();
      case 1 -> random.nextLong() >> below(64);
      default -> (1L << below(64)) + below(5) - 2;
    };
  }

  /** Non-negative. */
  public long natural() {
    return anyLong() & Long.MAX_VALUE;
  }

  /** Any amount that 128 bits hold. */
  public Wei wei() {
    BigInteger edge = BigInteger.ONE.shiftLeft(127);
    return switch (below(4)) {
      case 0 -> new Wei(anyLong(), anyLong());
      case 1 -> Wei.of(anyLong());
      case 2 -> Wei.of(edge.subtract(BigInteger.valueOf(1 + below(3))));
      default -> Wei.of(edge.negate().add(BigInteger.valueOf(below(3))));
    };
  }

  /** Non-negative. */
  public Wei naturalWei() {
    Wei wei = wei();
    return new Wei(wei.hi() & Long.MAX_VALUE, wei.lo());
  }
}
