package io.crowdroll.protocol.chain.trie;

import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Keccak256;
import io.crowdroll.protocol.chain.Rlp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A table of byte strings with one root for its content, whatever the order of insertion.
 *
 * <p>Entries are kept in the order of their keys, in which every subtree is a range; the root is
 * computed anew each time, in O(n). That suits tables that are filled once and asked once. Not
 * thread-safe.
 */
public final class MerklePatriciaTrie {
  /** The root of nothing: keccak of the empty string's RLP. */
  public static final Hash256 EMPTY_ROOT = hash(Rlp.string(new byte[0]));

  private static final int NIBBLES = 16;
  private static final int LEAF = 2;
  private static final int EXTENSION = 0;

  private final TreeMap<byte[], byte[]> table = new TreeMap<>(Arrays::compareUnsigned);

  /** The root of a list: its entries under the RLP of their places, from 0. */
  public static Hash256 rootOfList(List<byte[]> values) {
    MerklePatriciaTrie trie = new MerklePatriciaTrie();
    for (int i = 0; i < values.size(); i++) {
      trie.put(Rlp.number(i), values.get(i));
    }
    return trie.root();
  }

  /** Sets the value of a key; an empty one deletes it. The arrays must not change afterwards. */
  public void put(byte[] key, byte[] value) {
    if (value.length == 0) {
      table.remove(key);
    } else {
      table.put(key, value);
    }
  }

  /** The commitment to all entries. */
  public Hash256 root() {
    if (table.isEmpty()) {
      return EMPTY_ROOT;
    }
    List<Leaf> leaves = new ArrayList<>(table.size());
    for (Map.Entry<byte[], byte[]> entry : table.entrySet()) {
      leaves.add(new Leaf(entry.getKey(), entry.getValue()));
    }
    return hash(node(leaves, 0));
  }

  private record Leaf(byte[] key, byte[] value) {
    int nibbles() {
      return 2 * key.length;
    }

    int nibble(int i) {
      int octet = key[i >> 1];
      return ((i & 1) == 0 ? octet >> 4 : octet) & 0xf;
    }
  }

  /**
   * The RLP of the node over leaves, at least one, that agree in the first {@code depth} nibbles.
   */
  private static byte[] node(List<Leaf> leaves, int depth) {
    Leaf first = leaves.getFirst();
    if (leaves.size() == 1) {
      byte[] path = path(first, depth, first.nibbles(), LEAF);
      return Rlp.list(Rlp.string(path), Rlp.string(first.value));
    }
    int fork = fork(first, leaves.getLast(), depth);
    if (fork > depth) {
      byte[] path = path(first, depth, fork, EXTENSION);
      return Rlp.list(Rlp.string(path), reference(branch(leaves, fork)));
    }
    return branch(leaves, depth);
  }

  private static byte[] branch(List<Leaf> leaves, int depth) {
    byte[][] items = new byte[NIBBLES + 1][];
    Arrays.fill(items, Rlp.string(new byte[0]));
    int from = 0;
    if (leaves.getFirst().nibbles() == depth) { // ends here, and is therefore first in the order
      items[NIBBLES] = Rlp.string(leaves.getFirst().value);
      from = 1;
    }
    while (from < leaves.size()) {
      int nibble = leaves.get(from).nibble(depth);
      int to = from + 1;
      while (to < leaves.size() && leaves.get(to).nibble(depth) == nibble) {
        to++;
      }
      items[nibble] = reference(node(leaves.subList(from, to), depth + 1));
      from = to;
    }
    return Rlp.list(items);
  }

  /** How a node stands in its parent: itself where that is shorter than a hash, else its hash. */
  private static byte[] reference(byte[] node) {
    return node.length < Hash256.BYTES ? node : Rlp.string(hash(node).toBytes());
  }

  /** Where two keys part; in a sorted range the first and the last part before all others. */
  private static int fork(Leaf first, Leaf last, int depth) {
    int end = Math.min(first.nibbles(), last.nibbles());
    int at = depth;
    while (at < end && first.nibble(at) == last.nibble(at)) {
      at++;
    }
    return at;
  }

  /** Nibbles as bytes, with the kind of node and whether they are odd in number in front. */
  private static byte[] path(Leaf leaf, int from, int to, int kind) {
    int length = to - from;
    int odd = length & 1;
    byte[] out = new byte[length / 2 + 1];
    out[0] = (byte) ((kind | odd) << 4);
    for (int i = 0; i < length; i++) {
      int place = i + 2 - odd; // in nibbles of out
      out[place >> 1] |= (byte) (leaf.nibble(from + i) << ((place & 1) == 0 ? 4 : 0));
    }
    return out;
  }

  private static Hash256 hash(byte[] bytes) {
    return new Keccak256().putBytes(bytes).digest();
  }
}
