package io.crowdroll.protocol.node;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.FeeMarket;
import io.crowdroll.protocol.chain.FeeQuote;
import io.crowdroll.protocol.chain.Transaction;
import io.crowdroll.protocol.chain.Wei;

/**
 * A wallet: signs for twice the base fees (PROTOCOL.md §2) and counts its nonces. After a
 * transaction that had no effect it starts again from what the chain has seen.
 */
public final class User {
  private final Address address;
  private long nextNonce;
  private long included;
  private int inFlight;

  public User(Address address) {
    this.address = address;
  }

  public Address address() {
    return address;
  }

  /** Handles one event at time {@code now} (ms). */
  public void handle(long now, Event.OfUser event, Effects effects) {
    switch (event) {
      case Event.Wish wish -> effects.emit(new Effect.Submit(sign(wish)));
      case Event.TransactionOver over -> settle(over);
    }
  }

  private Transaction sign(Event.Wish wish) {
    inFlight++;
    FeeQuote fees = wish.fees();
    boolean call = wish.kind() == Transaction.Kind.CALL;
    return new Transaction(
        wish.kind(),
        address,
        wish.to(),
        wish.asset(),
        wish.value(),
        nextNonce++,
        fees.total().times(2),
        Wei.ZERO,
        call ? wish.gasLimit() : FeeMarket.TRANSFER_GAS,
        wish.execution());
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
