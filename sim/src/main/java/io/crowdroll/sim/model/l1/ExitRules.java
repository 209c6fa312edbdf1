package io.crowdroll.sim.model.l1;

import static io.crowdroll.sim.model.l1.Revert.unless;

import io.crowdroll.protocol.chain.Asset;
import io.crowdroll.protocol.chain.ProofWords;
import io.crowdroll.protocol.chain.Transition;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.submission.ExitProof;
import io.crowdroll.protocol.submission.L1Call;
import io.crowdroll.protocol.submission.L1Log;
import io.crowdroll.protocol.submission.Refusal;

/** How value leaves: claims of withdrawals, what is owed, and the escape from a frozen rollup. */
final class ExitRules {
  private final AccountState accounts;
  private final ContractState state;

  ExitRules(AccountState accounts, ContractState state) {
    this.accounts = accounts;
    this.state = state;
  }

  void claim(Message msg, L1Call.Claim call) {
    StoredBatch batch = state.batches.get(call.batch());
    boolean proven = batch != null && call.batch() <= state.proven.get().index();
    boolean exists =
        proven
            && 0 <= call.record()
            && call.record() < batch.claims().size()
            && batch.claims().get(call.record()).equals(call.withdrawal());
    unless(exists, Refusal.NO_SUCH_CLAIM);
    ContractState.ClaimKey key = new ContractState.ClaimKey(call.batch(), call.record());
    unless(!state.paid.get(key), Refusal.ALREADY_CLAIMED);
    state.paid.put(key, true);
    Transition.Withdrawal record = call.withdrawal();
    Amounts amounts = Amounts.of(record.asset(), record.value());
    state.openClaims.set(state.openClaims.get().minus(amounts));
    if (record.asset() == Asset.ETH) {
      state.pay(record.value());
    } else {
      state.mintTokens(record.recipient(), record.value());
    }
    msg.log(new L1Log.Claimed(call.batch(), call.record(), record));
  }

  void pull(Message msg) {
    Wei amount = state.owed.get(msg.sender());
    unless(amount.signum() > 0, Refusal.NOTHING_OWED);
    state.owe(msg.sender(), amount.negate());
    state.pay(amount);
    msg.log(new L1Log.Pulled(msg.sender(), amount));
  }

  void escape(Message msg, ExitProof proof, ProofWords words) {
    unless(state.frozen.get(), Refusal.NOT_FROZEN);
    unless(!state.escaped.get(proof.account()), Refusal.ALREADY_ESCAPED);
    // Or anybody could burn a victim's one exit with a proof that its owner has not signed
    boolean own = !proof.recipient().equals(proof.account()) || isFrom(msg, proof);
    unless(own, Refusal.NOT_THE_ACCOUNT);
    boolean opens = proof.root().equals(state.proven.get().root()) && accounts.opens(proof, words);
    unless(opens, Refusal.WRONG_EXIT_PROOF);
    state.escaped.put(proof.account(), true);
    Amounts left = state.onL2.get().minus(new Amounts(proof.zkpow(), proof.eth()));
    boolean covered = left.zkpow().signum() >= 0 && left.eth().signum() >= 0;
    unless(covered, Refusal.L2_SUPPLY_BELOW_ZERO);
    state.onL2.set(left);
    state.mintTokens(proof.recipient(), proof.zkpow());
    state.pay(proof.eth());
    msg.log(new L1Log.Escaped(proof));
  }

  private static boolean isFrom(Message msg, ExitProof proof) {
    return msg.sender().equals(proof.account());
  }
}
