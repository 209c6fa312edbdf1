package io.crowdroll.contracts.l1;

import static io.crowdroll.contracts.l1.Abi.tuple;
import static io.crowdroll.contracts.l1.Abi.word;

import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Keccak256;
import io.crowdroll.protocol.chain.Transition;
import java.util.ArrayList;
import java.util.List;

/**
 * The keccak tree over a batch's withdrawals, as the contract builds it: a layer of odd size is
 * filled up with 0, and a lone leaf is its own root.
 */
final class Claims {
  private Claims() {}

  /** The contract's struct {@code Withdrawal}. */
  static Abi.Part record(Transition.Withdrawal withdrawal) {
    return tuple(
        word(withdrawal.recipient()), word(withdrawal.asset().ordinal()), word(withdrawal.value()));
  }

  /** The root, 0 if there are none. */
  static Hash256 root(List<Transition.Withdrawal> withdrawals) {
    List<Hash256> layer = leaves(withdrawals);
    while (layer.size() > 1) {
      layer = above(layer);
    }
    return layer.isEmpty() ? Hash256.ZERO : layer.getFirst();
  }

  /**
   * Siblings of a leaf, from there up.
   *
   * @throws IndexOutOfBoundsException if there is no such record
   */
  static List<Hash256> path(List<Transition.Withdrawal> withdrawals, int record) {
    List<Hash256> layer = leaves(withdrawals);
    layer.get(record);
    List<Hash256> path = new ArrayList<>();
    for (int at = record; layer.size() > 1; at /= 2) {
      path.add(node(layer, at ^ 1));
      layer = above(layer);
    }
    return path;
  }

  private static List<Hash256> leaves(List<Transition.Withdrawal> withdrawals) {
    List<Hash256> leaves = new ArrayList<>();
    for (Transition.Withdrawal withdrawal : withdrawals) {
      byte[] bytes = tuple(word(leaves.size()), record(withdrawal)).bytes();
      leaves.add(new Keccak256().putBytes(bytes).digest());
    }
    return leaves;
  }

  private static List<Hash256> above(List<Hash256> layer) {
    List<Hash256> nodes = new ArrayList<>();
    for (int left = 0; left < layer.size(); left += 2) {
      Keccak256 keccak = new Keccak256().putHash(layer.get(left));
      nodes.add(keccak.putHash(node(layer, left + 1)).digest());
    }
    return nodes;
  }

  private static Hash256 node(List<Hash256> layer, int at) {
    return at < layer.size() ? layer.get(at) : Hash256.ZERO;
  }
}
