package io.crowdroll.protocol.proving;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.FeeMarket;
import io.crowdroll.protocol.chain.Payee;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.zkpow.BountyRules;
import io.crowdroll.protocol.zkpow.Escrow;
import io.crowdroll.protocol.zkpow.Ledger;
import io.crowdroll.protocol.zkpow.MintBudget;
import io.crowdroll.protocol.zkpow.PenaltyRules;
import io.crowdroll.protocol.zkpow.Pot;

/**
 * What the market and its leases share: the rules, the block's height and time, prices and
 * accounts.
 */
public final class MarketContext {
  private final ProvingRules proving;
  private final LeaseRules leases;
  private final BountyRules bounty;
  private final PenaltyRules penalty;
  private final boolean payeeBound;
  private final int validators;
  private final int firstValidatorAccount;
  private final Ledger ledger;
  private final MintBudget budget;
  private final FeeMarket fees;
  private final Provers provers = new Provers();
  private final Heartbeats heartbeats;
  private final ActiveSet activeSet;
  private long height;
  private long now;

  /**
   * @param validators number of validators
   * @param firstValidatorAccount account of validator 0; the others follow
   * @param heartbeatsElided whether heartbeats inside a session are not sent (§3)
   */
  public MarketContext(
      ProvingRules proving,
      LeaseRules leases,
      BountyRules bounty,
      PenaltyRules penalty,
      boolean payeeBound,
      boolean heartbeatsElided,
      int validators,
      int firstValidatorAccount,
      Ledger ledger,
      MintBudget budget,
      FeeMarket fees) {
    this.proving = proving;
    this.leases = leases;
    this.bounty = bounty;
    this.penalty = penalty;
    this.payeeBound = payeeBound;
    this.validators = validators;
    this.firstValidatorAccount = firstValidatorAccount;
    this.ledger = ledger;
    this.budget = budget;
    this.fees = fees;
    heartbeats = new Heartbeats(proving.heartbeatTimeoutMillis(), heartbeatsElided);
    activeSet =
        new ActiveSet(
            proving,
            penaltyOf(ProvingRules.PROBATION_UNITS),
            leases.reassignment() instanceof Reassignment.LeastRecentlyProcessed,
            provers,
            heartbeats,
            ledger);
  }

  /** Takes the block that is being applied. */
  public void begin(long height, long timestampMillis) {
    this.height = height;
    this.now = timestampMillis;
  }

  public Provers provers() {
    return provers;
  }

  /** Active provers as of the block before. */
  public long activeProvers() {
    return activeSet.count();
  }

  /** Whether a prover counts as active (§3). */
  public boolean isActive(int prover) {
    return heartbeats.active(prover);
  }

  /** §5: unitPrice × units × scarcity × age at this block. */
  public Wei quote(Task task) {
    long scarcity =
        bounty.scarcity().factor(activeSet.count(), fees.unitBaseFee(), bounty.unitPrice());
    long blocks =
        bounty.ageClock() == BountyRules.AgeClock.FROM_BIRTH
            ? height - task.madeAt
            : task.waitedBlocks(height);
    long steps = task.misses + blocks / bounty.ageStepBlocks();
    long age = bounty.ageing().factor(steps);
    Wei quote = bounty.quote(task.units, scarcity, age);
    return task.firstBountyCap != null && isFirstOffer(task, steps)
        ? quote.min(task.firstBountyCap)
        : quote;
  }

  /**
   * §5, antiFarming: whether nobody has had the chance to prove it. Where tasks are open nobody
   * holds a lease, and all have had their chance once the first price has stood for an age step.
   */
  private boolean isFirstOffer(Task task, long steps) {
    return leases.reassignment() instanceof Reassignment.Open
        ? steps == 0
        : task.formerHolders.isEmpty();
  }

  /** What a transfer-sized task of {@code units} would be quoted now, fresh (for reports). */
  public Wei freshQuote(int units) {
    long scarcity =
        bounty.scarcity().factor(activeSet.count(), fees.unitBaseFee(), bounty.unitPrice());
    return bounty.unitPrice().times(units).scaledBy(scarcity);
  }

  /** §5: the penalty of a lease of {@code units}. */
  public final Wei penaltyOf(int units) {
    return penalty.law().of(bounty.unitPrice().times(units));
  }

  ProvingRules proving() {
    return proving;
  }

  LeaseRules leases() {
    return leases;
  }

  boolean lockedAtLease() {
    return bounty.lockedAtLease();
  }

  boolean payeeBound() {
    return payeeBound;
  }

  int validators() {
    return validators;
  }

  Ledger ledger() {
    return ledger;
  }

  Heartbeats heartbeats() {
    return heartbeats;
  }

  ActiveSet activeSet() {
    return activeSet;
  }

  long height() {
    return height;
  }

  long now() {
    return now;
  }

  Pot pot(Escrow source) {
    return new Pot(bounty, ledger.treasury(), budget, source);
  }

  /** The account that a payee is paid on; {@link Address#ZERO} where there is no such payee. */
  public Address address(int payee) {
    boolean validator = Payee.isValidator(payee);
    int index = validator ? Payee.validatorIndex(payee) : payee;
    if (index < 0 || index >= (validator ? validators : provers.size())) {
      return Address.ZERO;
    }
    return ledger
        .accounts()
        .address(validator ? firstValidatorAccount + index : provers.account(index));
  }

  /** §3: earnings fill the bond up to its target before they reach the balance. */
  void pay(int payee, Wei amount, boolean allIntoBond) {
    if (Payee.isValidator(payee)) {
      ledger.pending().addBalance(firstValidatorAccount + Payee.validatorIndex(payee), amount);
      return;
    }
    int account = provers.account(payee);
    Wei toBond = Wei.ZERO;
    if (allIntoBond) {
      toBond = amount;
    } else if (proving.bonded() && !provers.leaving(payee)) {
      Wei bonded =
          ledger
              .accounts()
              .bonded(account)
              .plus(ledger.pending().bondCredit(account))
              .minus(ledger.pending().bondDebit(account));
      Wei target = proving.bond().times(provers.capacity(payee));
      toBond = target.minus(bonded).max(Wei.ZERO).min(amount);
    }
    ledger.pending().creditBond(account, toBond);
    ledger.pending().addBalance(account, amount.minus(toBond));
  }

  /** A proof counts as a heartbeat where the rules say so (§3), and as proven work (§4). */
  void proved(int payee, int units) {
    if (!Payee.isValidator(payee)) {
      if (proving.proofCounts()) {
        heartbeats.proof(payee, now);
      }
      provers.addProvenUnits(payee, units);
      if (proving.weight() == ProvingRules.Weight.PROVEN_WORK) {
        activeSet.touch(payee);
      }
    }
  }
}
