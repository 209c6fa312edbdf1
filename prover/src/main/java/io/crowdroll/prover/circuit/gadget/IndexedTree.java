package io.crowdroll.prover.circuit.gadget;

import io.crowdroll.prover.circuit.Api;
import io.crowdroll.prover.circuit.Variable;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * An indexed Merkle tree: every leaf carries its own key and the next larger one in use (0 after
 * the last), so that a key's absence is shown by the leaf below it. Empty leaf 0, nodes Poseidon of
 * two, leaves in order of creation. A key is one word or several, most significant first.
 *
 * <p>The methods take and return roots; all assert what they say and are unsatisfiable otherwise.
 */
public final class IndexedTree {
  private IndexedTree() {}

  /**
   * A leaf's content.
   *
   * @param key its key
   * @param next the next larger key in use, all 0 if there is none; as many words
   * @param payload what else it holds
   */
  public record Leaf(UInt[] key, UInt[] next, Variable[] payload) {
    /**
     * @throws IllegalArgumentException if key and next differ in size, or all is more than 16 words
     */
    public Leaf {
      if (key.length == 0 || key.length != next.length || 2 * key.length + payload.length > 16) {
        throw new IllegalArgumentException(
            key.length + ", " + next.length + " and " + payload.length + " words in a leaf");
      }
    }

    /** Poseidon(key, next, payload). */
    public Variable hash(Api api) {
      Variable[] all =
          Stream.of(values(key), values(next), payload)
              .flatMap(Arrays::stream)
              .toArray(Variable[]::new);
      return PoseidonHash.hash(api, all);
    }

    private static Variable[] values(UInt[] words) {
      return Arrays.stream(words).map(UInt::value).toArray(Variable[]::new);
    }
  }

  /** The leaf is in the tree. */
  public static void assertMember(Api api, Variable root, Leaf leaf, MerklePath path) {
    try (var _ = api.scope("member")) {
      api.assertEqual(path.root(api, leaf.hash(api)), root);
    }
  }

  /**
   * Whether a key lies between a leaf's key and its next: then, if the leaf is in, the key is not.
   */
  public static Bit isBetween(Api api, Leaf low, UInt[] key) {
    try (var _ = api.scope("between")) {
      Variable sum = api.constant(0);
      for (UInt word : low.next()) {
        sum = api.add(sum, word.value());
      }
      Bit isLast = Equality.isZero(api, sum);
      return isLess(api, low.key(), key).and(api, isLast.or(api, isLess(api, key, low.next())));
    }
  }

  /** The key is not in the tree; {@code low} is the leaf below it. */
  public static void assertAbsent(
      Api api, Variable root, UInt[] key, Leaf low, MerklePath lowPath) {
    try (var _ = api.scope("absent")) {
      isBetween(api, low, key).assertTrue(api);
      assertMember(api, root, low, lowPath);
    }
  }

  /** The root after a leaf that is in the tree has another payload. */
  public static Variable update(
      Api api, Variable root, Leaf leaf, Variable[] payload, MerklePath path) {
    Leaf changed = new Leaf(leaf.key(), leaf.next(), payload);
    return path.update(api, root, leaf.hash(api), changed.hash(api));
  }

  /**
   * The root after a key that was not in the tree is inserted: the low leaf points to it, and the
   * new leaf takes an empty leaf's place and the low leaf's next.
   *
   * @param newPath where it goes, with siblings as they are after the low leaf changed
   */
  public static Variable insert(
      Api api,
      Variable root,
      Leaf low,
      MerklePath lowPath,
      UInt[] key,
      Variable[] payload,
      MerklePath newPath) {
    try (var _ = api.scope("insert")) {
      isBetween(api, low, key).assertTrue(api);
      Leaf linked = new Leaf(low.key(), key, low.payload());
      Variable between = lowPath.update(api, root, low.hash(api), linked.hash(api));
      Leaf created = new Leaf(key, low.next(), payload);
      return newPath.update(api, between, api.constant(0), created.hash(api));
    }
  }

  /** Compares word by word, the most significant first. */
  static Bit isLess(Api api, UInt[] a, UInt[] b) {
    Bit less = a[a.length - 1].isLess(api, b[b.length - 1]);
    for (int i = a.length - 2; i >= 0; i--) {
      Bit equal = Equality.isEqual(api, a[i].value(), b[i].value());
      // not both can be 1
      less = Bit.known(api.mulAdd(equal.value(), less.value(), a[i].isLess(api, b[i]).value()));
    }
    return less;
  }
}
