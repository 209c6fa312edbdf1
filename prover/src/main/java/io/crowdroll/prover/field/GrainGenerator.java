package io.crowdroll.prover.field;

import java.math.BigInteger;

/**
 * The pseudorandom bits that Poseidon's constants are drawn from: the LFSR of Grain in
 * self-shrinking mode (Grassi, Khovratovich, Rechberger, Roy, Schofnegger, "Poseidon: A New Hash
 * Function for Zero-Knowledge Proof Systems", USENIX Security 2021, appendix E).
 */
final class GrainGenerator {
  private static final int BITS = 80;

  private final boolean[] state = new boolean[BITS];

  /** Index of the oldest bit. */
  private int head;

  /** Seeded with the parameters of one instance: prime field, S-box x^5, field size in bits, … */
  GrainGenerator(int fieldBits, int width, int fullRounds, int partialRounds) {
    int at = put(0, 2, 1); // a prime field
    at = put(at, 4, 0); // x^α
    at = put(at, 12, fieldBits);
    at = put(at, 12, width);
    at = put(at, 10, fullRounds);
    at = put(at, 10, partialRounds);
    put(at, 30, (1 << 30) - 1);
    for (int i = 0; i < 160; i++) {
      clock();
    }
  }

  /** The next {@code count} bits as a number, the first bit being the most significant. */
  BigInteger nextNumber(int count) {
    BigInteger number = BigInteger.ZERO;
    for (int bit = count - 1; bit >= 0; bit--) {
      if (nextBit()) {
        number = number.setBit(bit);
      }
    }
    return number;
  }

  // of each pair of bits the first decides whether the second is used
  private boolean nextBit() {
    while (!clock()) {
      clock();
    }
    return clock();
  }

  private boolean clock() {
    boolean bit = at(0) ^ at(13) ^ at(23) ^ at(38) ^ at(51) ^ at(62);
    state[head] = bit;
    head = (head + 1) % BITS;
    return bit;
  }

  private boolean at(int index) {
    return state[(head + index) % BITS];
  }

  private int put(int at, int count, int value) {
    for (int bit = 0; bit < count; bit++) {
      state[at + bit] = (value >>> (count - 1 - bit) & 1) == 1;
    }
    return at + count;
  }
}
