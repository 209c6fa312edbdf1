package io.crowdroll.sim.model.l1;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A mapping of the contract whose changes are in the journal. Its iteration order may differ after
 * an undo, so only sums are taken over it.
 */
final class Table<K, V> {
  private final Journal journal;
  private final V absent;
  private final Map<K, V> entries = new LinkedHashMap<>();

  /**
   * @param absent what a key maps to before it is set, as in Solidity
   */
  Table(Journal journal, V absent) {
    this.journal = journal;
    this.absent = absent;
  }

  V get(K key) {
    return entries.getOrDefault(key, absent);
  }

  void put(K key, V value) {
    V old = entries.put(key, value);
    journal.record(() -> restore(key, old));
  }

  void remove(K key) {
    V old = entries.remove(key);
    journal.record(() -> restore(key, old));
  }

  Collection<V> values() {
    return entries.values();
  }

  private void restore(K key, V old) {
    if (old == null) {
      entries.remove(key);
    } else {
      entries.put(key, old);
    }
  }
}
