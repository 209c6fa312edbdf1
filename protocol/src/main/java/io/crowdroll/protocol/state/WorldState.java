package io.crowdroll.protocol.state;

import static io.crowdroll.prover.field.PrimeField.LIMBS;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.evm.Code;
import io.crowdroll.protocol.evm.Limbs;
import it.unimi.dsi.fastutil.ints.Int2ObjectLinkedOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntLinkedOpenHashSet;
import it.unimi.dsi.fastutil.objects.Object2ObjectOpenHashMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rollup state as the {@code full} rung has it (PROTOCOL.md §1): the accounts with their contracts'
 * code and storage, committed to by the indexed Merkle tree of STATEMENTS.md.
 *
 * <p>{@link #commit} needs not be told what a transition changed: every change of an account or a
 * slot is seen here, taken into the tree when the root is asked for, and can be undone back to a
 * {@link #snapshot} in time proportional to the changes. An account's index is its leaf.
 */
public final class WorldState implements StateCommitment {
  private record Contract(Code code, Storage storage) {}

  private final Accounts accounts;
  private final Archive archive; // null: lives in memory only
  private final Hasher hasher;
  private final IndexedTree tree;
  private final Int2ObjectLinkedOpenHashMap<Contract> contracts =
      new Int2ObjectLinkedOpenHashMap<>();
  private final Object2ObjectOpenHashMap<Hash256, Code> codes = new Object2ObjectOpenHashMap<>();
  private final List<Undo> undo = new ArrayList<>();
  private final IntLinkedOpenHashSet stale = new IntLinkedOpenHashSet();
  private final long[] key = new long[LIMBS];
  private long height = -1;

  /**
   * A world that lives in memory. Watches the accounts from here on.
   *
   * @param workers who hash
   */
  public WorldState(Accounts accounts, Workers workers) {
    this(accounts, workers, null);
    found();
  }

  private WorldState(Accounts accounts, Workers workers, StateStore store) {
    this.accounts = accounts;
    archive = store == null ? null : new Archive(store);
    hasher = new Hasher(workers);
    tree = new IndexedTree(hasher, new AccountLeaves(), listener(0));
    accounts.watch(new Changes());
  }

  /**
   * A world that {@link #save} keeps in a store: as it was last saved there, or where the store is
   * empty, of the accounts given.
   *
   * @param accounts new ones, to be filled from the store; or where that is empty those at genesis
   * @throws IllegalStateException if the store's nodes do not give the root saved with them
   */
  public static WorldState open(Accounts accounts, Workers workers, StateStore store) {
    WorldState world = new WorldState(accounts, workers, store);
    boolean[] saved = {false};
    store.scan(Archive.META, (key, value) -> saved[0] = true);
    if (saved[0]) {
      world.archive.load(world.new Revival());
      world.undo.clear();
    } else {
      world.found();
    }
    return world;
  }

  private void found() {
    for (int account = 0; account < accounts.size(); account++) {
      if (account > 0) {
        openLeaf(account);
      }
      changed(account);
    }
  }

  private MerkleTree.Listener listener(int number) {
    return archive == null ? MerkleTree.Listener.NONE : archive.nodes(number);
  }

  /** An account's leaf is to be made anew. */
  private void changed(int account) {
    tree.changed(account);
    if (archive != null) {
      archive.accountChanged(account);
    }
  }

  /**
   * Saves what has changed since the last time, in one batch, and forgets how to undo it: after
   * final blocks only.
   *
   * @param height of the block, to be found at {@link #height()} in the next life
   */
  public void save(long height) {
    this.height = height;
    forget();
    archive.save(new Present(), height, root());
  }

  /** The block after which the world was last saved; −1 = never. */
  public long height() {
    return height;
  }

  public Accounts accounts() {
    return accounts;
  }

  /** The state root; hashes what has changed since it was last asked for. */
  @Override
  public Hash256 root() {
    // storage first: an account's leaf holds its root
    stale.forEach(account -> contracts.get(account).storage.root());
    stale.clear();
    return tree.root();
  }

  /** The root after the changes of a transition; what they are is known here. */
  @Override
  public Hash256 commit(int kind, int first, int second, Wei amount, Wei fee) {
    return root();
  }

  /** A mark to {@link #revert} to. */
  public int snapshot() {
    return undo.size();
  }

  /** Undoes every change since a mark. */
  public void revert(int snapshot) {
    while (undo.size() > snapshot) {
      undo(undo.removeLast());
    }
  }

  /** Forgets how to undo what is final: marks from before are void. */
  public void forget() {
    undo.clear();
  }

  private void undo(Undo change) {
    switch (change) {
      case Undo.Fields(int account, Accounts.Fields before) -> {
        accounts.restore(account, before);
        changed(account);
      }
      case Undo.Opened() -> {
        accounts.undoOpen();
        tree.undoOpen();
      }
      case Undo.Slot(int account, int slot, Hash256 before) -> {
        Limbs.put(before, key, 0);
        contracts.get(account).storage.write(slot, key, 0);
        slotChanged(account, slot);
      }
      case Undo.SlotOpened(int account) -> {
        contracts.get(account).storage.undoOpen();
        storageChanged(account);
      }
      case Undo.Deployed(int account) -> {
        contracts.remove(account);
        stale.remove(account);
        changed(account);
      }
    }
  }

  /** Gives an account without code its code, not empty, and an empty storage. */
  public void deploy(int account, Code code) {
    Code known = codes.putIfAbsent(code.hash(), code);
    if (known == null && archive != null) {
      archive.codeAdded(code);
    }
    Storage storage = new Storage(hasher, listener(account + 1));
    contracts.put(account, new Contract(known == null ? code : known, storage));
    undo.add(new Undo.Deployed(account));
    storageChanged(account);
    accounts.setCode(account);
  }

  /** Keccak of an account's code, 0 where it has none. */
  public Hash256 codeHash(int account) {
    Contract contract = contracts.get(account);
    return contract == null ? Hash256.ZERO : contract.code.hash();
  }

  /** An account's code: equal codes are one object. */
  public Code code(int account) {
    Contract contract = contracts.get(account);
    return contract == null ? Code.EMPTY : contract.code;
  }

  /**
   * Reads a slot, 0 where it was never written.
   *
   * @param slot key, 4 longs, least significant first
   * @param out takes the value in the same form
   */
  public void readStorage(int account, long[] slot, int at, long[] out, int o) {
    Contract contract = contracts.get(account);
    int leaf = contract == null ? -1 : contract.storage.find(slot, at);
    if (leaf < 0) {
      Arrays.fill(out, o, o + LIMBS, 0);
    } else {
      contract.storage.read(leaf, out, o);
    }
  }

  /**
   * Writes a contract's slot. Slots that a transaction makes are written in ascending order of
   * their keys (STATEMENTS.md); one that is absent and gets 0 stays absent.
   */
  public void writeStorage(int account, long[] slot, int at, long[] value, int v) {
    Storage storage = contracts.get(account).storage;
    int leaf = storage.find(slot, at);
    if (leaf < 0) {
      if (Limbs.isZero(value, v)) {
        return;
      }
      leaf = storage.open(slot, at);
      undo.add(new Undo.SlotOpened(account));
    }
    undo.add(new Undo.Slot(account, leaf, storage.value(leaf)));
    storage.write(leaf, value, v);
    slotChanged(account, leaf);
  }

  private void slotChanged(int account, int slot) {
    if (archive != null) {
      archive.slotChanged(account, slot);
    }
    storageChanged(account);
  }

  private void storageChanged(int account) {
    stale.add(account);
    changed(account);
  }

  /** What the root says of an address: its leaf, or the one that passes it over. */
  public StateProof proof(Address address) {
    root();
    Limbs.put(address, key, 0);
    int account = tree.find(key, 0);
    int shown = account < 0 ? tree.low(key, 0) : account;
    List<Hash256> siblings = tree.siblings(shown);
    return new StateProof(leaf(shown), shown, siblings);
  }

  /** What the storage root of an account with code says of a slot. */
  public StateProof storageProof(int account, Hash256 slot) {
    long[] words = new long[LIMBS];
    Limbs.put(slot, words, 0);
    return contracts.get(account).storage.proof(words);
  }

  /** An account as its leaf commits to it now. */
  public AccountLeaf leaf(int account) {
    int next = tree.next(account);
    Contract contract = contracts.get(account);
    return new AccountLeaf(
        accounts.address(account),
        next == 0 ? Address.ZERO : accounts.address(next),
        accounts.nonce(account),
        accounts.balance(account),
        accounts.debt(account),
        accounts.bonded(account),
        accounts.eth(account),
        codeHash(account),
        contract == null ? Hash256.ZERO : contract.storage.root());
  }

  /** A contract's storage, {@code null} where there is no code. */
  Storage storage(int account) {
    Contract contract = contracts.get(account);
    return contract == null ? null : contract.storage;
  }

  private void openLeaf(int account) {
    Limbs.put(accounts.address(account), key, 0);
    tree.open(key, 0);
  }

  /** Takes what changes in the accounts into the tree, and what undoes it. */
  private final class Changes implements Accounts.Watch {
    @Override
    public void changing(int account) {
      undo.add(new Undo.Fields(account, accounts.fields(account)));
      changed(account);
    }

    @Override
    public void opened(int account) {
      undo.add(new Undo.Opened());
      openLeaf(account);
      changed(account);
    }
  }

  /** The world for its archive to save. */
  private final class Present implements Archive.Source {
    @Override
    public int accounts() {
      return accounts.size();
    }

    @Override
    public Address address(int account) {
      return accounts.address(account);
    }

    @Override
    public Accounts.Fields fields(int account) {
      return accounts.fields(account);
    }

    @Override
    public Hash256 codeHash(int account) {
      return WorldState.this.codeHash(account);
    }

    @Override
    public Storage storage(int account) {
      return WorldState.this.storage(account);
    }

    @Override
    public MerkleTree tree(int number) {
      if (number == 0) {
        return tree.nodes();
      }
      Storage storage = storage(number - 1);
      return storage == null ? null : storage.tree().nodes();
    }
  }

  /** Takes the world back from its archive; nodes come last and are not hashed again. */
  private final class Revival implements Archive.Reader {
    private boolean leavesKnown;

    @Override
    public void code(Code code) {
      codes.put(code.hash(), code);
    }

    @Override
    public void account(int account, Address address, Accounts.Fields fields, Hash256 codeHash) {
      if (account > 0) {
        accounts.open(address);
      }
      accounts.restore(account, fields);
      if (fields.code()) {
        Storage storage = new Storage(hasher, listener(account + 1));
        contracts.put(account, new Contract(codes.get(codeHash), storage));
      }
    }

    @Override
    public void slot(int account, int slot, Hash256 slotKey, Hash256 value) {
      Storage storage = contracts.get(account).storage;
      Limbs.put(slotKey, key, 0);
      if (slot > 0) {
        storage.open(key, 0);
      }
      Limbs.put(value, key, 0);
      storage.write(slot, key, 0);
    }

    @Override
    public void node(int number, int level, int index, Hash256 node) {
      if (!leavesKnown) {
        leavesKnown = true;
        tree.expectNodes();
        contracts.values().forEach(contract -> contract.storage.tree().expectNodes());
      }
      new Present().tree(number).restore(level, index, node);
    }

    @Override
    public void meta(long savedHeight, Hash256 savedRoot) {
      height = savedHeight;
      if (!root().equals(savedRoot)) {
        throw new IllegalStateException(
            "the store's nodes give root " + root() + ", saved was " + savedRoot);
      }
      archive.saved();
    }
  }

  private final class AccountLeaves implements IndexedTree.Leaves {
    @Override
    public int inputs() {
      return AccountLeaf.INPUTS;
    }

    @Override
    public void write(int account, int next, long[] out, int o) {
      leaf(account).put(out, o);
    }
  }
}
