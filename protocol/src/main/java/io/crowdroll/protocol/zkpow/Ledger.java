package io.crowdroll.protocol.zkpow;

import io.crowdroll.protocol.chain.Fixed;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.state.Accounts;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;

/**
 * The token on both planes: accounts, treasury and pending deltas, and the rules by which value
 * goes from one to the other (PROTOCOL.md §1, §5).
 *
 * <p>Under the literal key a penalty is <em>owed</em> until a balance pays it: first as a pending
 * debit, then as debt; what is collected goes where penalties go.
 */
public final class Ledger {
  private final Accounts accounts;
  private final Treasury treasury;
  private final Pending pending;
  private final PenaltyRules penalties;
  private final boolean literal;
  private final Int2ObjectOpenHashMap<Wei> owedPending = new Int2ObjectOpenHashMap<>();
  private final Int2ObjectOpenHashMap<Wei> owedDebt = new Int2ObjectOpenHashMap<>();

  public Ledger(Accounts accounts, SettlementRules settlement, PenaltyRules penalties) {
    this.accounts = accounts;
    this.penalties = penalties;
    this.literal = settlement.key() == SettlementRules.Key.LITERAL;
    treasury = new Treasury();
    pending = new Pending(settlement, accounts);
    owedPending.defaultReturnValue(Wei.ZERO);
    owedDebt.defaultReturnValue(Wei.ZERO);
  }

  public Accounts accounts() {
    return accounts;
  }

  public Treasury treasury() {
    return treasury;
  }

  public Pending pending() {
    return pending;
  }

  /** Penalties levied on an account that no balance has paid yet. */
  public Wei owed(int account) {
    return owedPending.get(account).plus(owedDebt.get(account));
  }

  /** Credits a balance; debt is repaid first, and with it what penalties are owed. */
  public void credit(int account, Wei amount) {
    accounts.addNet(account, amount);
    collect(account);
  }

  /** Takes from a balance what the caller has seen to be there. */
  public void debit(int account, Wei amount) {
    accounts.addNet(account, amount.negate());
  }

  /** Moves balance to the bond (§1: a bond transaction). */
  public void bond(int account, Wei amount) {
    debit(account, amount);
    accounts.addBonded(account, amount);
  }

  /**
   * Levies a penalty (§5): hardened from the bond, distributed at once; literal from the balance,
   * owed until a balance pays it.
   *
   * @return the share for the prover who proves the task next
   */
  public Wei levy(int account, Wei amount) {
    if (literal) {
      pending.addBalance(account, amount.negate());
      treasury.levyUncollected(amount);
      owedPending.put(account, owedPending.get(account).plus(amount));
      return Wei.ZERO;
    }
    pending.debitBond(account, amount);
    Wei next = amount.scaledBy(penalties.nextProverShare());
    distribute(amount.minus(next));
    treasury.toEscrow(next);
    return next;
  }

  private void distribute(Wei amount) {
    long burnOfRest =
        penalties.nextProverShare() == Fixed.ONE
            ? 0
            : Wei.of(penalties.burnShare())
                .mulDiv(Fixed.ONE, Fixed.ONE - (literal ? 0 : penalties.nextProverShare()))
                .lo();
    Wei burn = amount.scaledBy(Math.min(burnOfRest, Fixed.ONE));
    treasury.burn(burn);
    treasury.toPool(amount.minus(burn));
  }

  /** Books gas of the coordination plane as a pending debit, burned at once (§2, literal). */
  public void bookGas(int account, Wei amount) {
    pending.addBalance(account, amount.negate());
    treasury.burn(amount);
  }

  /** Applies a settlement to its account. */
  void settle(Pending.Entry entry, Wei balance, Wei bondCredit, Wei bondDebit) {
    int account = entry.account();
    pending.settled(entry, balance, bondCredit, bondDebit);
    accounts.addBonded(account, bondCredit.minus(bondDebit));
    accounts.addNet(account, balance);
    Wei levied = owedPending.remove(account);
    if (!levied.isZero()) {
      owedDebt.put(account, owedDebt.get(account).plus(levied));
    }
    collect(account);
  }

  /** What a balance has paid of the penalties owed goes where penalties go (§9, I1). */
  private void collect(int account) {
    Wei owed = owedDebt.get(account);
    if (owed.isZero()) {
      return;
    }
    Wei paid = owed.minus(accounts.debt(account));
    if (paid.signum() > 0) {
      treasury.collect(paid);
      distribute(paid);
      Wei rest = owed.minus(paid);
      if (rest.isZero()) {
        owedDebt.remove(account);
      } else {
        owedDebt.put(account, rest);
      }
    }
  }
}
