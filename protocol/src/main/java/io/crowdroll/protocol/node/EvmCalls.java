package io.crowdroll.protocol.node;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Block;
import io.crowdroll.protocol.chain.EthereumTransaction;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.FeeMarket;
import io.crowdroll.protocol.chain.FeeQuote;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Rejection;
import io.crowdroll.protocol.chain.Transaction;
import io.crowdroll.protocol.chain.Transition;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.evm.BlockContext;
import io.crowdroll.protocol.evm.Evm;
import io.crowdroll.protocol.evm.Log;
import io.crowdroll.protocol.evm.Outcome;
import io.crowdroll.protocol.evm.ProofMeter;
import io.crowdroll.protocol.evm.ProofSchedule;
import io.crowdroll.protocol.evm.SignedCall;
import io.crowdroll.protocol.evm.TransactionContext;
import io.crowdroll.protocol.evm.precompile.CancunPrecompiles;
import io.crowdroll.protocol.state.BlockHashes;
import io.crowdroll.protocol.state.Overlay;
import io.crowdroll.protocol.state.WorldState;
import io.crowdroll.protocol.zkpow.Ledger;
import java.util.ArrayList;
import java.util.List;

/**
 * Executes contract calls at the {@code full} rung (PROTOCOL.md §2): transactions of type 0x02 run
 * in the EVM, metered in gas and in proof units, and pay the three-part fee for what they used.
 *
 * <p>What the transaction may cost at most is taken from the sender before and given back after, as
 * in Ethereum, so that code sees the balance that is left. A call that halts keeps its fee and
 * nothing else. The proposer's tip is pending: COINBASE is not credited inside a block.
 */
final class EvmCalls {
  /** A proof unit is so many constraints (§2). */
  private static final long CONSTRAINTS_PER_UNIT = 1_000;

  private final Tariff tariff;
  private final Ledger ledger;
  private final Payments payments;
  private final TransitionLog log;
  private final FeeMarket fees;
  private final long blockGas;
  private final long chainId;
  private final BlockHashes hashes = new BlockHashes();
  private final Overlay overlay;
  private final List<Fact.Called.Change> changes = new ArrayList<>();
  private Evm evm;
  private Address coinbase;

  EvmCalls(
      Tariff tariff,
      Ledger ledger,
      Payments payments,
      TransitionLog log,
      FeeMarket fees,
      WorldState world,
      long blockGas,
      long chainId) {
    this.tariff = tariff;
    this.ledger = ledger;
    this.payments = payments;
    this.log = log;
    this.fees = fees;
    this.blockGas = blockGas;
    this.chainId = chainId;
    overlay = new Overlay(world, hashes);
  }

  /**
   * Starts a block.
   *
   * @param beacon R of the block before
   */
  void begin(Block block, Hash256 parent, Hash256 beacon, Address proposer) {
    hashes.add(block.height() - 1, parent);
    coinbase = proposer;
    BlockContext context =
        new BlockContext(
            coinbase,
            block.height(),
            block.timestamp() / 1_000,
            blockGas,
            beacon,
            word(fees.gasBaseFee()),
            word(Wei.of(1)),
            new Hash256(0, 0, 0, chainId));
    evm = new Evm(overlay, CancunPrecompiles.ALL, context);
  }

  /** What a call may cost before it runs. */
  private record Terms(Wei price, Wei priority, Wei l1, int units) {}

  Rejection execute(
      Transaction transaction,
      Transaction.Execution.Evm execution,
      int sender,
      int proposerAccount) {
    if (ledger.accounts().hasCode(sender)) {
      return Rejection.BAD_SIGNATURE; // EIP-3607: no key signs for a contract
    }
    if (execution.maxFeePerGas().isLess(fees.gasBaseFee())) {
      return Rejection.FEE_ABOVE_CAP;
    }
    Terms terms = terms(transaction, execution, sender);
    if (terms.units < 1) {
      return Rejection.INSUFFICIENT_FUNDS;
    }
    Wei reserve =
        terms
            .price
            .times(transaction.gasLimit())
            .plus(terms.l1)
            .plus(tariff.call(0, terms.units).proof());
    overlay.begin();
    overlay.add(transaction.sender(), reserve.negate());
    overlay.setNonce(transaction.sender(), transaction.nonce() + 1);
    EthereumTransaction signed = (EthereumTransaction) transaction.envelope();
    SignedCall call = new SignedCall(signed, transaction.sender());
    Outcome outcome = run(call, terms);
    long used = call.gasUsed(outcome);
    int units = units(outcome, terms);
    FeeQuote fee = tariff.call(used, units);
    Wei tip = terms.priority.times(used);
    Wei due = fee.total().plus(tip);
    overlay.add(transaction.sender(), reserve.minus(due));
    finish(transaction, outcome, used, units, fee, tip, proposerAccount);
    return null;
  }

  /** §2: the bounds that hold before a call runs. */
  private Terms terms(Transaction transaction, Transaction.Execution.Evm execution, int sender) {
    Wei baseFee = fees.gasBaseFee();
    Wei priority = execution.maxPriorityFeePerGas().min(execution.maxFeePerGas().minus(baseFee));
    Wei l1 = tariff.unproven(0).l1();
    Wei budget =
        ledger
            .accounts()
            .balance(sender)
            .minus(transaction.value())
            .minus(execution.maxFeePerGas().times(transaction.gasLimit()))
            .minus(l1);
    int units = 0;
    if (budget.signum() >= 0) {
      units = Math.min(tariff.unitsOfGas(transaction.gasLimit()), tariff.unitsAffordable(budget));
    }
    return new Terms(baseFee.plus(priority), priority, l1, units);
  }

  private Outcome run(SignedCall call, Terms terms) {
    call.warm(overlay, coinbase);
    TransactionContext context =
        new TransactionContext(call.sender(), word(terms.price), List.of());
    ProofMeter meter = new ProofMeter(ProofSchedule.ESTIMATE, terms.units * CONSTRAINTS_PER_UNIT);
    return evm.execute(context, call.message(), meter);
  }

  /** Whole units, at least the one that every transition costs. */
  private static int units(Outcome outcome, Terms terms) {
    long begun = (outcome.proofConstraints() + CONSTRAINTS_PER_UNIT - 1) / CONSTRAINTS_PER_UNIT;
    return Math.clamp(begun, 1, terms.units);
  }

  private void finish(
      Transaction transaction,
      Outcome outcome,
      long used,
      int units,
      FeeQuote fee,
      Wei tip,
      int proposerAccount) {
    changes.clear();
    List<Fact.Called.Log> logs = overlay.logs().stream().map(EvmCalls::written).toList();
    Wei gone = overlay.commit(this::change);
    payments.distribute(fee, tip, proposerAccount);
    payments.burn(gone.minus(fee.total()).minus(tip));
    log.begin(Transition.Kind.CALL, units);
    log.user(fee, tip, fee.proof(), null);
    log.gas(used);
    log.executed(transaction);
    long sequence = log.sequence() - 1;
    log.tell(new Fact.Called(sequence, outcome.isSuccess(), used, tip, logs, changes));
  }

  private static Fact.Called.Log written(Log log) {
    return new Fact.Called.Log(log.account(), log.topics(), log.data());
  }

  private void change(int account, Wei delta) {
    changes.add(new Fact.Called.Change(account, delta));
    if (delta.signum() > 0) {
      ledger.credit(account, delta);
    } else {
      ledger.debit(account, delta.negate());
    }
  }

  private static Hash256 word(Wei amount) {
    return new Hash256(0, 0, amount.hi(), amount.lo());
  }
}
