package io.crowdroll.sim.model.l1;

import static io.crowdroll.sim.model.l1.Revert.unless;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.submission.ContractView;
import io.crowdroll.protocol.submission.L1Call;
import io.crowdroll.protocol.submission.Refusal;
import io.crowdroll.protocol.submission.SlotSchedule;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * The rollup's contract on L1 as a model in memory: every rule of L1.md, with certificates, root
 * proofs and exit proofs carried as what a verifier would find out.
 *
 * <p>The types make unrepresentable what the real contract must check of raw words: unknown kinds
 * and assets, words ≥ r, amounts ≥ 2^127.
 */
public final class L1Contract {
  private final Deployment deployment;
  private final ContractState state;
  private final SeatRules seats;
  private final CommitRules commits;
  private final ProofRules proofs;
  private final QueueRules queue;
  private final ExitRules exits;

  public L1Contract(Deployment deployment) {
    this.deployment = deployment;
    this.state = new ContractState(deployment);
    this.seats = new SeatRules(deployment, state);
    this.commits = new CommitRules(deployment, state, seats);
    this.proofs = new ProofRules(deployment, state);
    this.queue = new QueueRules(deployment.rules().forced(), state);
    this.exits = new ExitRules(deployment.accounts(), state);
  }

  /**
   * Executes a call; one that reverts leaves nothing behind.
   *
   * @param block number of the L1 block that executes it
   * @param blockHash hash of an earlier L1 block by number
   */
  Outcome call(Address sender, long block, LongFunction<Hash256> blockHash, L1Call call) {
    long before = state.journal.mark();
    Message msg = new Message(sender, block, blockHash);
    try {
      execute(msg, call);
      return new Outcome(Optional.empty(), msg.logs());
    } catch (Revert revert) {
      state.journal.rollBack(before);
      return new Outcome(Optional.of(revert.refusal()), List.of());
    }
  }

  private void execute(Message msg, L1Call call) {
    boolean commitsFirst = deployment.rules().commitThenProve();
    switch (call) {
      case L1Call.Claim claim -> exits.claim(msg, claim);
      case L1Call.Pull _ -> exits.pull(msg);
      case L1Call.Reclaim(long item) -> queue.reclaim(msg, item);
      case L1Call.Escape(var exit, var proof) -> exits.escape(msg, exit, proof);
      case L1Call.ReleaseBond _ -> seats.release(msg);
      case L1Call.Other _ -> {}
      // Everything below reverts for ever after a freeze
      case L1Call.CommitBatch(var header, var certificate) -> {
        requireNormal(commitsFirst);
        commits.commit(msg, header, certificate);
      }
      case L1Call.ProveBatch(long index, int payee, var proof) -> {
        requireNormal(commitsFirst);
        proofs.prove(msg, index, payee, proof);
      }
      case L1Call.SubmitBatch(var header, var certificate, int payee, var proof) -> {
        requireNormal(!commitsFirst);
        commits.commit(msg, header, certificate);
        proofs.prove(msg, header.index(), payee, proof);
      }
      case L1Call.CommitAndProve(var header, int payee, var proof) -> {
        requireNormal(true);
        commits.commitPermissionless(msg, header);
        proofs.advance(msg, header.index(), payee, proof);
      }
      case L1Call.Prune _ -> {
        requireNormal(commitsFirst);
        proofs.prune(msg);
      }
      case L1Call.Freeze _ -> {
        requireNormal(true);
        queue.freeze(msg);
      }
      case L1Call.EnqueueDeposit deposit -> {
        requireNormal(true);
        queue.deposit(msg, deposit);
      }
      case L1Call.EnqueueForced forced -> {
        requireNormal(true);
        queue.force(msg, forced);
      }
      case L1Call.TakeSeat(int seat) -> {
        requireNormal(true);
        seats.take(msg, seat);
      }
      case L1Call.LeaveSeat(int seat) -> {
        requireNormal(true);
        seats.leave(msg, seat);
      }
    }
  }

  private void requireNormal(boolean inThisMode) {
    unless(!state.frozen.get(), Refusal.FROZEN);
    unless(inThisMode, Refusal.NOT_IN_THIS_MODE);
  }

  /**
   * Checks conservation on L1 (I1, I2): O(1), from running sums.
   *
   * @throws io.crowdroll.protocol.chain.InvariantViolation with both sides
   */
  public void checkInvariants() {
    Conservation.check(state);
  }

  /** Like {@link #checkInvariants}, and that the running sums are those of the tables. */
  public void checkInvariantsFully() {
    Conservation.check(state);
    Conservation.checkSums(state);
  }

  Journal journal() {
    return state.journal;
  }

  /** What agents start from. */
  public ContractView deployedView() {
    return ContractView.deployed(deployment.block(), deployment.schedule());
  }

  /** The L1 block of the deployment. */
  public long deployedAt() {
    return deployment.block();
  }

  /** Index of the last proven batch, 0 before the first. */
  public long proven() {
    return state.proven.get().index();
  }

  /** The proven state root. */
  public Hash256 root() {
    return state.proven.get().root();
  }

  /** Index of the last committed batch, at least {@link #proven}. */
  public long committed() {
    return state.committed.get().index();
  }

  /** Items ever queued. */
  public long queueLength() {
    return state.queueLength.get();
  }

  /** Queue items consumed by committed batches. */
  public long committedQueue() {
    return state.committed.get().queueTo();
  }

  /** Queue items consumed by proven batches. */
  public long provenQueue() {
    return state.proven.get().queueTo();
  }

  /** The queue fee of the next item, wei of ETH; {@link Wei#ZERO} where there is no queue. */
  public Wei queueFee() {
    boolean none = deployment.rules().forced() == null;
    return none ? Wei.ZERO : deployment.rules().forced().fee(queueLength() - provenQueue());
  }

  public boolean isFrozen() {
    return state.frozen.get();
  }

  /** ZKPoW in accounts on L2 at the proven root. */
  public Wei l2Supply() {
    return state.onL2.get().zkpow();
  }

  /** ETH in accounts on L2 at the proven root. */
  public Wei l2Eth() {
    return state.onL2.get().eth();
  }

  public Wei mintAllowance() {
    return state.mintAllowance.get();
  }

  /** ZKPoW that exists on L1. */
  public Wei tokenSupply() {
    return state.tokenSupply.get();
  }

  /** An account's ZKPoW on L1. */
  public Wei tokens(Address holder) {
    return state.tokens.get(holder);
  }

  /** ETH that an account can pull. */
  public Wei owed(Address account) {
    return state.owed.get(account);
  }

  /** ETH bonds of an owner of seats. */
  public Wei bond(Address owner) {
    return state.bonds.get(owner);
  }

  /** Slots and seats. */
  public SlotSchedule schedule() {
    return state.schedule.get();
  }
}
