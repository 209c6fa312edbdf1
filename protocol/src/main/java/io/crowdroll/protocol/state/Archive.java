package io.crowdroll.protocol.state;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.evm.Code;
import it.unimi.dsi.fastutil.ints.IntLinkedOpenHashSet;
import it.unimi.dsi.fastutil.longs.LongLinkedOpenHashSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a world keeps in its store, and what of it is not there yet. A save is one batch: the store
 * has the state after one final block or after the next, and nothing between.
 *
 * <p>Entries by their first byte: {@code a} account → fields, {@code s} account, slot → key and
 * value, {@code c} hash → code, {@code n} tree, level, index → node (tree 0 is that of the
 * accounts, k + 1 the storage of account k), {@code m} → height, root. Numbers are big-endian, of
 * fixed width.
 */
final class Archive {
  private static final byte ACCOUNT = 'a';
  private static final byte SLOT = 's';
  private static final byte CODE = 'c';
  private static final byte NODE = 'n';
  static final byte META = 'm';

  /** Takes what was saved back in, in this order: codes, accounts, slots, nodes, meta. */
  interface Reader {
    void code(Code code);

    void account(int account, Address address, Accounts.Fields fields, Hash256 codeHash);

    void slot(int account, int slot, Hash256 key, Hash256 value);

    void node(int tree, int level, int index, Hash256 node);

    void meta(long height, Hash256 root);
  }

  /** Changed nodes of one tree. */
  private static final class Nodes implements MerkleTree.Listener {
    private final LongLinkedOpenHashSet changed = new LongLinkedOpenHashSet();

    @Override
    public void changed(int level, int index) {
      changed.add((long) level << Integer.SIZE | index);
    }
  }

  private final StateStore store;
  private final IntLinkedOpenHashSet accounts = new IntLinkedOpenHashSet();
  private final LongLinkedOpenHashSet slots = new LongLinkedOpenHashSet();
  private final List<Code> codes = new ArrayList<>();
  private final List<Nodes> trees = new ArrayList<>();
  private final List<StateStore.Entry> batch = new ArrayList<>();

  Archive(StateStore store) {
    this.store = store;
  }

  // --- what is not saved yet

  void accountChanged(int account) {
    accounts.add(account);
  }

  void slotChanged(int account, int slot) {
    slots.add((long) account << Integer.SIZE | slot);
  }

  void codeAdded(Code code) {
    codes.add(code);
  }

  /** Who is to be told of changed nodes of a tree. */
  MerkleTree.Listener nodes(int tree) {
    while (trees.size() <= tree) {
      trees.add(null);
    }
    trees.set(tree, new Nodes());
    return trees.get(tree);
  }

  // --- saving

  /** The world as it is when it is saved; what has changed may have been undone since. */
  interface Source {
    int accounts();

    Address address(int account);

    Accounts.Fields fields(int account);

    Hash256 codeHash(int account);

    /** A contract's storage, {@code null} where there is none. */
    Storage storage(int account);

    /** A tree's nodes, {@code null} where there is none. */
    MerkleTree tree(int tree);
  }

  void save(Source world, long height, Hash256 root) {
    batch.clear();
    for (Code code : codes) {
      put(new Bytes(33).put(CODE).put(code.hash()), code.bytes().clone());
    }
    accounts.forEach(account -> saveAccount(world, account));
    slots.forEach(
        at -> {
          int account = (int) (at >>> Integer.SIZE);
          int slot = (int) at;
          Storage storage = world.storage(account);
          if (storage != null && slot < storage.size()) {
            put(
                new Bytes(9).put(SLOT).put(account).put(slot),
                new Bytes(64).put(storage.key(slot)).put(storage.value(slot)).bytes());
          }
        });
    for (int tree = 0; tree < trees.size(); tree++) {
      if (trees.get(tree) != null && !trees.get(tree).changed.isEmpty()) {
        saveNodes(tree, world.tree(tree), trees.get(tree).changed);
      }
    }
    put(new Bytes(1).put(META), new Bytes(40).put(height).put(root).bytes());
    store.write(List.copyOf(batch));
    batch.clear();
    saved();
  }

  /** What there is now is in the store. */
  void saved() {
    codes.clear();
    accounts.clear();
    slots.clear();
    trees.stream().filter(Objects::nonNull).forEach(tree -> tree.changed.clear());
  }

  private void saveAccount(Source world, int account) {
    if (account >= world.accounts()) {
      return;
    }
    Accounts.Fields fields = world.fields(account);
    Address address = world.address(account);
    put(
        new Bytes(5).put(ACCOUNT).put(account),
        new Bytes(108)
            .put(address.w0())
            .put(address.w1())
            .put(address.w2())
            .put(fields.nonce())
            .put(fields.net())
            .put(fields.bonded())
            .put(fields.eth())
            .put(world.codeHash(account))
            .bytes());
  }

  private void saveNodes(int tree, MerkleTree nodes, LongLinkedOpenHashSet changed) {
    changed.forEach(
        at -> {
          int level = (int) (at >>> Integer.SIZE);
          int index = (int) at;
          if (nodes != null && nodes.has(level, index)) {
            put(
                new Bytes(10).put(NODE).put(tree).put((byte) level).put(index),
                new Bytes(32).put(nodes.node(level, index)).bytes());
          }
        });
  }

  private void put(Bytes key, byte[] value) {
    batch.add(new StateStore.Entry(key.bytes(), value));
  }

  // --- loading

  void load(Reader reader) {
    store.scan(CODE, (key, value) -> reader.code(Code.of(value)));
    store.scan(
        ACCOUNT,
        (key, value) -> {
          Bytes in = new Bytes(value);
          Address address = new Address(in.nextInt(), in.nextLong(), in.nextLong());
          long nonce = in.nextLong();
          Wei net = in.nextWei();
          Wei bonded = in.nextWei();
          Wei eth = in.nextWei();
          Hash256 code = in.nextHash();
          boolean coded = !code.equals(Hash256.ZERO);
          Accounts.Fields fields = new Accounts.Fields(nonce, net, bonded, eth, coded);
          reader.account(new Bytes(key).skip(1).nextInt(), address, fields, code);
        });
    store.scan(
        SLOT,
        (key, value) -> {
          Bytes at = new Bytes(key).skip(1);
          Bytes in = new Bytes(value);
          reader.slot(at.nextInt(), at.nextInt(), in.nextHash(), in.nextHash());
        });
    store.scan(
        NODE,
        (key, value) -> {
          Bytes at = new Bytes(key).skip(1);
          reader.node(at.nextInt(), at.nextByte(), at.nextInt(), new Bytes(value).nextHash());
        });
    store.scan(
        META,
        (key, value) -> {
          Bytes in = new Bytes(value);
          reader.meta(in.nextLong(), in.nextHash());
        });
  }
}
