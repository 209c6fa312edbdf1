package io.crowdroll.sim.model.l1;

import io.crowdroll.protocol.chain.InvariantViolation;
import io.crowdroll.protocol.chain.L1Item;
import io.crowdroll.protocol.chain.Transition;
import io.crowdroll.protocol.chain.Wei;
import java.util.Collection;

/** Every wei on L1 is somewhere (PROTOCOL.md I1, L1.md last paragraphs). */
final class Conservation {
  private Conservation() {}

  /** The equations, from running sums. */
  static void check(ContractState state) {
    require(
        "I1 ZKPoW on L1",
        state.genesisZkpow.plus(state.supplyDelta.get()),
        state
            .tokenSupply
            .get()
            .plus(state.onL2.get().zkpow())
            .plus(state.openClaims.get().zkpow())
            .plus(state.queuedDeposits.get().zkpow()));
    require(
        "I1 ETH on L1",
        state.eth.get(),
        state
            .onL2
            .get()
            .eth()
            .plus(state.openClaims.get().eth())
            .plus(state.queuedDeposits.get().eth())
            .plus(state.queueFees.get())
            .plus(state.owedTotal.get())
            .plus(state.bondTotal.get())
            .plus(state.proverReward.get()));
    if (state.onL2.get().eth().signum() < 0) {
      throw new InvariantViolation("I1 ETH on L2", "0 or more", state.onL2.get().eth().toString());
    }
    if (state.proven.get().index() > state.committed.get().index()) {
      throw new InvariantViolation(
          "I4", "proven ≤ committed " + state.committed.get(), state.proven.get().toString());
    }
  }

  /** That the running sums are those of the tables. */
  static void checkSums(ContractState state) {
    require("I1 tokens", sum(state.tokens.values()), state.tokenSupply.get());
    require("I1 owed", sum(state.owed.values()), state.owedTotal.get());
    require("I1 bonds", sum(state.bonds.values()), state.bondTotal.get());

    Amounts queued = Amounts.NONE;
    Wei fees = Wei.ZERO;
    for (long i = state.proven.get().queueTo(); i < state.queueLength.get(); i++) {
      if (!state.reclaimed.get(i)) {
        fees = fees.plus(state.queued(i).fee());
        if (state.queued(i).item() instanceof L1Item.Deposit deposit) {
          queued = queued.plus(Amounts.of(deposit.asset(), deposit.value()));
        }
      }
    }
    require("I1 queue fees", fees, state.queueFees.get());
    require("I1 queued ZKPoW", queued.zkpow(), state.queuedDeposits.get().zkpow());
    require("I1 queued ETH", queued.eth(), state.queuedDeposits.get().eth());

    Amounts claims = Amounts.NONE;
    for (long index = 1; index <= state.proven.get().index(); index++) {
      int record = 0;
      for (Transition.Withdrawal withdrawal : state.batches.get(index).claims()) {
        if (!state.paid.get(new ContractState.ClaimKey(index, record++))) {
          claims = claims.plus(Amounts.of(withdrawal.asset(), withdrawal.value()));
        }
      }
    }
    require("I1 ZKPoW claims", claims.zkpow(), state.openClaims.get().zkpow());
    require("I1 ETH claims", claims.eth(), state.openClaims.get().eth());
  }

  private static Wei sum(Collection<Wei> amounts) {
    Wei sum = Wei.ZERO;
    for (Wei amount : amounts) {
      sum = sum.plus(amount);
    }
    return sum;
  }

  private static void require(String invariant, Wei expected, Wei found) {
    if (!expected.equals(found)) {
      throw new InvariantViolation(invariant, expected.toString(), found.toString());
    }
  }
}
