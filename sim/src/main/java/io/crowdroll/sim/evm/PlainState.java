package io.crowdroll.sim.evm;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Keccak256;
import io.crowdroll.protocol.chain.Rlp;
import io.crowdroll.protocol.chain.trie.MerklePatriciaTrie;
import io.crowdroll.protocol.evm.Code;
import io.crowdroll.protocol.evm.EvmState;
import io.crowdroll.protocol.evm.Limbs;
import io.crowdroll.protocol.evm.Log;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/**
 * Ethereum's world state in memory, with a journal.
 *
 * <p>What holds for one transaction only (warm, original, transient, created, touched, destroyed)
 * is kept beside the number of that transaction and so forgotten at the next without being cleared.
 * Not thread-safe.
 */
public final class PlainState implements EvmState {
  /** The number of no transaction. */
  static final int NEVER = -1;

  private final Map<Address, Account> accounts = new LinkedHashMap<>();
  private final LongFunction<Hash256> blockHashes;
  private final Journal journal = new Journal();
  private final List<Log> logs = new ArrayList<>();

  /** Accounts that may be gone at the end of the transaction, some more than once. */
  private final List<Account> visited = new ArrayList<>();

  private int transaction;
  private Address lastAddress;
  private Account lastAccount;

  /**
   * Nothing in it.
   *
   * @param blockHashes of the last 256 blocks, by number
   */
  public PlainState(LongFunction<Hash256> blockHashes) {
    this.blockHashes = blockHashes;
  }

  // --- the world before and after a transaction

  /** Sets up an account, apart from its storage. */
  public void put(Address address, BigInteger balance, long nonce, Code code) {
    Account account = getOrMake(address);
    putWord(balance, account.balance);
    account.nonce = nonce;
    account.code = code;
    account.existed = true;
  }

  /** Sets up a storage slot of an account. */
  public void putSlot(Address address, Hash256 key, Hash256 value) {
    long[] words = new long[Limbs.WORD];
    Limbs.put(key, words, 0);
    Limbs.put(value, getOrMake(address).slots.get(words, 0).value, 0);
  }

  /** Ends the present transaction, if there is one, and begins another. */
  public void endTransaction() {
    for (Account account : visited) {
      boolean touched = account.touchedIn == transaction || !account.existed;
      if (account.destroyedIn == transaction || touched && account.isEmpty()) {
        accounts.remove(account.address, account);
      } else {
        account.existed = true;
      }
    }
    lastAddress = null;
    lastAccount = null;
    visited.clear();
    logs.clear();
    journal.clear();
    transaction++;
  }

  /** The logs of the present transaction. */
  public List<Log> logs() {
    return List.copyOf(logs);
  }

  /** The root of the state trie; between transactions. */
  public Hash256 root() {
    MerklePatriciaTrie trie = new MerklePatriciaTrie();
    for (Account account : accounts.values()) {
      byte[] leaf =
          Rlp.list(
              Rlp.number(account.nonce),
              Rlp.number(number(account.balance)),
              Rlp.string(root(account.slots).toBytes()),
              Rlp.string(account.code.hash().toBytes()));
      trie.put(Keccak256.hash(account.address.toBytes()), leaf);
    }
    return trie.root();
  }

  private static Hash256 root(Slots slots) {
    MerklePatriciaTrie trie = new MerklePatriciaTrie();
    for (Slot slot : slots.all()) {
      if (!Limbs.isZero(slot.value, 0)) {
        byte[] key = Keccak256.hash(Limbs.hash(slot.key, 0).toBytes());
        trie.put(key, Rlp.number(number(slot.value)));
      }
    }
    return trie.root();
  }

  /** The value of a slot, 0 where there is none. */
  public Hash256 slot(Address address, Hash256 key) {
    long[] words = new long[Limbs.WORD];
    Limbs.put(key, words, 0);
    Account account = find(address);
    Slot slot = account == null ? null : account.slots.find(words, 0);
    return slot == null ? Hash256.ZERO : Limbs.hash(slot.value, 0);
  }

  // --- wei

  /** The balance of an account in wei. */
  public BigInteger balance(Address address) {
    Account account = find(address);
    return account == null ? BigInteger.ZERO : number(account.balance);
  }

  /** Adds wei to the balance of an account and touches it. */
  void pay(Address address, BigInteger wei) {
    Account account = touch(address);
    setBalance(account, number(account.balance).add(wei));
  }

  /** Takes wei, which are there, from an account. */
  void charge(Address address, BigInteger wei) {
    Account account = getOrMake(address);
    setBalance(account, number(account.balance).subtract(wei));
  }

  private void setBalance(Account account, BigInteger wei) {
    journal.balance(account);
    putWord(wei, account.balance);
  }

  // --- EvmState: accounts

  @Override
  public boolean isEmpty(Address address) {
    Account account = find(address);
    return account == null || account.isEmpty();
  }

  @Override
  public boolean isOccupied(Address address) {
    Account account = find(address);
    return account != null
        && (account.nonce != 0 || account.code.size() != 0 || !account.slots.areZero());
  }

  @Override
  public void balance(Address address, long[] out, int at) {
    Account account = find(address);
    if (account == null) {
      Limbs.put(0, out, at);
    } else {
      copy(account.balance, 0, out, at);
    }
  }

  @Override
  public long nonce(Address address) {
    Account account = find(address);
    return account == null ? 0 : account.nonce;
  }

  @Override
  public void setNonce(Address address, long nonce) {
    Account account = getOrMake(address);
    journal.nonce(account);
    account.nonce = nonce;
  }

  @Override
  public Code code(Address address) {
    Account account = find(address);
    return account == null ? Code.EMPTY : account.code;
  }

  @Override
  public void setCode(Address address, Code code) {
    Account account = getOrMake(address);
    journal.code(account);
    account.code = code;
  }

  @Override
  public void create(Address address) {
    setNonce(address, 1);
    Account account = touch(address);
    journal.created(account);
    account.createdIn = transaction;
  }

  @Override
  public void transfer(Address from, Address to, long[] value, int at) {
    Account recipient = touch(to);
    if (Limbs.isZero(value, at)) {
      return;
    }
    Account sender = getOrMake(from);
    journal.balance(sender);
    subtract(sender.balance, value, at);
    journal.balance(recipient);
    add(recipient.balance, value, at);
  }

  @Override
  public void selfDestruct(Address address, Address heir) {
    Account account = getOrMake(address);
    boolean ends = account.createdIn == transaction;
    if (!address.equals(heir)) {
      transfer(address, heir, account.balance.clone(), 0);
    } else if (ends) {
      setBalance(account, BigInteger.ZERO);
    }
    if (ends) {
      journal.destroyed(account);
      account.destroyedIn = transaction;
      visited.add(account);
    }
  }

  // --- EvmState: storage

  @Override
  public boolean load(Address address, long[] key, int keyAt, long[] out, int outAt) {
    Slot slot = getOrMake(address).slots.get(key, keyAt);
    copy(slot.value, 0, out, outAt);
    return warm(slot);
  }

  @Override
  public boolean loadWithOriginal(Address address, long[] key, int keyAt, long[] out, int outAt) {
    Slot slot = getOrMake(address).slots.get(key, keyAt);
    copy(slot.value, 0, out, outAt);
    copy(slot.writtenIn == transaction ? slot.original : slot.value, 0, out, outAt + Limbs.WORD);
    return warm(slot);
  }

  @Override
  public void store(Address address, long[] key, int keyAt, long[] value, int valueAt) {
    Slot slot = getOrMake(address).slots.get(key, keyAt);
    if (slot.writtenIn != transaction) { // stays so if reverted: the original is the same then
      slot.writtenIn = transaction;
      copy(slot.value, 0, slot.original, 0);
    }
    journal.slot(slot);
    copy(value, valueAt, slot.value, 0);
  }

  @Override
  public void loadTransient(Address address, long[] key, int keyAt, long[] out, int outAt) {
    Account account = find(address);
    Slot slot =
        account == null || account.transientIn != transaction
            ? null
            : account.transientSlots.find(key, keyAt);
    if (slot == null) {
      Limbs.put(0, out, outAt);
    } else {
      copy(slot.value, 0, out, outAt);
    }
  }

  @Override
  public void storeTransient(Address address, long[] key, int keyAt, long[] value, int valueAt) {
    Account account = getOrMake(address);
    if (account.transientIn != transaction) {
      account.transientIn = transaction;
      account.transientSlots = new Slots();
    }
    Slot slot = account.transientSlots.get(key, keyAt);
    journal.slot(slot);
    copy(value, valueAt, slot.value, 0);
  }

  // --- EvmState: the transaction

  @Override
  public boolean warm(Address address) {
    Account account = getOrMake(address);
    if (account.warmIn == transaction) {
      return false;
    }
    journal.warm(account);
    account.warmIn = transaction;
    return true;
  }

  @Override
  public void warmSlot(Address address, Hash256 key) {
    long[] words = new long[Limbs.WORD];
    Limbs.put(key, words, 0);
    warm(getOrMake(address).slots.get(words, 0));
  }

  private boolean warm(Slot slot) {
    if (slot.warmIn == transaction) {
      return false;
    }
    journal.warm(slot);
    slot.warmIn = transaction;
    return true;
  }

  @Override
  public void log(Log log) {
    journal.log(logs);
    logs.add(log);
  }

  @Override
  public void blockHash(long number, long[] out, int at) {
    Limbs.put(blockHashes.apply(number), out, at);
  }

  @Override
  public int snapshot() {
    return journal.size();
  }

  @Override
  public void revert(int mark) {
    journal.revert(mark);
  }

  // --- accounts

  private Account find(Address address) {
    if (address != lastAddress) {
      Account account = accounts.get(address);
      if (account == null) {
        return null;
      }
      lastAddress = address;
      lastAccount = account;
    }
    return lastAccount;
  }

  private Account getOrMake(Address address) {
    Account account = find(address);
    if (account == null) {
      account = new Account(address);
      accounts.put(address, account);
      visited.add(account);
    }
    return account;
  }

  private Account touch(Address address) {
    Account account = getOrMake(address);
    if (account.touchedIn != transaction) {
      journal.touched(account);
      account.touchedIn = transaction;
      visited.add(account);
    }
    return account;
  }

  // --- words

  private static void copy(long[] from, int fromAt, long[] to, int toAt) {
    System.arraycopy(from, fromAt, to, toAt, Limbs.WORD);
  }

  private static void add(long[] sum, long[] value, int at) {
    long carry = 0;
    for (int i = 0; i < Limbs.WORD; i++) {
      long a = sum[i];
      long b = value[at + i];
      long s = a + b + carry;
      carry = (a & b | (a | b) & ~s) >>> 63;
      sum[i] = s;
    }
  }

  private static void subtract(long[] difference, long[] value, int at) {
    long borrow = 0;
    for (int i = 0; i < Limbs.WORD; i++) {
      long a = difference[i];
      long b = value[at + i];
      long d = a - b - borrow;
      borrow = (~a & b | (~a | b) & d) >>> 63;
      difference[i] = d;
    }
  }

  private static BigInteger number(long[] word) {
    return Limbs.hash(word, 0).toBigInteger();
  }

  private static void putWord(BigInteger number, long[] word) {
    for (int i = 0; i < Limbs.WORD; i++) {
      word[i] = number.shiftRight(64 * i).longValue();
    }
  }
}
