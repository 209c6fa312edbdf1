package io.crowdroll.prover.circuit.gadget;

import io.crowdroll.prover.circuit.Api;
import io.crowdroll.prover.circuit.Variable;

/**
 * A path in circomlib's sparse Merkle tree: a leaf Poseidon(key, value, 1) stands where the bits of
 * its key, lowest first, lead from the root, as high as no other leaf shares the way; an empty
 * place is 0. So the depth of a leaf is the number of siblings up to the last that is not 0.
 *
 * @param siblings from the root down, filled up with zeros
 */
public record SparseMerklePath(Variable[] siblings) {
  /**
   * @throws IllegalArgumentException if there are more levels than a key has bits
   */
  public SparseMerklePath {
    if (siblings.length > 254) {
      throw new IllegalArgumentException(siblings.length + " levels: a key has 254 bits");
    }
  }

  /** (key, value) is in the tree of this root. */
  public void assertIncluded(Api api, Variable root, Variable key, Variable value) {
    api.assertEqual(root(api, key, leaf(api, key, value)), root);
  }

  /**
   * The key is not in the tree of this root: its place is empty, or another key's leaf stands
   * there.
   *
   * @param empty whether the place is empty; then the next two do not matter
   * @param otherKey key of the leaf that stands there
   * @param otherValue its value
   */
  public void assertExcluded(
      Api api, Variable root, Variable key, Bit empty, Variable otherKey, Variable otherValue) {
    Bit same = Equality.isEqual(api, key, otherKey);
    api.assertZero(same.and(api, empty.not(api)).value());
    Variable other = leaf(api, otherKey, otherValue);
    Variable found = api.mul(empty.not(api).value(), other);
    api.assertEqual(root(api, key, found), root);
  }

  /** The root after the key's value has changed from one to another. */
  public Variable update(
      Api api, Variable root, Variable key, Variable oldValue, Variable newValue) {
    assertIncluded(api, root, key, oldValue);
    return root(api, key, leaf(api, key, newValue));
  }

  private static Variable leaf(Api api, Variable key, Variable value) {
    return PoseidonHash.hash(api, key, value, api.constant(1));
  }

  /** The root if what stands at the end of the key's path is {@code node}. */
  private Variable root(Api api, Variable key, Variable node) {
    try (var _ = api.scope("sparse Merkle path")) {
      Bit[] bits = Bits.splitStrict(api, key);
      Variable current = node;
      Bit above = Bit.constant(api, false); // the end of the path is further down
      for (int i = siblings.length - 1; i >= 0; i--) {
        above = above.or(api, Equality.isZero(api, siblings[i]).not(api));
        Variable left = bits[i].select(api, siblings[i], current);
        Variable right = api.sub(api.add(current, siblings[i]), left);
        current = above.select(api, PoseidonHash.hash(api, left, right), current);
      }
      return current;
    }
  }
}
