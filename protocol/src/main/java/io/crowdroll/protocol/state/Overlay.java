package io.crowdroll.protocol.state;

import static io.crowdroll.protocol.evm.Limbs.WORD;

import io.crowdroll.protocol.chain.AccessEntry;
import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.evm.Code;
import io.crowdroll.protocol.evm.EvmState;
import io.crowdroll.protocol.evm.Limbs;
import io.crowdroll.protocol.evm.Log;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one transaction has made of world state so far: the EVM works on this, and only {@link
 * #commit} changes the world. So a call that fails or is only tried leaves nothing behind, and the
 * leaves that a transaction makes are made at its end in ascending order (STATEMENTS.md, the state
 * tree).
 *
 * <p>Where rollup state differs from Ethereum's (PROTOCOL.md §1): a credit repays debt first, and
 * the EVM sees the balance alone; an account with debt, bond or bridged ETH is not empty; one that
 * is deleted keeps those; storage without code is dropped at the end, as nothing could read it.
 */
public final class Overlay implements EvmState {
  private static final int WARM = 1;
  private static final int CREATED = 2;
  private static final int DELETED = 4;

  private enum Change {
    FLAGS,
    NONCE,
    BALANCE,
    CODE,
    SLOT,
    SLOT_WARM,
    TRANSIENT,
    LOG
  }

  private static final Change[] CHANGES = Change.values();

  /** Takes the changes of balances into the token's ledger. */
  @FunctionalInterface
  public interface Balances {
    void add(int account, Wei delta);
  }

  private final WorldState world;
  private final Accounts accounts;
  private final BlockHashes hashes;
  private final Object2IntOpenHashMap<Address> index = new Object2IntOpenHashMap<>();
  private Address[] addresses = new Address[16];
  private int[] homes = new int[16]; // index in the world, −1 = absent
  private int[] flags = new int[16];
  private long[] nonces = new long[16];
  private Wei[] nets = new Wei[16];
  private Code[] codes = new Code[16];
  private int size;
  private Address lastAddress;
  private int last;
  private final SlotTable slots = new SlotTable();
  private final SlotTable transients = new SlotTable();
  private final List<Log> logs = new ArrayList<>();
  private final List<Code> formerCodes = new ArrayList<>();
  private long[] journal = new long[64];
  private int top;

  /**
   * @param hashes of the blocks before this one
   */
  public Overlay(WorldState world, BlockHashes hashes) {
    this.world = world;
    this.hashes = hashes;
    accounts = world.accounts();
    index.defaultReturnValue(-1);
  }

  /** Starts a transaction: forgets everything of the one before that was not committed. */
  public void begin() {
    index.clear();
    size = 0;
    lastAddress = null;
    slots.clear();
    transients.clear();
    logs.clear();
    formerCodes.clear();
    top = 0;
  }

  /** The transaction's logs so far. */
  public List<Log> logs() {
    return List.copyOf(logs);
  }

  /** What the transaction has made warm so far, in ascending order: its access list (EIP-2930). */
  public List<AccessEntry> accessed() {
    TreeMap<Address, TreeSet<Hash256>> accessed = new TreeMap<>();
    for (int entry = 0; entry < size; entry++) {
      if ((flags[entry] & WARM) != 0) {
        accessed.put(addresses[entry], new TreeSet<>());
      }
    }
    for (int slot = 0; slot < slots.size(); slot++) {
      if (slots.isWarm(slot)) {
        accessed
            .computeIfAbsent(addresses[slots.account(slot)], _ -> new TreeSet<>())
            .add(Limbs.hash(slots.keys(), slot * WORD));
      }
    }
    return accessed.entrySet().stream()
        .map(entry -> new AccessEntry(entry.getKey(), List.copyOf(entry.getValue())))
        .toList();
  }

  // --- accounts

  private int entry(Address address) {
    if (address == lastAddress) {
      return last;
    }
    int entry = index.getInt(address);
    if (entry < 0) {
      entry = load(address);
    }
    lastAddress = address;
    last = entry;
    return entry;
  }

  private int load(Address address) {
    if (size == addresses.length) {
      addresses = Arrays.copyOf(addresses, 2 * size);
      homes = Arrays.copyOf(homes, 2 * size);
      flags = Arrays.copyOf(flags, 2 * size);
      nonces = Arrays.copyOf(nonces, 2 * size);
      nets = Arrays.copyOf(nets, 2 * size);
      codes = Arrays.copyOf(codes, 2 * size);
    }
    int home = accounts.find(address);
    addresses[size] = address;
    homes[size] = home;
    flags[size] = 0;
    nonces[size] = home < 0 ? 0 : accounts.nonce(home);
    nets[size] = home < 0 ? Wei.ZERO : accounts.net(home);
    codes[size] = home < 0 ? Code.EMPTY : world.code(home);
    index.put(address, size);
    return size++;
  }

  @Override
  public boolean isEmpty(Address account) {
    int entry = entry(account);
    int home = homes[entry];
    return isBlank(entry)
        && (home < 0 || accounts.bonded(home).isZero() && accounts.eth(home).isZero());
  }

  /** Whether there is nothing that a leaf would have to hold for it. */
  private boolean isBlank(int entry) {
    return nonces[entry] == 0 && nets[entry].isZero() && codes[entry].size() == 0;
  }

  /** An account without code has no storage, so nonce and code decide. */
  @Override
  public boolean isOccupied(Address account) {
    int entry = entry(account);
    return nonces[entry] != 0 || codes[entry].size() != 0;
  }

  @Override
  public void balance(Address account, long[] out, int at) {
    Wei balance = nets[entry(account)].max(Wei.ZERO);
    out[at] = balance.lo();
    out[at + 1] = balance.hi();
    out[at + 2] = 0;
    out[at + 3] = 0;
  }

  @Override
  public long nonce(Address account) {
    return nonces[entry(account)];
  }

  @Override
  public void setNonce(Address account, long nonce) {
    int entry = entry(account);
    note(Change.NONCE, entry, nonces[entry], 0);
    nonces[entry] = nonce;
  }

  @Override
  public Code code(Address account) {
    return codes[entry(account)];
  }

  @Override
  public void setCode(Address account, Code code) {
    int entry = entry(account);
    formerCodes.add(codes[entry]);
    note(Change.CODE, entry, 0, 0);
    codes[entry] = code;
  }

  @Override
  public void create(Address account) {
    setNonce(account, 1);
    mark(entry(account), CREATED);
  }

  @Override
  public void transfer(Address from, Address to, long[] value, int at) {
    Wei amount = new Wei(value[at + 1], value[at]);
    if (!amount.isZero()) {
      add(entry(from), amount.negate());
      add(entry(to), amount);
    }
  }

  /** Takes from or gives to an account in the transaction's own right: fees. */
  public void add(Address account, Wei delta) {
    add(entry(account), delta);
  }

  private void add(int entry, Wei delta) {
    setNet(entry, nets[entry].plus(delta));
  }

  private void setNet(int entry, Wei net) {
    note(Change.BALANCE, entry, nets[entry].hi(), nets[entry].lo());
    nets[entry] = net;
  }

  @Override
  public void selfDestruct(Address account, Address heir) {
    int entry = entry(account);
    boolean deleted = (flags[entry] & CREATED) != 0;
    if (deleted) {
      mark(entry, DELETED);
    }
    Wei balance = nets[entry].max(Wei.ZERO);
    int to = entry(heir);
    if (!balance.isZero() && (deleted || to != entry)) {
      add(entry, balance.negate());
      if (to != entry) {
        add(to, balance);
      }
    }
  }

  private void mark(int entry, int flag) {
    if ((flags[entry] & flag) == 0) {
      note(Change.FLAGS, entry, flags[entry], 0);
      flags[entry] |= flag;
    }
  }

  // --- storage

  private int slot(Address account, long[] key, int keyAt) {
    int entry = entry(account);
    int slot = slots.find(entry, key, keyAt);
    if (slot >= 0) {
      return slot;
    }
    slot = slots.add(entry, key, keyAt, slot);
    if (homes[entry] >= 0) {
      world.readStorage(homes[entry], key, keyAt, slots.values(), slot * WORD);
      System.arraycopy(slots.values(), slot * WORD, slots.originals(), slot * WORD, WORD);
    }
    return slot;
  }

  private boolean warmSlot(int slot) {
    if (slots.isWarm(slot)) {
      return false;
    }
    slots.setWarm(slot, true);
    note(Change.SLOT_WARM, slot, 0, 0);
    return true;
  }

  @Override
  public boolean load(Address account, long[] key, int keyAt, long[] out, int outAt) {
    int slot = slot(account, key, keyAt);
    System.arraycopy(slots.values(), slot * WORD, out, outAt, WORD);
    return warmSlot(slot);
  }

  @Override
  public boolean loadWithOriginal(Address account, long[] key, int keyAt, long[] out, int outAt) {
    int slot = slot(account, key, keyAt);
    System.arraycopy(slots.values(), slot * WORD, out, outAt, WORD);
    System.arraycopy(slots.originals(), slot * WORD, out, outAt + WORD, WORD);
    return warmSlot(slot);
  }

  @Override
  public void store(Address account, long[] key, int keyAt, long[] value, int valueAt) {
    int slot = slot(account, key, keyAt);
    noteWord(Change.SLOT, slot, slots.values());
    System.arraycopy(value, valueAt, slots.values(), slot * WORD, WORD);
  }

  @Override
  public void loadTransient(Address account, long[] key, int keyAt, long[] out, int outAt) {
    int slot = transients.find(entry(account), key, keyAt);
    if (slot < 0) {
      Arrays.fill(out, outAt, outAt + WORD, 0);
    } else {
      System.arraycopy(transients.values(), slot * WORD, out, outAt, WORD);
    }
  }

  @Override
  public void storeTransient(Address account, long[] key, int keyAt, long[] value, int valueAt) {
    int entry = entry(account);
    int slot = transients.find(entry, key, keyAt);
    if (slot < 0) {
      slot = transients.add(entry, key, keyAt, slot);
    }
    noteWord(Change.TRANSIENT, slot, transients.values());
    System.arraycopy(value, valueAt, transients.values(), slot * WORD, WORD);
  }

  // --- the transaction and the block

  @Override
  public boolean warm(Address account) {
    int entry = entry(account);
    boolean cold = (flags[entry] & WARM) == 0;
    mark(entry, WARM);
    return cold;
  }

  @Override
  public void warmSlot(Address account, Hash256 key) {
    long[] words = new long[WORD];
    Limbs.put(key, words, 0);
    warmSlot(slot(account, words, 0));
  }

  @Override
  public void log(Log log) {
    logs.add(log);
    note(Change.LOG, 0, 0, 0);
  }

  @Override
  public void blockHash(long number, long[] out, int at) {
    Limbs.put(hashes.hash(number), out, at);
  }

  // --- journal: the former value, what it is of, and the kind of change, from the bottom up

  private void note(Change change, int of, long former, long formerLow) {
    reserve(4);
    journal[top++] = former;
    journal[top++] = formerLow;
    journal[top++] = of;
    journal[top++] = change.ordinal();
  }

  private void noteWord(Change change, int slot, long[] values) {
    reserve(WORD + 2);
    System.arraycopy(values, slot * WORD, journal, top, WORD);
    top += WORD;
    journal[top++] = slot;
    journal[top++] = change.ordinal();
  }

  private void reserve(int longs) {
    if (top + longs > journal.length) {
      journal = Arrays.copyOf(journal, 2 * journal.length);
    }
  }

  @Override
  public int snapshot() {
    return top;
  }

  @Override
  public void revert(int mark) {
    while (top > mark) {
      Change change = CHANGES[(int) journal[--top]];
      int of = (int) journal[--top];
      switch (change) {
        case SLOT -> restore(slots.values(), of);
        case TRANSIENT -> restore(transients.values(), of);
        default -> {
          top -= 2;
          undo(change, of, journal[top], journal[top + 1]);
        }
      }
    }
  }

  private void restore(long[] values, int slot) {
    top -= WORD;
    System.arraycopy(journal, top, values, slot * WORD, WORD);
  }

  private void undo(Change change, int of, long former, long formerLow) {
    switch (change) {
      case FLAGS -> flags[of] = (int) former;
      case NONCE -> nonces[of] = former;
      case BALANCE -> nets[of] = new Wei(former, formerLow);
      case CODE -> codes[of] = formerCodes.removeLast();
      case SLOT_WARM -> slots.setWarm(of, false);
      default -> logs.removeLast();
    }
  }

  // --- the end

  /**
   * Makes the world what the transaction has made of it: deletes what is marked for deletion,
   * creates accounts and slots in ascending order, and writes what differs.
   *
   * @param balances is told of every change of a balance
   * @return wei that are in no account any more
   */
  public Wei commit(Balances balances) {
    IntArrayList order = new IntArrayList(size);
    for (int entry = 0; entry < size; entry++) {
      if ((flags[entry] & DELETED) != 0) {
        nonces[entry] = 0;
        nets[entry] = nets[entry].min(Wei.ZERO);
        codes[entry] = Code.EMPTY;
      }
      order.add(entry);
    }
    order.sort((a, b) -> addresses[a].compareTo(addresses[b]));
    Wei gone = Wei.ZERO;
    for (int k = 0; k < size; k++) {
      int entry = order.getInt(k);
      if (homes[entry] < 0 && !isBlank(entry)) {
        homes[entry] = accounts.open(addresses[entry]);
      }
      if (homes[entry] >= 0) {
        gone = gone.plus(write(entry, homes[entry], balances));
      }
    }
    writeSlots();
    begin();
    return gone;
  }

  private Wei write(int entry, int home, Balances balances) {
    if (accounts.nonce(home) != nonces[entry]) {
      accounts.setNonce(home, nonces[entry]);
    }
    Wei delta = nets[entry].minus(accounts.net(home));
    if (!delta.isZero()) {
      balances.add(home, delta);
    }
    if (codes[entry].size() > 0 && !accounts.hasCode(home)) {
      world.deploy(home, codes[entry]);
    }
    return delta.negate();
  }

  private void writeSlots() {
    IntArrayList order = new IntArrayList();
    for (int slot = 0; slot < slots.size(); slot++) {
      if (slots.isChanged(slot) && codes[slots.account(slot)].size() > 0) {
        order.add(slot);
      }
    }
    order.sort(slots::compare);
    for (int k = 0; k < order.size(); k++) {
      int slot = order.getInt(k);
      int home = homes[slots.account(slot)];
      world.writeStorage(home, slots.keys(), slot * WORD, slots.values(), slot * WORD);
    }
  }
}
