package io.crowdroll.protocol.node;

import io.crowdroll.protocol.Rules;
import io.crowdroll.protocol.chain.FeeMarket;
import io.crowdroll.protocol.chain.FeeQuote;
import io.crowdroll.protocol.chain.Transaction;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.zkpow.Treasury;

/** What a user transaction costs in this block: its proof units and its three-part fee (§2). */
final class Tariff {
  /** Gas of a contract call before its code runs. */
  static final long CALL_GAS = 21_000;

  /** §2: a call's units are bounded by gasLimit ÷ 400. */
  private static final int GAS_PER_UNIT = 400;

  private final Rules rules;
  private final FeeMarket fees;
  private final Treasury treasury;

  Tariff(Rules rules, FeeMarket fees, Treasury treasury) {
    this.rules = rules;
    this.fees = fees;
    this.treasury = treasury;
  }

  /** The fee of a transaction that is no call, without the open of a recipient. */
  FeeQuote simple(Transaction.Kind kind) {
    return new FeeQuote(fees.gasFee(FeeMarket.TRANSFER_GAS), proofFee(units(kind)), fees.l1Fee());
  }

  /** The fee of a call that uses {@code gas} in all and comes to {@code units}. */
  FeeQuote call(long gas, int units) {
    return new FeeQuote(fees.gasFee(gas), proofFee(units), fees.l1Fee());
  }

  /** What a call that uses {@code gas} pays beside its proof fee. */
  FeeQuote unproven(long gas) {
    return new FeeQuote(fees.gasFee(gas), Wei.ZERO, fees.l1Fee());
  }

  /** The fee with that of an open, which is a transition of its own. */
  FeeQuote opening(FeeQuote fee) {
    return new FeeQuote(fee.gas(), fee.proof().plus(openFee()), fee.l1().plus(fees.l1Fee()));
  }

  /** Proof fee of an open. */
  Wei openFee() {
    return proofFee(rules.units().open());
  }

  /** The units that a call can come to: it halts at {@code maxProofUnits}. */
  int metered(int units) {
    return Math.min(mostUnits(), units);
  }

  /** Units that a call may come to whatever it pays. */
  private int mostUnits() {
    int most = rules.fees().maxProofUnits();
    return most == 0 ? Integer.MAX_VALUE : most;
  }

  /** §2: the units that a call of a gas limit may come to whatever it pays. */
  int unitsOfGas(long gasLimit) {
    return (int) Math.min(gasLimit / GAS_PER_UNIT, mostUnits());
  }

  /** Units whose proof fee is at most {@code budget}. */
  int unitsAffordable(Wei budget) {
    return fees.unitsAffordable(budget, poolIsFull());
  }

  /** Proof units of a transaction that is no call. */
  int units(Transaction.Kind kind) {
    return switch (kind) {
      case TRANSFER -> rules.units().transfer();
      case WITHDRAW -> rules.units().withdraw();
      case BOND -> rules.units().bond();
      case CALL -> throw new IllegalArgumentException("a call's units are metered");
    };
  }

  private Wei proofFee(int units) {
    return fees.proofFee(units, poolIsFull());
  }

  private boolean poolIsFull() {
    return treasury.pool().compareTo(rules.fees().poolTarget()) > 0;
  }
}
