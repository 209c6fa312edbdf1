package io.crowdroll.protocol.chain;

import java.util.Arrays;
import java.util.List;

/**
 * What applying a block made true, in order. Nodes act on facts, the recorder writes them down, the
 * auditor checks them; state that nobody outside needs has none.
 */
public sealed interface Fact {

  /**
   * A user transaction was executed as transition {@code sequence}.
   *
   * @param fee what its sender paid beside value and tip
   */
  record Included(Transaction transaction, long sequence, FeeQuote fee) implements Fact {}

  /**
   * The call that was executed as transition {@code sequence} ran in the EVM.
   *
   * @param succeeded false where it was reverted or halted: then it has only paid
   * @param gas used, the refund taken off
   * @param tip to the proposer, beside the fee
   * @param logs that code wrote, in order
   * @param changes of balances that it left, its fee and tip among them, by address
   */
  record Called(
      long sequence, boolean succeeded, long gas, Wei tip, List<Log> logs, List<Change> changes)
      implements Fact {
    /**
     * What a contract wrote down.
     *
     * @param topics at most four
     * @param data not to be changed
     */
    public record Log(Address account, List<Hash256> topics, byte[] data) {
      @Override
      public boolean equals(Object other) {
        return other instanceof Log that
            && account.equals(that.account)
            && topics.equals(that.topics)
            && Arrays.equals(data, that.data);
      }

      @Override
      public int hashCode() {
        return 31 * account.hashCode() + Arrays.hashCode(data);
      }
    }

    /** A change of an account's balance less its debt. */
    public record Change(int account, Wei delta) {}

    public Called {
      logs = List.copyOf(logs);
      changes = List.copyOf(changes);
    }
  }

  /** A user transaction of the block had no effect. */
  record Refused(Transaction transaction, Rejection reason) implements Fact {}

  /**
   * A queue item was consumed.
   *
   * @param reason why it is void, {@code null} where it was applied
   */
  record Imported(L1Item item, long sequence, VoidReason reason) implements Fact {}

  /** A settlement moved a pending amount into an account. */
  record Settled(int account, Wei balance, Wei bonded) implements Fact {}

  /** A transition was executed; it is the statement of task {@code TaskKey.of(sequence, 0)}. */
  record Executed(Transition transition) implements Fact {}

  /**
   * A task was made.
   *
   * @param lastTransition last transition that it covers
   * @param escrow proof fee escrowed for it
   */
  record TaskMade(
      long task, Transition.Kind kind, long lastTransition, int units, Hash256 id, Wei escrow)
      implements Fact {}

  /**
   * A lease began.
   *
   * @param holder a {@link Payee}
   * @param bounty quote, locked where the rules say so
   * @param penalty reserved
   * @param draw the draw's number that chose the holder, −1 where it was no draw
   */
  record Leased(
      long task, int holder, Right right, int units, Wei bounty, Wei penalty, int draw, long height)
      implements Fact {}

  /**
   * A lease's clock started; a proof in a block up to its due, at least {@code deadline}, is on
   * time.
   */
  record ClockStarted(long task, int holder, long deadline) implements Fact {}

  /** A lease ended. */
  record LeaseEnded(long task, int holder, LeaseEnd how, long due) implements Fact {}

  /** How a lease ends. */
  enum LeaseEnd {
    PROVEN,
    MISSED,
    DECLINED,
    WITNESS_NOT_SERVED,
    WENT_INACTIVE,
    /** The chain went back to what L1 has proven (§8). */
    REVERTED
  }

  /** A task was proven, finally and once. */
  record Proven(long task, int by, Right right) implements Fact {}

  /**
   * A proof earned its bounty.
   *
   * @param full whether this is the task's one full payment
   */
  record Paid(long task, int payee, Right right, Wei amount, boolean full) implements Fact {}

  /** A missed lease cost its holder a penalty. */
  record Penalised(long task, int holder, Wei amount) implements Fact {}

  /** A coordination transaction had no effect. */
  record Ignored(Coordination message, Rejection reason) implements Fact {}

  /** A prover registered. */
  record Registered(int prover, Address account) implements Fact {}

  /** A batch closed: it may be committed. */
  record BatchClosed(BatchHeader header, long firstTransition, long lastTransition)
      implements Fact {}

  /**
   * A batch has its root proof.
   *
   * @param proof the first that was accepted, {@code null} for a batch that L1 has proven already
   */
  record BatchProven(long batch, int payee, Proof proof) implements Fact {}

  /** A validator lost stake for equivocation. */
  record Slashed(int validator, Wei stake) implements Fact {}

  /** The agent fund paid a refund, in ZKPoW. */
  record Refunded(int validator, long batch, Wei amount) implements Fact {}
}
