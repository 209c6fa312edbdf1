package io.crowdroll.protocol.state;

import static io.crowdroll.protocol.evm.Limbs.WORD;

import io.crowdroll.protocol.evm.Limbs;
import java.util.Arrays;

/**
 * The slots that one transaction has met, numbered as they came: (account, 256-bit key) → number,
 * and for each a present and an original value. Flat arrays and open addressing, so that a slot
 * costs no object; emptied for each transaction.
 */
final class SlotTable {
  private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

  private int[] table = new int[64];
  private int[] accounts = new int[16];
  private long[] keys = new long[16 * WORD];
  private long[] values = new long[16 * WORD];
  private long[] originals = new long[16 * WORD];
  private boolean[] warm = new boolean[16];
  private int size;

  void clear() {
    Arrays.fill(table, 0);
    size = 0;
  }

  int size() {
    return size;
  }

  /** The number of a slot, or −1 − the place in the table where it would go. */
  int find(int account, long[] key, int at) {
    long h = account * MIX ^ key[at];
    h = (h ^ h >>> 32) * MIX ^ key[at + 1];
    h = (h ^ h >>> 32) * MIX ^ key[at + 2];
    h = (h ^ h >>> 32) * MIX ^ key[at + 3];
    h = (h ^ h >>> 32) * MIX;
    int mask = table.length - 1;
    int place = (int) (h >>> 32) & mask;
    while (table[place] != 0) {
      int slot = table[place] - 1;
      if (accounts[slot] == account && Limbs.equal(keys, slot * WORD, key, at)) {
        return slot;
      }
      place = place + 1 & mask;
    }
    return -1 - place;
  }

  /** Adds a slot that {@link #find} has just not found: cold, both values 0. */
  int add(int account, long[] key, int at, int notFound) {
    if (size == accounts.length) {
      grow();
    }
    table[-1 - notFound] = size + 1;
    accounts[size] = account;
    System.arraycopy(key, at, keys, size * WORD, WORD);
    Arrays.fill(values, size * WORD, (size + 1) * WORD, 0);
    Arrays.fill(originals, size * WORD, (size + 1) * WORD, 0);
    warm[size] = false;
    size++;
    if (4 * size > table.length) {
      rehash();
    }
    return size - 1;
  }

  private void grow() {
    accounts = Arrays.copyOf(accounts, 2 * size);
    keys = Arrays.copyOf(keys, 2 * size * WORD);
    values = Arrays.copyOf(values, 2 * size * WORD);
    originals = Arrays.copyOf(originals, 2 * size * WORD);
    warm = Arrays.copyOf(warm, 2 * size);
  }

  private void rehash() {
    table = new int[2 * table.length];
    for (int slot = 0; slot < size; slot++) {
      table[-1 - find(accounts[slot], keys, slot * WORD)] = slot + 1;
    }
  }

  int account(int slot) {
    return accounts[slot];
  }

  /** Where the keys lie: that of slot k from long 4 k on; the values and originals likewise. */
  long[] keys() {
    return keys;
  }

  long[] values() {
    return values;
  }

  long[] originals() {
    return originals;
  }

  boolean isWarm(int slot) {
    return warm[slot];
  }

  void setWarm(int slot, boolean isWarm) {
    warm[slot] = isWarm;
  }

  boolean isChanged(int slot) {
    return !Limbs.equal(values, slot * WORD, originals, slot * WORD);
  }

  /** Order by account, then by key. */
  int compare(int a, int b) {
    int order = Integer.compare(accounts[a], accounts[b]);
    return order != 0 ? order : Limbs.compare(keys, a * WORD, keys, b * WORD);
  }
}
