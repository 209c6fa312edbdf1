package io.crowdroll.protocol.state;

import static io.crowdroll.prover.field.PrimeField.LIMBS;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.prover.field.Poseidon;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The state root computed anew from what accounts and slots hold, as STATEMENTS.md says it and with
 * nothing of the tree that is kept up to date: sorted keys, and one hash after the other. For the
 * auditor; time is proportional to the state.
 */
public final class Recount {
  private Recount() {}

  /** The root that the world's tree must have. */
  public static Hash256 root(WorldState world) {
    Accounts accounts = world.accounts();
    TreeMap<Address, Address> next = successors(accounts);
    List<Hash256> leaves = new ArrayList<>();
    for (int account = 0; account < accounts.size(); account++) {
      Address address = accounts.address(account);
      Storage storage = world.storage(account);
      leaves.add(
          new AccountLeaf(
                  address,
                  next.get(address),
                  accounts.nonce(account),
                  accounts.balance(account),
                  accounts.debt(account),
                  accounts.bonded(account),
                  accounts.eth(account),
                  world.codeHash(account),
                  storage == null ? Hash256.ZERO : root(storage))
              .hash());
    }
    return root(leaves);
  }

  /** The next larger address in use by address; zero after the last. */
  private static TreeMap<Address, Address> successors(Accounts accounts) {
    TreeMap<Address, Address> next = new TreeMap<>();
    for (int account = 0; account < accounts.size(); account++) {
      next.put(accounts.address(account), Address.ZERO);
    }
    next.replaceAll(
        (address, none) -> next.lastKey().equals(address) ? none : next.higherKey(address));
    return next;
  }

  private static Hash256 root(Storage storage) {
    TreeMap<Hash256, Hash256> values = new TreeMap<>();
    for (int slot = 0; slot < storage.size(); slot++) {
      values.put(storage.key(slot), storage.value(slot));
    }
    List<Hash256> leaves = new ArrayList<>();
    for (int slot = 0; slot < storage.size(); slot++) {
      Hash256 key = storage.key(slot);
      Hash256 higher = values.higherKey(key);
      Hash256 after = higher == null ? Hash256.ZERO : higher;
      leaves.add(new StorageLeaf(key, after, storage.value(slot)).hash());
    }
    return root(leaves);
  }

  private static Hash256 root(List<Hash256> leaves) {
    List<Hash256> level = leaves;
    Hash256 empty = Hash256.ZERO;
    for (int height = 0; height < MerkleTree.DEPTH; height++) {
      List<Hash256> parents = new ArrayList<>();
      for (int i = 0; i < level.size(); i += 2) {
        Hash256 right = i + 1 < level.size() ? level.get(i + 1) : empty;
        parents.add(hash(level.get(i), right));
      }
      level = parents;
      empty = hash(empty, empty);
    }
    return level.getFirst();
  }

  private static Hash256 hash(Hash256 left, Hash256 right) {
    long[] pair = new long[2 * LIMBS];
    Elements.put(pair, 0, left);
    Elements.put(pair, LIMBS, right);
    Poseidon.hash(pair, 0, pair, 0, 2);
    return Elements.toHash(pair, 0);
  }
}
