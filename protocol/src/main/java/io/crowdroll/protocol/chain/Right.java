package io.crowdroll.protocol.chain;

/** By which right a proof is paid (PROTOCOL.md §9, I2). */
public enum Right {
  /** The holder of a task's only lease. */
  LEASE,
  /** A member of a committee after a miss. */
  COMMITTEE,
  /** One of several holders from the start. */
  REDUNDANCY,
  /** A newcomer's redundant copy. */
  PROBATION,
  /** A validator by rotation. */
  LAST_RESORT,
  /** A former holder after its due. */
  LATE,
  /** Anybody, where tasks are open. */
  OPEN
}
