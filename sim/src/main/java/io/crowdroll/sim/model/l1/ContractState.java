package io.crowdroll.sim.model.l1;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.L1Item;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.submission.Seat;
import io.crowdroll.protocol.submission.SlotSchedule;
import java.util.Map;

/** The contract's storage (L1.md, State), and where every wei in its care is. */
final class ContractState {
  /** A queued item and who paid for it. */
  record Queued(L1Item item, Address payer, Wei fee) {}

  record ClaimKey(long batch, int record) {}

  final Journal journal = new Journal();

  final Cell<Boolean> frozen;

  /** The last proven batch, and the last committed one. */
  final Cell<Head> proven;

  final Cell<Head> committed;
  final Cell<Long> provenAt;

  /** L1 block of the last commit; a prune restarts the agents' clock as well. */
  final Cell<Long> lastCommitAt;

  final Table<Long, StoredBatch> batches;

  final Cell<Long> queueLength;
  final Table<Long, Queued> queue;

  final Cell<SlotSchedule> schedule;
  final Table<ClaimKey, Boolean> paid;
  final Table<Long, Boolean> reclaimed;
  final Table<Address, Boolean> escaped;

  /** ETH that {@code pull} pays. */
  final Table<Address, Wei> owed;

  /** ETH bonds of seats, by owner. */
  final Table<Address, Wei> bonds;

  /** The L1 token. */
  final Table<Address, Wei> tokens;

  final Cell<Wei> mintAllowance;

  /** ETH fines of pruned posters, for whoever proves next. */
  final Cell<Wei> proverReward;

  // Sums, so that conservation is checked without walking the tables

  final Cell<Wei> tokenSupply;

  /** Σ supplyDelta of proven batches. */
  final Cell<Wei> supplyDelta;

  /** Funds of accounts on L2 at the proven root; its ZKPoW is L1.md's {@code l2Supply}. */
  final Cell<Amounts> onL2;

  /** Withdrawals of proven batches that are not claimed. */
  final Cell<Amounts> openClaims;

  /** Deposits that no proven batch has consumed. */
  final Cell<Amounts> queuedDeposits;

  final Cell<Wei> queueFees;
  final Cell<Wei> owedTotal;
  final Cell<Wei> bondTotal;

  /** The contract's ETH balance. */
  final Cell<Wei> eth;

  final Wei genesisZkpow;

  ContractState(Deployment deployment) {
    Head genesis = Head.genesis(deployment);
    frozen = new Cell<>(journal, false);
    proven = new Cell<>(journal, genesis);
    committed = new Cell<>(journal, genesis);
    provenAt = new Cell<>(journal, deployment.block());
    lastCommitAt = new Cell<>(journal, deployment.block());
    batches = new Table<>(journal, null);
    queueLength = new Cell<>(journal, 0L);
    queue = new Table<>(journal, null);
    schedule = new Cell<>(journal, deployment.schedule());
    paid = new Table<>(journal, false);
    reclaimed = new Table<>(journal, false);
    escaped = new Table<>(journal, false);
    owed = new Table<>(journal, Wei.ZERO);
    bonds = new Table<>(journal, Wei.ZERO);
    tokens = new Table<>(journal, Wei.ZERO);
    boolean capped = deployment.allowance() != null;
    mintAllowance = new Cell<>(journal, capped ? deployment.allowance().start() : Wei.ZERO);
    proverReward = new Cell<>(journal, Wei.ZERO);
    tokenSupply = new Cell<>(journal, Wei.ZERO);
    supplyDelta = new Cell<>(journal, Wei.ZERO);
    onL2 = new Cell<>(journal, new Amounts(deployment.l2Supply(), deployment.l2Eth()));
    openClaims = new Cell<>(journal, Amounts.NONE);
    queuedDeposits = new Cell<>(journal, Amounts.NONE);
    queueFees = new Cell<>(journal, Wei.ZERO);
    owedTotal = new Cell<>(journal, Wei.ZERO);
    bondTotal = new Cell<>(journal, Wei.ZERO);
    eth = new Cell<>(journal, deployment.l2Eth());

    for (Map.Entry<Address, Wei> holder : deployment.tokens().entrySet()) {
      mintTokens(holder.getKey(), holder.getValue());
    }
    genesisZkpow = tokenSupply.get().plus(deployment.l2Supply());
    for (Seat seat : deployment.schedule().seats()) {
      if (!seat.next().equals(Address.ZERO)) {
        receive(deployment.rules().seatBond());
        addBond(seat.next(), deployment.rules().seatBond());
      }
    }
    journal.forgetBefore(journal.mark());
  }

  // ETH

  /** ETH comes in; the caller says what for. */
  void receive(Wei amount) {
    eth.set(eth.get().plus(amount));
  }

  /** ETH goes out; the caller says from what. */
  void pay(Wei amount) {
    eth.set(eth.get().minus(amount));
  }

  void owe(Address account, Wei amount) {
    owed.put(account, owed.get(account).plus(amount));
    owedTotal.set(owedTotal.get().plus(amount));
  }

  void addBond(Address owner, Wei amount) {
    bonds.put(owner, bonds.get(owner).plus(amount));
    bondTotal.set(bondTotal.get().plus(amount));
  }

  /** Takes min(bond, {@code most}) and says how much that was. */
  Wei takeBond(Address owner, Wei most) {
    Wei taken = bonds.get(owner).min(most);
    addBond(owner, taken.negate());
    return taken;
  }

  // The L1 token

  void mintTokens(Address to, Wei amount) {
    tokens.put(to, tokens.get(to).plus(amount));
    tokenSupply.set(tokenSupply.get().plus(amount));
  }

  void burnTokens(Address from, Wei amount) {
    mintTokens(from, amount.negate());
  }

  // The queue

  Queued queued(long index) {
    return queue.get(index);
  }

  /** Whether item {@code index} exists and is older than {@code span} blocks. */
  boolean isOlder(long index, long block, long span) {
    return index < queueLength.get() && block - queued(index).item().enqueuedAt() > span;
  }

  /** Drops every batch that is not proven; says how many. */
  int dropUnproven() {
    long from = proven.get().index();
    long to = committed.get().index();
    for (long index = from + 1; index <= to; index++) {
      batches.remove(index);
    }
    committed.set(proven.get());
    return Math.toIntExact(to - from);
  }
}
