package io.crowdroll.protocol.state;

import static io.crowdroll.prover.field.PrimeField.FR;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.prover.field.PrimeField;

/**
 * What leaves hold, as elements of Fr: 4 longs, Montgomery form, the least significant first. Every
 * value but a root is far below the modulus by its own width.
 */
final class Elements {
  private Elements() {}

  /** Whether a number is below the modulus of Fr: only then is it one element's only name. */
  static boolean isCanonical(Hash256 number) {
    return FR.isCanonical(new long[] {number.w3(), number.w2(), number.w1(), number.w0()}, 0);
  }

  /** The number that an element stands for. */
  static Hash256 toHash(long[] element, int i) {
    long[] plain = new long[PrimeField.LIMBS];
    FR.toPlain(plain, 0, element, i);
    return new Hash256(plain[3], plain[2], plain[1], plain[0]);
  }

  /** The element of a number below the modulus. */
  static void put(long[] out, int o, Hash256 number) {
    put(out, o, number.w0(), number.w1(), number.w2(), number.w3());
  }

  static void put(long[] out, int o, Address address) {
    put(out, o, 0, Integer.toUnsignedLong(address.w0()), address.w1(), address.w2());
  }

  /** The element of an amount of at most 127 bits, not negative. */
  static void put(long[] out, int o, Wei amount) {
    put(out, o, 0, 0, amount.hi(), amount.lo());
  }

  /** The element of hi · 2^64 + lo, both unsigned. */
  static void put(long[] out, int o, long hi, long lo) {
    put(out, o, 0, 0, hi, lo);
  }

  private static void put(long[] out, int o, long w0, long w1, long w2, long w3) {
    out[o] = w3;
    out[o + 1] = w2;
    out[o + 2] = w1;
    out[o + 3] = w0;
    FR.fromPlain(out, o, out, o);
  }
}
