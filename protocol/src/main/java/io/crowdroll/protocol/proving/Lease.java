package io.crowdroll.protocol.proving;

import io.crowdroll.protocol.chain.Keccak256;
import io.crowdroll.protocol.chain.Right;
import io.crowdroll.protocol.chain.Wei;

/** A task assigned to a prover until a deadline (PROTOCOL.md §4). */
public final class Lease {
  /** Deadline of a lease whose clock has not started. */
  public static final long NOT_STARTED = -1;

  final Task task;
  final LeaseGroup group;
  final int holder;
  final Right right;
  final Wei penalty;
  final long assignedAt;
  long deadline = NOT_STARTED;

  /** Last height at which a proof is on time; known once it is reached. */
  long due = Long.MAX_VALUE;

  boolean open = true;
  Lease nextHeld;

  /** Takes the lease into a commitment. */
  void digest(Keccak256 out) {
    out.putInt(holder).putByte(right.ordinal()).putWei(penalty).putWei(group.bounty);
    out.putLong(assignedAt).putLong(deadline).putLong(due);
  }

  Lease(Task task, LeaseGroup group, int holder, Right right, Wei penalty, long assignedAt) {
    this.task = task;
    this.group = group;
    this.holder = holder;
    this.right = right;
    this.penalty = penalty;
    this.assignedAt = assignedAt;
  }
}
