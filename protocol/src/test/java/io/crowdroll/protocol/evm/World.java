package io.crowdroll.protocol.evm;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Keccak256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A small world in maps, one transaction long; each write leaves an undo behind. */
final class World implements EvmState {
  private static final Hash256 ONE = new Hash256(0, 0, 0, 1);

  /** A slot of an account. */
  record Slot(Address account, Hash256 key) {}

  final Map<Address, Hash256> balances = new HashMap<>();
  final Map<Address, Long> nonces = new HashMap<>();
  final Map<Address, Code> codes = new HashMap<>();
  final Map<Slot, Hash256> storage = new HashMap<>();
  final Map<Slot, Hash256> original = new HashMap<>();
  final Map<Slot, Hash256> transients = new HashMap<>();
  final Map<Address, Hash256> warm = new HashMap<>();
  final Map<Slot, Hash256> warmSlots = new HashMap<>();
  final Map<Address, Hash256> created = new HashMap<>();
  final Map<Address, Hash256> deleted = new HashMap<>();
  final List<Log> logs = new ArrayList<>();

  private final List<Runnable> journal = new ArrayList<>();

  /** The last write, undone, is the write before. */
  private <K, V> void put(Map<K, V> map, K key, V value) {
    V before = map.put(key, value);
    journal.add(
        () -> {
          if (before == null) {
            map.remove(key);
          } else {
            map.put(key, before);
          }
        });
  }

  private Hash256 balance(Address account) {
    return balances.getOrDefault(account, Hash256.ZERO);
  }

  void addBalance(Address account, Hash256 value, boolean minus) {
    long[] sum = new long[8];
    Limbs.put(balance(account), sum, 0);
    Limbs.put(value, sum, 4);
    if (minus) {
      Arithmetic.sub(sum, 0, 4, 0);
    } else {
      Arithmetic.add(sum, 0, 4, 0);
    }
    put(balances, account, Limbs.hash(sum, 0));
  }

  @Override
  public boolean isEmpty(Address account) {
    return nonce(account) == 0
        && balance(account).equals(Hash256.ZERO)
        && code(account).size() == 0;
  }

  @Override
  public boolean isOccupied(Address account) {
    Set<Address> withStorage = new HashSet<>();
    storage.forEach(
        (slot, value) -> {
          if (!value.equals(Hash256.ZERO)) {
            withStorage.add(slot.account());
          }
        });
    return nonce(account) != 0 || code(account).size() != 0 || withStorage.contains(account);
  }

  @Override
  public void balance(Address account, long[] out, int at) {
    Limbs.put(balance(account), out, at);
  }

  @Override
  public long nonce(Address account) {
    return nonces.getOrDefault(account, 0L);
  }

  @Override
  public void setNonce(Address account, long nonce) {
    put(nonces, account, nonce);
  }

  @Override
  public Code code(Address account) {
    return codes.getOrDefault(account, Code.EMPTY);
  }

  @Override
  public void setCode(Address account, Code code) {
    put(codes, account, code);
  }

  @Override
  public void create(Address account) {
    put(nonces, account, 1L);
    put(created, account, ONE);
  }

  @Override
  public void transfer(Address from, Address to, long[] value, int at) {
    Hash256 amount = Limbs.hash(value, at);
    addBalance(from, amount, true);
    addBalance(to, amount, false);
  }

  @Override
  public void selfDestruct(Address account, Address heir) {
    Hash256 amount = balance(account);
    if (created.containsKey(account)) {
      put(deleted, account, ONE);
      addBalance(account, amount, true);
      if (!heir.equals(account)) {
        addBalance(heir, amount, false);
      }
    } else {
      addBalance(account, amount, true);
      addBalance(heir, amount, false);
    }
  }

  @Override
  public boolean load(Address account, long[] key, int keyAt, long[] out, int outAt) {
    Slot slot = new Slot(account, Limbs.hash(key, keyAt));
    Limbs.put(storage.getOrDefault(slot, Hash256.ZERO), out, outAt);
    return becomesWarm(warmSlots, slot);
  }

  @Override
  public boolean loadWithOriginal(Address account, long[] key, int keyAt, long[] out, int at) {
    Slot slot = new Slot(account, Limbs.hash(key, keyAt));
    boolean cold = load(account, key, keyAt, out, at);
    Hash256 now = storage.getOrDefault(slot, Hash256.ZERO);
    Limbs.put(original.getOrDefault(slot, now), out, at + 4);
    return cold;
  }

  @Override
  public void store(Address account, long[] key, int keyAt, long[] value, int valueAt) {
    Slot slot = new Slot(account, Limbs.hash(key, keyAt));
    original.putIfAbsent(slot, storage.getOrDefault(slot, Hash256.ZERO));
    put(storage, slot, Limbs.hash(value, valueAt));
  }

  @Override
  public void loadTransient(Address account, long[] key, int keyAt, long[] out, int outAt) {
    Slot slot = new Slot(account, Limbs.hash(key, keyAt));
    Limbs.put(transients.getOrDefault(slot, Hash256.ZERO), out, outAt);
  }

  @Override
  public void storeTransient(Address account, long[] key, int keyAt, long[] value, int valueAt) {
    put(transients, new Slot(account, Limbs.hash(key, keyAt)), Limbs.hash(value, valueAt));
  }

  private <K> boolean becomesWarm(Map<K, Hash256> set, K member) {
    if (set.containsKey(member)) {
      return false;
    }
    put(set, member, ONE);
    return true;
  }

  @Override
  public boolean warm(Address account) {
    return becomesWarm(warm, account);
  }

  @Override
  public void warmSlot(Address account, Hash256 key) {
    becomesWarm(warmSlots, new Slot(account, key));
  }

  @Override
  public void log(Log log) {
    logs.add(log);
    journal.add(logs::removeLast);
  }

  /** As the legacy vmtests have it: keccak of the number in decimal digits. */
  @Override
  public void blockHash(long number, long[] out, int at) {
    byte[] digits = Long.toString(number).getBytes(StandardCharsets.US_ASCII);
    Limbs.put(Hash256.fromBytes(Keccak256.hash(digits)), out, at);
  }

  @Override
  public int snapshot() {
    return journal.size();
  }

  @Override
  public void revert(int mark) {
    while (journal.size() > mark) {
      journal.removeLast().run();
    }
  }
}
