package io.crowdroll.prover.circuit.gadget;

import io.crowdroll.prover.circuit.Api;
import io.crowdroll.prover.circuit.Variable;

/**
 * A path from a leaf to the root of a binary tree of Poseidon hashes with two inputs.
 *
 * @param index the leaf's index, lowest bit first: bit k says whether the node at height k is a
 *     right child
 * @param siblings the other child at each height, from the leaf's up
 */
public record MerklePath(Bit[] index, Variable[] siblings) {
  /**
   * @throws IllegalArgumentException if there are not as many siblings as bits
   */
  public MerklePath {
    if (index.length != siblings.length) {
      throw new IllegalArgumentException(index.length + " bits, " + siblings.length + " siblings");
    }
  }

  /** Constrains index bits that come from outside; a constraint a level. */
  public static MerklePath require(Api api, Variable[] indexBits, Variable[] siblings) {
    return new MerklePath(Bit.require(api, indexBits), siblings);
  }

  /** The root above a leaf. 241 constraints a level. */
  public Variable root(Api api, Variable leaf) {
    try (var _ = api.scope("Merkle path")) {
      Variable node = leaf;
      for (int k = 0; k < siblings.length; k++) {
        Variable left = index[k].select(api, siblings[k], node);
        Variable right = api.sub(api.add(node, siblings[k]), left);
        node = PoseidonHash.hash(api, left, right);
      }
      return node;
    }
  }

  /**
   * The root after one leaf takes another's place; asserts that the old one was below {@code root}.
   * 482 constraints a level.
   */
  public Variable update(Api api, Variable root, Variable oldLeaf, Variable newLeaf) {
    try (var _ = api.scope("Merkle update")) {
      api.assertEqual(root(api, oldLeaf), root);
      return root(api, newLeaf);
    }
  }
}
