package io.crowdroll.protocol.aggregation;

import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Transition;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.zkpow.Escrow;

/** A transition that waits to be part of a closed batch. */
final class Entry {
  final Transition transition;
  final Hash256 taskId;
  final Escrow escrow;
  final long executedAtMillis;
  boolean proven;

  /** What its own proof left over for aggregation. */
  Wei left = Wei.ZERO;

  Entry(Transition transition, Hash256 taskId, Escrow escrow, long executedAtMillis) {
    this.transition = transition;
    this.taskId = taskId;
    this.escrow = escrow;
    this.executedAtMillis = executedAtMillis;
  }
}
