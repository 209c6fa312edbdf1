package io.crowdroll.protocol.zkpow;

import io.crowdroll.protocol.chain.Keccak256;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.state.Accounts;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.objects.ObjectRBTreeSet;

/**
 * Signed deltas that wait to be settled into accounts (PROTOCOL.md §1), and which account comes
 * next: the block in which its pending left 0, then its address.
 */
public final class Pending {

  /** What one account waits for. */
  public static final class Entry implements Comparable<Entry> {
    private final int account;
    private final io.crowdroll.protocol.chain.Address address;
    private final long since;
    private final long sinceMillis;
    private Wei balance = Wei.ZERO;
    private Wei bondCredit = Wei.ZERO;
    private Wei bondDebit = Wei.ZERO;
    private boolean queued;

    private Entry(int account, Accounts accounts, long since, long sinceMillis) {
      this.account = account;
      this.address = accounts.address(account);
      this.since = since;
      this.sinceMillis = sinceMillis;
    }

    public int account() {
      return account;
    }

    /** Signed. */
    public Wei balance() {
      return balance;
    }

    /** Signed: credits less debits. */
    public Wei bonded() {
      return bondCredit.minus(bondDebit);
    }

    Wei bondDebit() {
      return bondDebit;
    }

    Wei bondCredit() {
      return bondCredit;
    }

    private void digest(Keccak256 out) {
      out.putInt(account).putLong(since).putLong(sinceMillis);
      out.putWei(balance).putWei(bondCredit).putWei(bondDebit);
    }

    private boolean isZero() {
      return balance.isZero() && bondCredit.isZero() && bondDebit.isZero();
    }

    private Wei magnitude() {
      return balance.abs().plus(bonded().abs());
    }

    @Override
    public int compareTo(Entry other) {
      int order = Long.compare(since, other.since);
      return order != 0 ? order : address.compareTo(other.address);
    }
  }

  private final SettlementRules rules;
  private final Accounts accounts;
  private final Int2ObjectOpenHashMap<Entry> entries = new Int2ObjectOpenHashMap<>();

  /** Entries large enough to be settled now. */
  private final ObjectRBTreeSet<Entry> large = new ObjectRBTreeSet<>();

  /** Smaller ones, oldest first, until age makes them eligible. */
  private final ObjectRBTreeSet<Entry> small = new ObjectRBTreeSet<>();

  private Wei total = Wei.ZERO;
  private long height;
  private long now;

  public Pending(SettlementRules rules, Accounts accounts) {
    this.rules = rules;
    this.accounts = accounts;
  }

  /** Takes the block in which the following deltas arise. */
  public void begin(long height, long timestampMillis) {
    this.height = height;
    this.now = timestampMillis;
  }

  /** Σ pending: a term of I1. */
  public Wei total() {
    return total;
  }

  /** Pending credit of the bond, not to be counted as free (§3). */
  public Wei bondCredit(int account) {
    Entry entry = entries.get(account);
    return entry == null ? Wei.ZERO : entry.bondCredit;
  }

  /** Pending debit of the bond: penalties not yet settled. */
  public Wei bondDebit(int account) {
    Entry entry = entries.get(account);
    return entry == null ? Wei.ZERO : entry.bondDebit;
  }

  public Wei balance(int account) {
    Entry entry = entries.get(account);
    return entry == null ? Wei.ZERO : entry.balance;
  }

  /** Adds a signed delta to an account's balance. */
  public void addBalance(int account, Wei delta) {
    change(account, delta, Wei.ZERO, Wei.ZERO);
  }

  /** Adds a credit to an account's bond. */
  public void creditBond(int account, Wei amount) {
    change(account, Wei.ZERO, amount, Wei.ZERO);
  }

  /** Takes a penalty or a leaving bond from an account's bond. */
  public void debitBond(int account, Wei amount) {
    change(account, Wei.ZERO, Wei.ZERO, amount);
  }

  private void change(int account, Wei balance, Wei credit, Wei debit) {
    if (balance.isZero() && credit.isZero() && debit.isZero()) {
      return;
    }
    Entry entry = entries.get(account);
    if (entry == null) {
      entry = new Entry(account, accounts, height, now);
      entries.put(account, entry);
      small.add(entry);
    }
    total = total.plus(balance).plus(credit).minus(debit);
    entry.balance = entry.balance.plus(balance);
    entry.bondCredit = entry.bondCredit.plus(credit);
    entry.bondDebit = entry.bondDebit.plus(debit);
    classify(entry);
  }

  /** The account to be settled next, or {@code null} where none is eligible. */
  public Entry next() {
    Entry first = large.isEmpty() ? null : large.first();
    if (!small.isEmpty()) {
      Entry oldest = small.first();
      boolean aged = now - oldest.sinceMillis > rules.maximumAgeMillis();
      if (aged && (first == null || oldest.compareTo(first) < 0)) {
        return oldest;
      }
    }
    return first;
  }

  /** Takes what was settled out of an entry. */
  public void settled(Entry entry, Wei balance, Wei credit, Wei debit) {
    total = total.minus(balance).minus(credit).plus(debit);
    entry.balance = entry.balance.minus(balance);
    entry.bondCredit = entry.bondCredit.minus(credit);
    entry.bondDebit = entry.bondDebit.minus(debit);
    classify(entry);
  }

  /** Takes every entry into a commitment, in the order in which they would be settled. */
  public void digest(Keccak256 out) {
    out.putInt(entries.size());
    large.forEach(entry -> entry.digest(out));
    small.forEach(entry -> entry.digest(out));
  }

  private void classify(Entry entry) {
    if (entry.isZero()) {
      (entry.queued ? large : small).remove(entry);
      entries.remove(entry.account);
      return;
    }
    boolean eligible = entry.magnitude().compareTo(rules.minimum()) >= 0;
    if (eligible != entry.queued) {
      (entry.queued ? large : small).remove(entry);
      (eligible ? large : small).add(entry);
      entry.queued = eligible;
    }
  }
}
