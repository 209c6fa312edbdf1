package io.crowdroll.sim.kernel;

import java.util.random.RandomGenerator;

/**
 * A sequence of random numbers from Philox4x64-10 under its own 128-bit key: draw n is word n mod 4
 * of the block whose counter is n div 4.
 *
 * <p>40 bytes. The block is computed anew for each draw: it takes some 20 ns, and not keeping it
 * halves the size of a stream, of which a run has millions. Not thread-safe.
 */
public final class RandomStream implements RandomGenerator {

  private final long key0;
  private final long key1;

  /**
   * All ones in an antithetic stream: then the complement of every bit makes 1 − u of u exactly.
   */
  private final long flip;

  private long draws;

  RandomStream(long key0, long key1, boolean antithetic) {
    this.key0 = key0;
    this.key1 = key1;
    this.flip = antithetic ? -1 : 0;
  }

  /** The next 64 random bits. */
  @Override
  public long nextLong() {
    long draw = draws++;
    return Philox.block(draw >>> 2, 0, 0, 0, key0, key1).word((int) draw & 3) ^ flip;
  }

  /**
   * The next uniform number of the open interval (0, 1): an odd multiple of 2⁻⁵³, so that neither 0
   * nor 1 can reach a logarithm and 1 − u is exact.
   */
  @Override
  public double nextDouble() {
    return ((nextLong() >>> 12) + 0.5) * 0x1p-52;
  }

  /**
   * The next uniform integer of 0 to {@code n} − 1, without bias (Lemire, "Fast random integer
   * generation in an interval", 2019). Takes one draw, or more with probability below n / 2⁶⁴.
   *
   * @throws IllegalArgumentException if n is not positive
   */
  public int uniform(int n) {
    if (n <= 0) {
      throw new IllegalArgumentException("cannot draw one of " + n);
    }
    long bits = nextLong();
    if (Long.compareUnsigned(bits * n, n) < 0) {
      long threshold = Long.remainderUnsigned(-(long) n, n);
      while (Long.compareUnsigned(bits * n, threshold) < 0) {
        bits = nextLong();
      }
    }
    return (int) Math.unsignedMultiplyHigh(bits, n);
  }
}
