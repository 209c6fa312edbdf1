package io.crowdroll.protocol.aggregation;

import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Proof;
import io.crowdroll.protocol.chain.PublicInputs;
import io.crowdroll.protocol.zkpow.Escrow;
import it.unimi.dsi.fastutil.longs.Long2IntLinkedOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongLinkedOpenHashSet;

/** A contiguous run of transitions on its way to one proof (PROTOCOL.md §6). */
final class Batch {
  final long first;
  final long openedAtMillis;
  final Hash256 firstTaskId;
  final Escrow escrow;

  /** Who proved each node, leaves and promoted lone children included, by task key. */
  final Long2IntLinkedOpenHashMap proven = new Long2IntLinkedOpenHashMap();

  /** Nodes that have a task of their own, by task key. */
  final LongLinkedOpenHashSet made = new LongLinkedOpenHashSet();

  /** Last transition so far; final once closed. */
  long last;

  long units;
  boolean closed;
  long index;

  /** Level of the root; known once closed. */
  int rootLevel;

  /**
   * What its root proof is checked against; known once closed, {@code null} at the modelled rung.
   */
  PublicInputs inputs;

  /** Of the node proven last: in the end the root's. */
  Proof proof;

  boolean rootProven;

  Batch(long first, long openedAtMillis, Hash256 firstTaskId, Escrow escrow) {
    this.first = first;
    this.last = first - 1;
    this.openedAtMillis = openedAtMillis;
    this.firstTaskId = firstTaskId;
    this.escrow = escrow;
  }

  int size() {
    return (int) (last - first + 1);
  }
}
