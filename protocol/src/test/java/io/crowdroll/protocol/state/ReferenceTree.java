package io.crowdroll.protocol.state;

import io.crowdroll.prover.field.Poseidon;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The indexed Merkle tree as its definition reads, with numbers for everything and nothing kept:
 * what the real one is compared with. Leaves are made of (key, next, rest …) in halves or whole.
 */
final class ReferenceTree {
  private final List<BigInteger> keys = new ArrayList<>(List.of(BigInteger.ZERO));
  private final SortedMap<BigInteger, List<BigInteger>> rest = new TreeMap<>();
  private final boolean halves;

  /**
   * @param halves whether keys go into the leaf as two halves of 128 bits
   * @param empty what leaf 0 holds besides
   */
  ReferenceTree(boolean halves, List<BigInteger> empty) {
    this.halves = halves;
    rest.put(BigInteger.ZERO, empty);
  }

  /** Sets what a leaf holds besides key and next; makes it where it is absent. */
  void put(BigInteger key, List<BigInteger> fields) {
    if (rest.put(key, fields) == null) {
      keys.add(key);
    }
  }

  BigInteger root() {
    List<BigInteger> level = new ArrayList<>();
    for (BigInteger key : keys) {
      SortedMap<BigInteger, ?> after = rest.tailMap(key.add(BigInteger.ONE));
      List<BigInteger> fields = new ArrayList<>();
      number(key, fields);
      number(after.isEmpty() ? BigInteger.ZERO : after.firstKey(), fields);
      fields.addAll(rest.get(key));
      level.add(Poseidon.hash(fields.toArray(BigInteger[]::new)));
    }
    BigInteger empty = BigInteger.ZERO;
    for (int height = 0; height < 32; height++) {
      List<BigInteger> parents = new ArrayList<>();
      for (int k = 0; k < level.size(); k += 2) {
        parents.add(Poseidon.hash(level.get(k), k + 1 < level.size() ? level.get(k + 1) : empty));
      }
      empty = Poseidon.hash(empty, empty);
      level = parents;
    }
    return level.getFirst();
  }

  private void number(BigInteger value, List<BigInteger> fields) {
    if (halves) {
      fields.add(value.shiftRight(128));
      fields.add(value.mod(BigInteger.ONE.shiftLeft(128)));
    } else {
      fields.add(value);
    }
  }
}
