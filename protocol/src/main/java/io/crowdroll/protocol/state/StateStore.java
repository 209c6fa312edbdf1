package io.crowdroll.protocol.state;

import java.util.List;

/**
 * Port: where a node keeps its state between two lives. Keys are ordered by their bytes, unsigned.
 */
public interface StateStore {
  /** A key with its value. */
  record Entry(byte[] key, byte[] value) {}

  /** Takes entries one by one. */
  @FunctionalInterface
  interface Visitor {
    void visit(byte[] key, byte[] value);
  }

  /** Shows all entries whose keys begin with a byte, in order of their keys. */
  void scan(byte first, Visitor visitor);

  /**
   * Puts all of the entries or, where the process dies, none; returns when that is as certain as
   * the store makes it.
   */
  void write(List<Entry> entries);
}
