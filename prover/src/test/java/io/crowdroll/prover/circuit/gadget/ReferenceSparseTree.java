package io.crowdroll.prover.circuit.gadget;

import io.crowdroll.prover.field.Poseidon;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** circomlib's sparse Merkle tree, written for clarity: what the circuits are compared with. */
final class ReferenceSparseTree {
  private final TreeMap<BigInteger, BigInteger> values = new TreeMap<>();

  void put(BigInteger key, BigInteger value) {
    values.put(key, value);
  }

  void remove(BigInteger key) {
    values.remove(key);
  }

  /** The value of a key, or null. */
  BigInteger get(BigInteger key) {
    return values.get(key);
  }

  BigInteger root() {
    return node(List.copyOf(values.keySet()), 0);
  }

  // the tree of keys that share their lowest bits
  private BigInteger node(List<BigInteger> keys, int depth) {
    return switch (keys.size()) {
      case 0 -> BigInteger.ZERO;
      case 1 -> Poseidon.hash(keys.getFirst(), values.get(keys.getFirst()), BigInteger.ONE);
      default ->
          Poseidon.hash(
              node(half(keys, depth, false), depth + 1), node(half(keys, depth, true), depth + 1));
    };
  }

  private static List<BigInteger> half(List<BigInteger> keys, int depth, boolean bit) {
    return keys.stream().filter(key -> key.testBit(depth) == bit).toList();
  }

  /** The siblings on a key's way, from the root down, filled up with zeros. */
  List<BigInteger> siblings(BigInteger key, int levels) {
    List<BigInteger> siblings = new ArrayList<>();
    List<BigInteger> keys = List.copyOf(values.keySet());
    for (int depth = 0; keys.size() > 1; depth++) {
      siblings.add(node(half(keys, depth, !key.testBit(depth)), depth + 1));
      keys = half(keys, depth, key.testBit(depth));
    }
    if (siblings.size() > levels) {
      throw new IllegalArgumentException(siblings.size() + " levels");
    }
    while (siblings.size() < levels) {
      siblings.add(BigInteger.ZERO);
    }
    return siblings;
  }

  /** The key whose leaf stands where this key's way ends, or null if the place is empty. */
  BigInteger standsAt(BigInteger key) {
    List<BigInteger> keys = List.copyOf(values.keySet());
    for (int depth = 0; keys.size() > 1; depth++) {
      keys = half(keys, depth, key.testBit(depth));
    }
    return keys.isEmpty() ? null : keys.getFirst();
  }
}
