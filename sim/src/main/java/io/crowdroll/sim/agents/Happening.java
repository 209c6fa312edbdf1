package io.crowdroll.sim.agents;

/**
 * Kinds of kernel events of a simulated world, and the priorities that order those of one instant:
 * what changes the world from outside comes first, then messages, then whoever acts on them, and
 * the observer's sample last.
 */
final class Happening {
  // Kind 0 is the kernel's no-op.
  static final int INTERVENTION = 1;
  static final int INTERVENTION_OVER = 2;

  /** a = member, b = generation of its phase. */
  static final int PHASE_OVER = 3;

  /** a = member: it is to open or close as its circumstances are. */
  static final int WAKE = 4;

  /** a = member. */
  static final int REVIEW = 5;

  /** a = member, b = id of the timer. */
  static final int TIMER = 6;

  /** a = member, b = generation of its machine's work. */
  static final int WORK_DONE = 7;

  /** a = member, b = mail: an event for its node. */
  static final int NOTICE = 8;

  /** a = mail: a coordination transaction reaches the validators. */
  static final int GOSSIP = 9;

  /** a = mail: a proof by a validator of last resort. */
  static final int LAST_RESORT = 10;

  static final int ARRIVAL = 11;

  /** a = cohort of self-spammers. */
  static final int SPAM = 12;

  /** a = mail: a transaction reaches the validators. */
  static final int SUBMISSION = 13;

  /** a = validator, b = generation of its phase. */
  static final int VALIDATOR_PHASE_OVER = 14;

  static final int SLOT = 15;

  /** a = proposer, b = round. */
  static final int PROPOSAL = 16;

  static final int FINALITY = 17;
  static final int L1_SLOT = 18;
  static final int L1_REORG = 19;
  static final int MARKET = 20;
  static final int SAMPLE = 21;

  /** a = member, b = mail: a finished proof that its behaviour has held back. */
  static final int HELD_BACK = 22;

  /** a = member: a heartbeat that cannot be left out. */
  static final int BEAT = 23;

  /** a = member: it looks for an open task to prove. */
  static final int LOOK = 24;

  /** a = member, b = task: it hears that an open task was proven. */
  static final int RACE_OVER = 25;

  /** a = mail: the header of a permissionless batch whose proof is done. */
  static final int OUTSIDER_PROOF = 26;

  /** a = validator, b = mail: a message or a timer of consensus. */
  static final int CONSENSUS = 27;

  static final int FIRST = 0;
  static final int MESSAGE = 1;
  static final int ACTION = 2;
  static final int LAST = 3;

  private Happening() {}
}
