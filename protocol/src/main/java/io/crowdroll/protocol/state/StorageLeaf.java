package io.crowdroll.protocol.state;

import static io.crowdroll.prover.field.PrimeField.LIMBS;

import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.prover.field.Poseidon;

/**
 * A storage slot as its leaf commits to it: Poseidon(keyHi, keyLo, nextHi, nextLo, valueHi,
 * valueLo), halves of 128 bits. Keys are compared as 256 bits: they exceed the field, and k and k +
 * r are two keys.
 *
 * @param key of the slot
 * @param nextKey the next larger key in use, 0 = none
 * @param value what the slot holds
 */
public record StorageLeaf(Hash256 key, Hash256 nextKey, Hash256 value) implements Leaf {
  /** Elements that make a leaf. */
  static final int INPUTS = 6;

  /** Every number of 256 bits is one. */
  @Override
  public boolean isWellFormed() {
    return true;
  }

  @Override
  public Hash256 hash() {
    long[] in = new long[INPUTS * LIMBS];
    put(in, 0, key);
    put(in, 2 * LIMBS, nextKey);
    put(in, 4 * LIMBS, value);
    Poseidon.hash(in, 0, in, 0, INPUTS);
    return Elements.toHash(in, 0);
  }

  private static void put(long[] out, int o, Hash256 number) {
    Elements.put(out, o, number.w0(), number.w1());
    Elements.put(out, o + LIMBS, number.w2(), number.w3());
  }
}
