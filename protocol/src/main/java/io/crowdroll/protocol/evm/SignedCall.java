package io.crowdroll.protocol.evm;

import io.crowdroll.protocol.chain.AccessEntry;
import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.EthereumTransaction;
import io.crowdroll.protocol.chain.Hash256;

/**
 * What a signed transaction means to the EVM, whoever charges for it: the message that it sends,
 * what is warm when that begins, and the gas that it has used when it is over.
 *
 * @param transaction valid apart from any state
 * @param sender who signed it
 */
public record SignedCall(EthereumTransaction transaction, Address sender) {
  /** EIP-3529: at most a fifth of the gas used is given back. */
  private static final int REFUND_QUOTIENT = 5;

  /** The outermost message, with what the gas limit leaves after the intrinsic gas. */
  public Message message() {
    long gas = transaction.gasLimit() - transaction.intrinsicGas();
    Hash256 value = Hash256.of(transaction.value());
    return transaction.isCreate()
        ? new Message.Create(
            sender,
            ContractAddress.ofCreate(sender, transaction.nonce()),
            value,
            transaction.data(),
            gas)
        : new Message.Call(sender, transaction.to(), value, transaction.data(), gas);
  }

  /** Warms what is warm from the start: EIP-2929, 2930, and 3651 for the coinbase. */
  public void warm(EvmState state, Address coinbase) {
    state.warm(sender);
    if (!transaction.isCreate()) {
      state.warm(transaction.to());
    }
    state.warm(coinbase);
    for (AccessEntry entry : transaction.accessList()) {
      state.warm(entry.account());
      entry.keys().forEach(key -> state.warmSlot(entry.account(), key));
    }
  }

  /** The gas used in the end, refunds taken off. */
  public long gasUsed(Outcome outcome) {
    long spent = transaction.gasLimit() - outcome.gasLeft();
    return spent - Math.min(outcome.refund(), spent / REFUND_QUOTIENT);
  }
}
