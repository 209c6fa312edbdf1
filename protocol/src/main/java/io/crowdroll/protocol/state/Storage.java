package io.crowdroll.protocol.state;

import static io.crowdroll.prover.field.PrimeField.LIMBS;

import io.crowdroll.protocol.chain.Hash256;
import java.util.Arrays;
import java.util.List;

/**
 * A contract's storage: an indexed Merkle tree whose leaves hold a value of 256 bits
 * (STATEMENTS.md, the state tree). A slot once made stays, with value 0 where it was cleared.
 */
final class Storage implements IndexedTree.Leaves {
  private final IndexedTree tree;
  private long[] values = new long[LIMBS];

  Storage(Hasher hasher, MerkleTree.Listener listener) {
    tree = new IndexedTree(hasher, this, listener);
  }

  int size() {
    return tree.size();
  }

  /** The slot of a key, −1 where there is none: then its value is 0. */
  int find(long[] key, int at) {
    return tree.find(key, at);
  }

  /** Copies a slot's value, 4 longs, least significant first. */
  void read(int slot, long[] out, int o) {
    System.arraycopy(values, slot * LIMBS, out, o, LIMBS);
  }

  Hash256 value(int slot) {
    return number(values, slot);
  }

  Hash256 key(int slot) {
    return number(tree.keys(), slot);
  }

  void write(int slot, long[] value, int at) {
    System.arraycopy(value, at, values, slot * LIMBS, LIMBS);
    tree.changed(slot);
  }

  /** Makes a slot with value 0 for a key that is absent. */
  int open(long[] key, int at) {
    int slot = tree.open(key, at);
    if (values.length < (slot + 1) * LIMBS) {
      values = Arrays.copyOf(values, 2 * values.length);
    }
    Arrays.fill(values, slot * LIMBS, (slot + 1) * LIMBS, 0);
    return slot;
  }

  void undoOpen() {
    tree.undoOpen();
  }

  Hash256 root() {
    return tree.root();
  }

  IndexedTree tree() {
    return tree;
  }

  StateProof proof(long[] key) {
    int slot = tree.find(key, 0);
    int shown = slot < 0 ? tree.low(key, 0) : slot;
    int next = tree.next(shown);
    Hash256 after = next == 0 ? Hash256.ZERO : key(next);
    List<Hash256> siblings = tree.siblings(shown);
    return new StateProof(new StorageLeaf(key(shown), after, value(shown)), shown, siblings);
  }

  private static Hash256 number(long[] words, int k) {
    int i = k * LIMBS;
    return new Hash256(words[i + 3], words[i + 2], words[i + 1], words[i]);
  }

  @Override
  public int inputs() {
    return StorageLeaf.INPUTS;
  }

  @Override
  public void write(int slot, int next, long[] out, int o) {
    halves(tree.keys(), slot, out, o);
    if (next == 0) {
      Arrays.fill(out, o + 2 * LIMBS, o + 4 * LIMBS, 0);
    } else {
      halves(tree.keys(), next, out, o + 2 * LIMBS);
    }
    halves(values, slot, out, o + 4 * LIMBS);
  }

  private static void halves(long[] words, int k, long[] out, int o) {
    int i = k * LIMBS;
    Elements.put(out, o, words[i + 3], words[i + 2]);
    Elements.put(out, o + LIMBS, words[i + 1], words[i]);
  }
}
