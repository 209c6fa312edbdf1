package io.crowdroll.protocol.node;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Coordination;
import io.crowdroll.protocol.chain.CoordinationTransaction;
import io.crowdroll.protocol.chain.Deployment;
import io.crowdroll.protocol.chain.Rejection;
import java.util.TreeMap;

/**
 * Whether coordination transactions may be in one block together, one after another (PROTOCOL.md
 * §3): each signed by the account of its prover with a sequence number above all before, evidence
 * with two ballots that contradict each other. What a proof is worth the market says.
 */
final class CoordinationCheck {
  private final FinalChain chain;
  private final Deployment deployment;
  private final TreeMap<Address, Long> signers = new TreeMap<>();

  CoordinationCheck(FinalChain chain, Deployment deployment) {
    this.chain = chain;
    this.deployment = deployment;
  }

  /** Who has signed what was taken, with their highest sequence numbers. */
  TreeMap<Address, Long> signers() {
    return signers;
  }

  /** Takes the next one; {@code null} = it may be there. */
  Rejection take(CoordinationTransaction transaction) {
    return switch (transaction.message()) {
      case Coordination.Submission _, Coordination.Equivocation _ -> null;
      case Coordination.Silence _ -> Rejection.MALFORMED;
      case Coordination.Register register -> signed(transaction, register.account());
      case Coordination.Heartbeat beat -> signed(transaction, account(beat.prover()));
      case Coordination.Leave leave -> signed(transaction, account(leave.prover()));
      case Coordination.Decline decline -> signed(transaction, account(decline.prover()));
    };
  }

  private Address account(int prover) {
    var provers = chain.rollup().proving().provers();
    return prover < provers.size()
        ? chain.rollup().accounts().address(provers.account(prover))
        : null;
  }

  private Rejection signed(CoordinationTransaction transaction, Address account) {
    if (account == null) {
      return Rejection.UNKNOWN_PROVER;
    }
    long last = signers.getOrDefault(account, chain.sequence(account));
    if (transaction.sequence() <= last) {
      return Rejection.NONCE_TOO_LOW;
    }
    if (!account.equals(transaction.signer(deployment))) {
      return Rejection.BAD_SIGNATURE;
    }
    signers.put(account, transaction.sequence());
    return null;
  }
}
