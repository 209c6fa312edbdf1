package io.crowdroll.protocol.state;

import static io.crowdroll.prover.field.PrimeField.LIMBS;

import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.prover.field.Poseidon;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A Merkle tree of depth 32 over leaves 0 … size − 1, every node Poseidon of its two children, an
 * empty leaf 0 (STATEMENTS.md, the state tree). Changed leaves are collected; {@link #update} then
 * hashes what lies above them level by level, each level in one batch and each node once.
 *
 * <p>Nodes lie in one flat array a level, 4 longs each in Montgomery form: 64 bytes a leaf in all.
 */
final class MerkleTree {
  /** Levels of nodes above the leaves. */
  static final int DEPTH = 32;

  /** The root of an empty tree of each height: pure constants. */
  private static final long[] EMPTY = emptyRoots();

  /** Is told of every node that {@link #update} has made, leaves included as level 0. */
  interface Listener {
    /** Cares for nothing. */
    Listener NONE = (level, index) -> {};

    void changed(int level, int index);
  }

  private final Hasher hasher;
  private final Listener listener;
  private final long[][] levels = new long[DEPTH + 1][LIMBS];
  private final IntArrayList changed = new IntArrayList();
  private int size;

  MerkleTree(Hasher hasher, Listener listener) {
    this.hasher = hasher;
    this.listener = listener;
    System.arraycopy(EMPTY, DEPTH * LIMBS, levels[DEPTH], 0, LIMBS);
  }

  int size() {
    return size;
  }

  /** Sets a leaf, at most one place behind the last. */
  void set(int index, long[] leaf, int at) {
    if (index == size) {
      size++;
      reserve();
    }
    System.arraycopy(leaf, at, levels[0], index * LIMBS, LIMBS);
    changed.add(index);
  }

  /** Empties the leaves from {@code newSize} on, which is at least 1. */
  void truncate(int newSize) {
    size = newSize;
    changed.removeIf(index -> index >= newSize);
    changed.add(newSize - 1);
  }

  /** Hashes what is above the changed leaves. */
  void update() {
    int[] nodes = changed.toIntArray();
    changed.clear();
    Arrays.sort(nodes);
    int count = distinct(nodes, nodes.length);
    tell(0, nodes, count);
    for (int level = 0; level < DEPTH; level++) {
      for (int k = 0; k < count; k++) {
        nodes[k] >>>= 1;
      }
      count = distinct(nodes, count);
      hash(level, nodes, count);
      tell(level + 1, nodes, count);
    }
  }

  private static int distinct(int[] sorted, int count) {
    int kept = 0;
    for (int k = 0; k < count; k++) {
      if (kept == 0 || sorted[kept - 1] != sorted[k]) {
        sorted[kept++] = sorted[k];
      }
    }
    return kept;
  }

  private void tell(int level, int[] nodes, int count) {
    for (int k = 0; k < count; k++) {
      listener.changed(level, nodes[k]);
    }
  }

  private void hash(int level, int[] parents, int count) {
    long[] in = hasher.inputs(2 * count);
    for (int k = 0; k < count; k++) {
      copy(level, 2 * parents[k], in, 2 * k * LIMBS);
      copy(level, 2 * parents[k] + 1, in, (2 * k + 1) * LIMBS);
    }
    long[] out = hasher.hash(2, count);
    for (int k = 0; k < count; k++) {
      System.arraycopy(out, k * LIMBS, levels[level + 1], parents[k] * LIMBS, LIMBS);
    }
  }

  /** A node, which may lie beyond what is there. */
  private void copy(int level, int index, long[] out, int o) {
    boolean there = has(level, index);
    System.arraycopy(there ? levels[level] : EMPTY, (there ? index : level) * LIMBS, out, o, LIMBS);
  }

  /** Nodes of a level that have a leaf below them. */
  private int width(int level) {
    return (int) ((size + (1L << level) - 1) >>> level);
  }

  private void reserve() {
    for (int level = 0; level <= DEPTH; level++) {
      if (width(level) * LIMBS <= levels[level].length) {
        return;
      }
      levels[level] = Arrays.copyOf(levels[level], 2 * levels[level].length);
    }
  }

  /** The root as of the last {@link #update}. */
  Hash256 root() {
    return Elements.toHash(levels[DEPTH], 0);
  }

  /**
   * The other child at each level on the way from a leaf, there or not, to the root, as of the last
   * {@link #update}.
   */
  List<Hash256> siblings(int index) {
    long[] node = new long[LIMBS];
    List<Hash256> siblings = new ArrayList<>(DEPTH);
    for (int level = 0; level < DEPTH; level++) {
      copy(level, (index >>> level) ^ 1, node, 0);
      siblings.add(Elements.toHash(node, 0));
    }
    return siblings;
  }

  /** A node of those that {@link Listener} was told of. */
  Hash256 node(int level, int index) {
    return Elements.toHash(levels[level], index * LIMBS);
  }

  /** Whether a node has a leaf below it. */
  boolean has(int level, int index) {
    return index < width(level);
  }

  /** Makes room for so many leaves, all of whose nodes {@link #restore} is then to give. */
  void resize(int leaves) {
    while (size < leaves) {
      size++;
      reserve();
    }
  }

  /** Puts a node back as {@link #node} gave it. */
  void restore(int level, int index, Hash256 node) {
    Elements.put(levels[level], index * LIMBS, node);
  }

  private static long[] emptyRoots() {
    long[] roots = new long[(DEPTH + 1) * LIMBS];
    long[] pair = new long[2 * LIMBS];
    for (int level = 0; level < DEPTH; level++) {
      System.arraycopy(roots, level * LIMBS, pair, 0, LIMBS);
      System.arraycopy(roots, level * LIMBS, pair, LIMBS, LIMBS);
      Poseidon.hash(roots, (level + 1) * LIMBS, pair, 0, 2);
    }
    return roots;
  }
}
