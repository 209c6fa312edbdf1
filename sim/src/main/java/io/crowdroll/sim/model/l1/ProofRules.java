package io.crowdroll.sim.model.l1;

import static io.crowdroll.sim.model.l1.Revert.unless;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.submission.L1Log;
import io.crowdroll.protocol.submission.Refusal;
import io.crowdroll.protocol.submission.RootProof;

/** {@code proveBatch} and {@code prune}: how the state root moves, and what never gets a proof. */
final class ProofRules {
  private final Deployment deployment;
  private final ContractState state;

  ProofRules(Deployment deployment, ContractState state) {
    this.deployment = deployment;
    this.state = state;
  }

  void prove(Message msg, long index, int payee, RootProof proof) {
    StoredBatch batch = advance(msg, index, payee, proof);
    Head head = batch.head();
    msg.log(new L1Log.BatchProved(index, head.hash(), head.root(), msg.sender()));
  }

  /** Moves the root, the supply, the queue and the claims over the next batch. */
  StoredBatch advance(Message msg, long index, int payee, RootProof proof) {
    unless(index == state.proven.get().index() + 1, Refusal.WRONG_INDEX);
    StoredBatch batch = state.batches.get(index);
    unless(batch != null, Refusal.NOT_COMMITTED);
    unless(isValid(batch, payee, proof), Refusal.INVALID_PROOF);
    moveSupply(batch);
    state.proven.set(batch.head());
    state.provenAt.set(msg.block());
    state.openClaims.set(state.openClaims.get().plus(batch.withdrawn()));
    state.queuedDeposits.set(state.queuedDeposits.get().minus(batch.deposited()));
    state.queueFees.set(state.queueFees.get().minus(batch.queueFees()));
    state.owe(batch.poster(), batch.queueFees());
    state.owe(msg.sender(), state.proverReward.get());
    state.proverReward.set(Wei.ZERO);
    return batch;
  }

  private boolean isValid(StoredBatch batch, int payee, RootProof proof) {
    return switch (proof) {
      case RootProof.Modelled modelled ->
          batch.inputs() == null && modelled.verifies(batch.head().hash(), payee);
      case RootProof.Groth16 real ->
          batch.inputs() != null
              && deployment.proofs().verifies(real.words(), batch.inputs().paying(real.account()));
    };
  }

  private void moveSupply(StoredBatch batch) {
    Wei delta = batch.supplyDelta();
    Amounts onL2 = state.onL2.get().plus(batch.deposited()).minus(batch.withdrawn());
    onL2 = new Amounts(onL2.zkpow().plus(delta), onL2.eth());
    unless(onL2.zkpow().signum() >= 0, Refusal.L2_SUPPLY_BELOW_ZERO);
    state.onL2.set(onL2);
    state.supplyDelta.set(state.supplyDelta.get().plus(delta));
    if (deployment.allowance() != null) {
      Wei grown = deployment.allowance().grown(state.mintAllowance.get(), batch.originBlocks());
      Wei left = grown.minus(delta);
      unless(left.signum() >= 0, Refusal.MINT_ALLOWANCE);
      state.mintAllowance.set(left.min(deployment.allowance().max()));
    }
  }

  void prune(Message msg) {
    Head proven = state.proven.get();
    StoredBatch first = state.batches.get(proven.index() + 1);
    unless(first != null, Refusal.NOTHING_TO_PRUNE);
    long since = Math.max(first.committedAt(), state.provenAt.get());
    unless(msg.block() > since + deployment.rules().proveDeadline(), Refusal.PRUNE_TOO_EARLY);
    Address poster = first.poster();
    Wei fine = state.takeBond(poster, deployment.rules().missFine());
    state.proverReward.set(state.proverReward.get().plus(fine));
    int dropped = state.dropUnproven();
    // Else the owners of all slots since the last commit would be fined as having skipped them
    state.lastCommitAt.set(msg.block());
    msg.log(new L1Log.Pruned(proven.index() + 1, dropped, fine));
  }
}
