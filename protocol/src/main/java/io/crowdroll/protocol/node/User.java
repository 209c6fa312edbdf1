package io.crowdroll.protocol.node;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.FeeMarket;
import io.crowdroll.protocol.chain.Transaction;
import io.crowdroll.protocol.chain.Wei;

/**
 * A wallet: signs for a multiple of the base fees, by default twice, and a tip (PROTOCOL.md §2),
 * and counts its nonces. After a transaction that had no effect it starts again from what the chain
 * has seen.
 */
public final class User {
  /** What a wallet pays at most, and on top. */
  public interface FeePolicy {
    /** What a transaction pays at most beside its tip, where it would pay {@code fee} now. */
    Wei cap(Wei fee);

    /** Tip to the proposer of a transaction of {@code gas}. */
    Wei tip(long gas);
  }

  private final Address address;
  private final FeePolicy policy;
  private final Signer signer;
  private long nextNonce;
  private long included;
  private int inFlight;

  public User(Address address, FeePolicy policy, Signer signer) {
    this.address = address;
    this.policy = policy;
    this.signer = signer;
  }

  public Address address() {
    return address;
  }

  /** Handles one event at time {@code now} (ms). */
  public void handle(long now, Event.OfUser event, Effects effects) {
    switch (event) {
      case Event.Wish wish -> effects.emit(new Effect.Submit(sign(wish)));
      case Event.TransactionReverted(long nonce) -> {
        inFlight++;
        included = nonce;
      }
      case Event.TransactionOver over -> settle(over);
    }
  }

  private Transaction sign(Event.Wish wish) {
    inFlight++;
    boolean call = wish.kind() == Transaction.Kind.CALL;
    long gas = call ? wish.gasLimit() : FeeMarket.TRANSFER_GAS;
    Wei tip = policy.tip(gas);
    Wei maxFee = policy.cap(wish.fees().total()).plus(tip);
    if (wish.execution() instanceof Transaction.Execution.Evm evm) {
      tip = evm.maxPriorityFeePerGas().times(gas);
      maxFee = evm.maxFeePerGas().times(gas);
    }
    return signer.sign(
        new Transaction(
            wish.kind(),
            address,
            wish.to(),
            wish.asset(),
            wish.value(),
            nextNonce++,
            maxFee,
            tip,
            gas,
            wish.execution()));
  }

  private void settle(Event.TransactionOver over) {
    inFlight--;
    if (over.included()) {
      included = Math.max(included, over.transaction().nonce() + 1);
    } else if (inFlight == 0) {
      nextNonce = included;
    }
  }
}
