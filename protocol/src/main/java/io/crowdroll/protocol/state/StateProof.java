package io.crowdroll.protocol.state;

import static io.crowdroll.prover.field.PrimeField.LIMBS;

import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.prover.field.Poseidon;
import java.util.List;

/**
 * A leaf with its way to a root: that a key is in the tree and what it holds, or that it is not,
 * where the leaf is the one with the next smaller key (STATEMENTS.md, the state tree).
 *
 * @param leaf what is proven
 * @param index place of the leaf, from the left
 * @param siblings the other child at each of the 32 levels, from the leaf up
 */
public record StateProof(Leaf leaf, long index, List<Hash256> siblings) {
  public StateProof {
    siblings = List.copyOf(siblings);
  }

  /** Whether the root commits to the leaf as that of {@code key}. */
  public boolean proves(Hash256 root, Hash256 key) {
    return leaf.key().equals(key) && isIn(root);
  }

  /** Whether the root commits to a list in which {@code key} is passed over. */
  public boolean provesAbsence(Hash256 root, Hash256 key) {
    boolean last = leaf.nextKey().equals(Hash256.ZERO);
    return leaf.key().compareTo(key) < 0
        && (last || key.compareTo(leaf.nextKey()) < 0)
        && isIn(root);
  }

  /** Whether the root commits to the leaf at its place. */
  public boolean isIn(Hash256 root) {
    if (siblings.size() != MerkleTree.DEPTH
        || index >>> MerkleTree.DEPTH != 0
        || !leaf.isWellFormed()
        || !siblings.stream().allMatch(Elements::isCanonical)) {
      return false;
    }
    long[] pair = new long[2 * LIMBS];
    long[] node = new long[LIMBS];
    Elements.put(node, 0, leaf.hash());
    for (int level = 0; level < MerkleTree.DEPTH; level++) {
      int right = (int) (index >>> level & 1);
      System.arraycopy(node, 0, pair, right * LIMBS, LIMBS);
      Elements.put(pair, (1 - right) * LIMBS, siblings.get(level));
      Poseidon.hash(node, 0, pair, 0, 2);
    }
    return Elements.toHash(node, 0).equals(root);
  }
}
