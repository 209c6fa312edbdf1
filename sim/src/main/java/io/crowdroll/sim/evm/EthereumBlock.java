package io.crowdroll.sim.evm;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.EthereumTransaction;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Rejection;
import io.crowdroll.protocol.chain.SlotWords;
import io.crowdroll.protocol.evm.BlockContext;
import io.crowdroll.protocol.evm.Evm;
import io.crowdroll.protocol.evm.Outcome;
import io.crowdroll.protocol.evm.SignedCall;
import io.crowdroll.protocol.evm.Tracer;
import io.crowdroll.protocol.evm.TransactionContext;
import io.crowdroll.protocol.evm.precompile.CancunPrecompiles;
import java.math.BigInteger;

/**
 * A block of Ethereum in the making: transactions are applied to a state, one after another, by the
 * rules of Cancun (Yellow Paper, section 6; EIP-1559, 2929, 2930, 3529, 3607, 3651, 4844). Block
 * rewards and system calls are not part of it.
 */
public final class EthereumBlock {
  private final PlainState state;
  private final BlockContext context;
  private final Evm evm;
  private final BigInteger baseFee;
  private final BigInteger blobBaseFee;
  private long gasUsed;

  /** An empty block on a state. */
  public EthereumBlock(PlainState state, BlockContext context) {
    this.state = state;
    this.context = context;
    this.evm = new Evm(state, CancunPrecompiles.ALL, context);
    this.baseFee = context.baseFee().toBigInteger();
    this.blobBaseFee = context.blobBaseFee().toBigInteger();
  }

  /** Applies a transaction. */
  public Processed apply(EthereumTransaction transaction) {
    return process(transaction, null);
  }

  /** Like {@link #apply}, every step shown. */
  public Processed trace(EthereumTransaction transaction, Tracer tracer) {
    return process(transaction, tracer);
  }

  private Processed process(EthereumTransaction transaction, Tracer tracer) {
    Rejection flaw = transaction.check(context.chainId().w3());
    if (flaw != null) {
      return new Processed.Invalid(flaw.sentence());
    }
    Address sender = transaction.sender();
    if (sender == null) {
      return new Processed.Invalid(Rejection.BAD_SIGNATURE.sentence());
    }
    String obstacle = obstacle(transaction, sender);
    return obstacle == null
        ? include(transaction, sender, tracer)
        : new Processed.Invalid(obstacle);
  }

  /** Why the transaction cannot be included, {@code null} if it can. */
  private String obstacle(EthereumTransaction transaction, Address sender) {
    int order = Long.compareUnsigned(transaction.nonce(), state.nonce(sender));
    if (order != 0) {
      return order < 0 ? Rejection.NONCE_TOO_LOW.sentence() : Rejection.NONCE_GAP.sentence();
    }
    if (state.code(sender).size() != 0) {
      return "the sender is a contract";
    }
    if (transaction.maxFeePerGas().compareTo(baseFee) < 0) {
      return "maxFeePerGas is below the block's base fee";
    }
    if (!transaction.blobs().isEmpty()
        && transaction.maxFeePerBlobGas().compareTo(blobBaseFee) < 0) {
      return "maxFeePerBlobGas is below the block's blob base fee";
    }
    if (Long.compareUnsigned(transaction.gasLimit(), context.gasLimit() - gasUsed) > 0) {
      return Rejection.ABOVE_BLOCK_GAS.sentence();
    }
    BigInteger most =
        SlotWords.unsigned(transaction.gasLimit())
            .multiply(transaction.maxFeePerGas())
            .add(blobGas(transaction).multiply(transaction.maxFeePerBlobGas()))
            .add(transaction.value());
    return state.balance(sender).compareTo(most) < 0
        ? Rejection.INSUFFICIENT_FUNDS.sentence()
        : null;
  }

  private Processed include(EthereumTransaction transaction, Address sender, Tracer tracer) {
    BigInteger tip =
        transaction.maxPriorityFeePerGas().min(transaction.maxFeePerGas().subtract(baseFee));
    BigInteger price = baseFee.add(tip);
    BigInteger upFront =
        SlotWords.unsigned(transaction.gasLimit())
            .multiply(price)
            .add(blobGas(transaction).multiply(blobBaseFee));
    state.charge(sender, upFront);
    SignedCall call = new SignedCall(transaction, sender);
    call.warm(state, context.coinbase());
    state.setNonce(sender, transaction.nonce() + 1);
    TransactionContext seen =
        new TransactionContext(sender, Hash256.of(price), transaction.blobs());
    Outcome outcome =
        tracer == null
            ? evm.execute(seen, call.message())
            : evm.trace(seen, call.message(), tracer);

    long used = call.gasUsed(outcome);
    gasUsed += used;
    state.pay(sender, price.multiply(SlotWords.unsigned(transaction.gasLimit() - used)));
    state.pay(context.coinbase(), tip.multiply(SlotWords.unsigned(used)));
    Processed.Included included = new Processed.Included(outcome, used, state.logs());
    state.endTransaction();
    return included;
  }

  private static BigInteger blobGas(EthereumTransaction transaction) {
    return BigInteger.valueOf((long) BlobFee.GAS_PER_BLOB * transaction.blobs().size());
  }
}
