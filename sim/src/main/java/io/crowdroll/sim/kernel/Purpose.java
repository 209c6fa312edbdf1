package io.crowdroll.sim.kernel;

/**
 * What a random stream is drawn for. One purpose, one stream: a model that starts to draw more of
 * one thing must not shift the draws of another. The ids enter the keys of the streams: append
 * only, never renumber, or every recorded run changes.
 */
public enum Purpose {
  /** Properties fixed at birth: hardware, region, behaviour, cost. */
  TRAITS(1),
  /** Times between arrivals. */
  ARRIVAL(2),
  /** Lengths of sessions online. */
  SESSION(3),
  /** Lengths of absences. */
  ABSENCE(4),
  /** Durations of proofs and other work. */
  SERVICE(5),
  /** Network latency. */
  LATENCY(6),
  /** Network loss and duplication. */
  LOSS(7),
  /** Which class of transaction, which recipient, which amount. */
  CONTENT(8),
  /** What is bid: tips, bounty thresholds, votes. */
  BID(9),
  /** Whether to do a thing: join, leave, decline, censor. */
  DECISION(10),
  /** Whether and when a thing fails. */
  FAILURE(11),
  /** Steps of a price or a base fee. */
  PRICE(12),
  /** Times between blocks, missed slots. */
  BLOCK(13),
  /** Depths of reorgs. */
  REORG(14),
  /** The protocol's public randomness. */
  BEACON(15),
  /** Order of simultaneous events under randomised ties. */
  TIES(16),
  /** Secrets that keys are made from. */
  KEY(17),
  /** What proofs are blinded with. */
  BLINDING(18);

  private final int id;

  Purpose(int id) {
    this.id = id;
  }

  /** The stable id. */
  int id() {
    return id;
  }
}
