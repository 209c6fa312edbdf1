package io.crowdroll.protocol.submission;

import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.Fixed;
import io.crowdroll.protocol.chain.L1Refund;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.zkpow.Ledger;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import java.util.List;
import java.util.function.Consumer;

/**
 * What agents get back for their L1 gas, from the agent fund alone, and the price of ETH that it is
 * converted at (PROTOCOL.md §7).
 */
public final class Refunds {
  private static final long MILLIS_AN_HOUR = 3_600_000;

  private final SubmissionRules rules;
  private final Ledger ledger;
  private final int firstValidatorAccount;
  private final Consumer<Fact> facts;

  /** ETH refunded so far for batches that may see a second refund: commit, then proof. */
  private final Long2ObjectOpenHashMap<Wei> paidByBatch = new Long2ObjectOpenHashMap<>();

  private Wei zkpowPerEth;
  private long priceTime = Long.MIN_VALUE;

  public Refunds(
      SubmissionRules rules, Ledger ledger, int firstValidatorAccount, Consumer<Fact> facts) {
    this.rules = rules;
    this.ledger = ledger;
    this.firstValidatorAccount = firstValidatorAccount;
    this.facts = facts;
    zkpowPerEth = rules.zkpowPerEth();
    paidByBatch.defaultReturnValue(Wei.ZERO);
  }

  /** Wei of ZKPoW for 10^18 wei of ETH. */
  public Wei zkpowPerEth() {
    return zkpowPerEth;
  }

  /** Follows the validators' median, at most 1 % an hour. */
  public void price(Wei median, long timestamp) {
    if (priceTime != Long.MIN_VALUE) {
      Wei most = zkpowPerEth.mulDiv(timestamp - priceTime, 100 * MILLIS_AN_HOUR);
      Wei step = median.minus(zkpowPerEth).min(most).max(most.negate());
      zkpowPerEth = zkpowPerEth.plus(step);
    }
    priceTime = timestamp;
  }

  /** §7: gas used × L1 base fee × (1 + agentMargin), up to refundCap a batch, at zkpowPerEth. */
  public void pay(List<L1Refund> refunds) {
    for (L1Refund refund : refunds) {
      Wei eth = refund.baseFee().times(refund.gasUsed()).scaledBy(Fixed.ONE + rules.agentMargin());
      Wei paid = paidByBatch.get(refund.batch());
      Wei granted = eth.min(rules.refundCap().minus(paid));
      if (paid.isZero()) {
        paidByBatch.put(refund.batch(), granted);
      } else {
        paidByBatch.remove(refund.batch());
      }
      Wei zkpow = granted.mulDiv(zkpowPerEth, Wei.of(Wei.ONE)).min(ledger.treasury().agentFund());
      ledger.treasury().fromAgentFund(zkpow);
      ledger.pending().addBalance(firstValidatorAccount + refund.validator(), zkpow);
      facts.accept(new Fact.Refunded(refund.validator(), refund.batch(), zkpow));
    }
  }
}
