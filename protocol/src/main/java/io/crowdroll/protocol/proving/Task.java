package io.crowdroll.protocol.proving;

import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Keccak256;
import io.crowdroll.protocol.chain.Proof;
import io.crowdroll.protocol.chain.PublicInputs;
import io.crowdroll.protocol.chain.TaskKey;
import io.crowdroll.protocol.chain.Transition;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.zkpow.Escrow;
import it.unimi.dsi.fastutil.ints.IntArrayList;

/** One unit of proving work: waiting → leased → proven (PROTOCOL.md §4). */
public final class Task {
  final long key;
  final Hash256 id;
  final Transition.Kind kind;
  final int units;
  final long madeAt;

  /** Escrow that its bounty draws on: its own, or its batch's. */
  final Escrow escrow;

  /** Cap of the first lease's bounty, or {@code null} (antiFarming). */
  final Wei firstBountyCap;

  /** What a real proof is checked against; {@code null} at the modelled rung. */
  final PublicInputs inputs;

  final IntArrayList formerHolders = new IntArrayList(2);

  /** Former holders whose due has passed: a late proof of theirs may still count. */
  final IntArrayList late = new IntArrayList(0);

  LeaseGroup group;
  boolean proven;

  /** The first that was accepted. */
  Proof proof;

  boolean paidInFull;
  long waitingSince;
  long waited;
  int misses;
  int openLeases;

  /** Whether former holders may be drawn: nobody else was found. */
  boolean admitsFormerHolders;

  /** Whether a newcomer has had a copy. */
  boolean probationUsed;

  /** Part of penalties that goes to the next prover. */
  Wei bonus = Wei.ZERO;

  /**
   * @param kind of the transition, {@code null} for an aggregation task
   */
  Task(
      long key,
      Hash256 id,
      Transition.Kind kind,
      int units,
      long madeAt,
      Escrow escrow,
      Wei firstBountyCap,
      PublicInputs inputs) {
    this.key = key;
    this.id = id;
    this.kind = kind;
    this.units = units;
    this.madeAt = madeAt;
    this.escrow = escrow;
    this.firstBountyCap = firstBountyCap;
    this.inputs = inputs;
    waitingSince = madeAt;
  }

  /** The proof that was accepted first, {@code null} before. */
  public Proof proof() {
    return proof;
  }

  public long key() {
    return key;
  }

  /** Kind of its transition, {@code null} for an aggregation task. */
  public Transition.Kind kind() {
    return kind;
  }

  public int level() {
    return TaskKey.level(key);
  }

  public long firstTransition() {
    return TaskKey.firstTransition(key);
  }

  public Escrow escrow() {
    return escrow;
  }

  /** Takes the task into a commitment. */
  void digest(Keccak256 out) {
    out.putLong(key).putHash(id).putInt(units).putLong(madeAt);
    out.putWei(escrow == null ? Wei.ZERO : escrow.amount()).putWei(bonus);
    out.putByte(proven ? 1 : 0).putByte(paidInFull ? 1 : 0).putInt(misses);
    out.putLong(waitingSince).putLong(waited);
  }

  /** Whether it waits for a lease; else it is leased or proven. */
  boolean waiting() {
    return !proven && group == null;
  }

  /** Blocks spent in state waiting up to block {@code height}. */
  long waitedBlocks(long height) {
    return group == null ? waited + height - waitingSince : waited;
  }
}
