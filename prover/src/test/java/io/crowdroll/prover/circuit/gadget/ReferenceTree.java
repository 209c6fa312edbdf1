package io.crowdroll.prover.circuit.gadget;

import io.crowdroll.prover.field.Poseidon;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

/** A Merkle tree of Poseidon hashes, written for clarity: what the circuits are compared with. */
final class ReferenceTree {
  private final int depth;
  private final Map<Long, BigInteger> leaves = new HashMap<>();

  ReferenceTree(int depth) {
    this.depth = depth;
  }

  void set(long index, BigInteger leaf) {
    leaves.put(index, leaf);
  }

  BigInteger root() {
    return node(depth, 0);
  }

  BigInteger[] siblings(long index) {
    BigInteger[] all = new BigInteger[depth];
    for (int height = 0; height < depth; height++) {
      all[height] = node(height, index >> height ^ 1);
    }
    return all;
  }

  BigInteger[] bits(long index) {
    BigInteger[] all = new BigInteger[depth];
    for (int height = 0; height < depth; height++) {
      all[height] = BigInteger.valueOf(index >> height & 1);
    }
    return all;
  }

  private BigInteger node(int height, long index) {
    return height == 0
        ? leaves.getOrDefault(index, BigInteger.ZERO)
        : Poseidon.hash(node(height - 1, 2 * index), node(height - 1, 2 * index + 1));
  }
}
