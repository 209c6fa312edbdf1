package io.crowdroll.sim.agents;

import io.crowdroll.protocol.chain.Block;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.L1Item;
import io.crowdroll.protocol.chain.Rejection;
import io.crowdroll.protocol.chain.Transaction;
import io.crowdroll.protocol.node.Event;
import io.crowdroll.protocol.node.Genesis;
import io.crowdroll.protocol.submission.L1Block;
import java.util.List;

/**
 * Sees everything that happens in a simulated world and changes nothing: whether it is there, and
 * what it does, leaves the run as it is.
 *
 * <p>Times are ms of simulated time since genesis and never fall from call to call. All calls come
 * from the thread that simulates.
 */
public interface Observer {

  /**
   * The chain begins; told first.
   *
   * @param root the state root at genesis
   */
  default void founded(Genesis genesis, Hash256 root) {}

  /** A validator of the world, in the order of their indices, before time 0 passes. */
  void validator(ValidatorProfile profile);

  /**
   * A prover of the world, in the order of their members' numbers; those that the timeline brings
   * in later too, when they come.
   */
  void prover(ProverProfile profile);

  /** A prover's plugin opened, or closed. */
  void session(long millis, int member, boolean open);

  /**
   * A prover's machine is done with a proof, or gave it up.
   *
   * @param task its {@link io.crowdroll.protocol.chain.TaskKey}
   * @param busyMillis machine time spent on it
   */
  void worked(long millis, int member, long task, long busyMillis);

  /**
   * A real proof was made.
   *
   * @param task its {@link io.crowdroll.protocol.chain.TaskKey}, −1 for an exit
   * @param circuit its circuit's name
   * @param nanos real time that it took, which no result may depend on
   */
  default void proved(long millis, long task, String circuit, long nanos) {}

  /**
   * A user hands a transaction to the validators. The same object is in the block that includes it.
   *
   * @param transactionClass the scenario's name of its class
   * @param targeted whether its sender is of the scenario's target set
   */
  void submitted(long millis, Transaction transaction, String transactionClass, boolean targeted);

  /** The validators did not take a transaction into the mempool, or dropped it from there. */
  void refused(long millis, Transaction transaction, Rejection reason);

  /** A user's deposit or forced transaction entered the queue on L1. */
  void queued(long millis, L1Item item, boolean targeted);

  /** A block is final, with all that it made true, in order. */
  void applied(long millis, Block block, List<Fact> facts, Gauges gauges);

  /**
   * The chain has followed a permissionless batch (PROTOCOL.md §8): transitions after the last
   * batch that L1 had proven are reverted, all tasks are gone, and the batch's items are executed.
   *
   * @param block the L1 block that holds the batch
   * @param lastKept the last transition that was not reverted, −1 = none
   * @param blocks L2 blocks that were reverted, wholly or in part
   * @param facts what the batch's items made true
   */
  void reverted(long millis, L1Block block, long lastKept, long blocks, List<Fact> facts);

  /** L1 has new blocks, perhaps in place of old ones. */
  void l1(long millis, Event.L1Changed change);

  /**
   * A submission slot of L1 begins.
   *
   * @param validator whose it is, −1 = nobody's
   */
  void submissionSlot(long millis, long slot, int validator);

  /** It is time for a sample of everything: every {@code report.sampleEvery}. */
  void sample(long millis, Gauges gauges);

  /**
   * Something to mark on the time line.
   *
   * @param kind {@code intervention}, {@code alarm}, {@code prune}, {@code reorg}, {@code revert},
   *     {@code freeze}
   * @param text what happened, in words
   */
  void event(long millis, String kind, String text);

  /** The horizon is reached; nothing comes after it. */
  void end(long millis, Gauges gauges);
}
