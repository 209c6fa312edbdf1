package io.crowdroll.protocol.state;

import static io.crowdroll.prover.field.PrimeField.LIMBS;

import io.crowdroll.protocol.chain.Hash256;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The indexed Merkle tree of STATEMENTS.md ("The state tree"): leaves in order of creation, each
 * naming its own key and the next larger one in use, 0 after the last, so that absence is provable.
 * Leaf 0 is the list's head and key 0's leaf; it is there from the start.
 *
 * <p>What else a leaf holds is its owner's affair, who gives its Poseidon inputs when asked and
 * says when they have changed. Keys are 256 bits, 4 longs, least significant first.
 */
final class IndexedTree {
  /** The owner of the leaves. */
  interface Leaves {
    /** Elements that make a leaf. */
    int inputs();

    /**
     * Writes a leaf's elements, without hashing anything for them.
     *
     * @param next the leaf with the next larger key, 0 = none
     */
    void write(int leaf, int next, long[] out, int o);
  }

  private final Hasher hasher;
  private final Leaves leaves;
  private final MerkleTree nodes;
  private final KeyOrder order = new KeyOrder();
  private int[] next = new int[1];
  private final IntArrayList changed = new IntArrayList();

  IndexedTree(Hasher hasher, Leaves leaves, MerkleTree.Listener listener) {
    this.hasher = hasher;
    this.leaves = leaves;
    nodes = new MerkleTree(hasher, listener);
    append(new long[LIMBS], 0);
  }

  /** Leaves in use. */
  int size() {
    return order.size();
  }

  /** The leaf of a key, −1 where it is absent. */
  int find(long[] key, int at) {
    return order.find(key, at);
  }

  /** The leaf with the next larger key, 0 = none. */
  int next(int leaf) {
    return next[leaf];
  }

  /** Where the keys lie: that of leaf k from long 4 k on. */
  long[] keys() {
    return order.keys();
  }

  /** The leaf that proves a key absent: the last with a smaller one. */
  int low(long[] key, int at) {
    return order.below(key, at);
  }

  /** Makes a leaf for a key that is absent and links it into the list. */
  int open(long[] key, int at) {
    int low = order.below(key, at);
    int leaf = append(key, at);
    next[leaf] = next[low];
    next[low] = leaf;
    changed.add(low);
    return leaf;
  }

  private int append(long[] key, int at) {
    int leaf = order.add(key, at);
    if (leaf == next.length) {
      next = Arrays.copyOf(next, 2 * leaf);
    }
    next[leaf] = 0;
    changed.add(leaf);
    return leaf;
  }

  /** Takes back the leaf opened last: to undo what will not have been. */
  void undoOpen() {
    int leaf = size() - 1;
    int low = order.below(order.keys(), leaf * LIMBS);
    next[low] = next[leaf];
    order.removeLast();
    changed.removeIf(index -> index == leaf);
    changed.add(low);
    if (nodes.size() > leaf) {
      nodes.truncate(leaf);
    }
  }

  /** A leaf's elements are no longer what they were. */
  void changed(int leaf) {
    changed.add(leaf);
  }

  /** The root of what the leaves are now: hashes what has changed, in batches. */
  Hash256 root() {
    if (!changed.isEmpty()) {
      update();
    }
    return nodes.root();
  }

  private void update() {
    int[] dirty = changed.toIntArray();
    changed.clear();
    Arrays.sort(dirty);
    int count = 0;
    for (int leaf : dirty) {
      if (count == 0 || dirty[count - 1] != leaf) {
        dirty[count++] = leaf;
      }
    }
    int inputs = leaves.inputs();
    long[] in = hasher.inputs(count * inputs);
    for (int k = 0; k < count; k++) {
      leaves.write(dirty[k], next[dirty[k]], in, k * inputs * LIMBS);
    }
    long[] hashes = hasher.hash(inputs, count);
    for (int k = 0; k < count; k++) {
      nodes.set(dirty[k], hashes, k * LIMBS);
    }
    nodes.update();
  }

  /** The nodes, to be saved or, after all leaves were opened again, restored. */
  MerkleTree nodes() {
    return nodes;
  }

  /** Takes the leaves as what the nodes are to be restored to: nothing is to be hashed. */
  void expectNodes() {
    changed.clear();
    nodes.resize(size());
  }

  /** The siblings of a leaf, there or not, on its way to {@link #root}. */
  List<Hash256> siblings(int leaf) {
    root();
    return nodes.siblings(leaf);
  }
}
