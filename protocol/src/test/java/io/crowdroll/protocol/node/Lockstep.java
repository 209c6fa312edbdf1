package io.crowdroll.protocol.node;

import io.crowdroll.protocol.Rules;
import io.crowdroll.protocol.audit.Auditor;
import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Asset;
import io.crowdroll.protocol.chain.Block;
import io.crowdroll.protocol.chain.Coordination;
import io.crowdroll.protocol.chain.Deployment;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.FeeMarket;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Keccak256;
import io.crowdroll.protocol.chain.L1Item;
import io.crowdroll.protocol.chain.L1Origin;
import io.crowdroll.protocol.chain.L1Refund;
import io.crowdroll.protocol.chain.Payee;
import io.crowdroll.protocol.chain.Proof;
import io.crowdroll.protocol.chain.ProofSystem;
import io.crowdroll.protocol.chain.Transaction;
import io.crowdroll.protocol.chain.ValidatorBits;
import io.crowdroll.protocol.chain.Wei;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Drives a chain block by block without a network: what a test puts in goes into the next block,
 * and all invariants are checked after each.
 */
public final class Lockstep {
  public static final int VALIDATORS = 16;

  /** An account with code. */
  public static final Address CONTRACT = address(2_000_000);

  private static final long BLOCK_MILLIS = 2_000;

  private final Genesis genesis;
  private final Rollup rollup;
  private final Auditor auditor;
  private final Keccak256 keccak = new Keccak256();
  private final Rules rules;
  private final int users;
  private final long[] nonces;
  private final List<Transaction> transactions = new ArrayList<>();
  private final List<Coordination> coordination = new ArrayList<>();
  private final List<L1Item> items = new ArrayList<>();
  private final List<L1Refund> refunds = new ArrayList<>();
  private final List<Fact> history = new ArrayList<>();
  private ValidatorBits attested = all();
  private long queued;
  private long l1 = 100;
  private long now;

  public Lockstep(Rules rules, int users, int provers) {
    this(rules, users, provers, new Genesis.Modelled(List.of(CONTRACT)));
  }

  Lockstep(Rules rules, int users, int provers, Genesis.Contracts contracts) {
    this(rules, users, provers, contracts, List.of(), ProofSystem.MODELLED);
  }

  Lockstep(
      Rules rules, int users, int provers, Genesis.Contracts contracts, List<byte[]> votingKeys) {
    this(rules, users, provers, contracts, votingKeys, ProofSystem.MODELLED);
  }

  Lockstep(
      Rules rules,
      int users,
      int provers,
      Genesis.Contracts contracts,
      List<byte[]> votingKeys,
      ProofSystem proofs) {
    this.rules = rules;
    this.users = users;
    nonces = new long[users];
    genesis =
        new Genesis(
            new Deployment(7, Address.ZERO),
            rules,
            false,
            0,
            origin(),
            Hash256.ZERO,
            IntStream.range(0, VALIDATORS).mapToObj(i -> address(1_000_000 + i)).toList(),
            IntStream.range(0, VALIDATORS).mapToLong(i -> 1_000 + i).toArray(),
            IntStream.range(0, users)
                .mapToObj(i -> new Genesis.Allocation(address(i), Wei.tokens(1_000), Wei.tokens(5)))
                .toList(),
            IntStream.range(0, provers)
                .mapToObj(i -> new Genesis.Registration(address(i), 1, rules.proving().bond()))
                .toList(),
            contracts,
            votingKeys,
            Hash256.ZERO);
    rollup = new Rollup(genesis, proofs);
    auditor = new Auditor(genesis, rollup, proofs, true);
  }

  public static Address address(int user) {
    return new Address(0xC0, 0, 0x10000 + user);
  }

  public Rollup rollup() {
    return rollup;
  }

  Genesis genesis() {
    return genesis;
  }

  /** All facts so far. */
  public List<Fact> history() {
    return history;
  }

  public <F extends Fact> Stream<F> facts(Class<F> type) {
    return history.stream().filter(type::isInstance).map(type::cast);
  }

  void submit(Transaction transaction) {
    transactions.add(transaction);
  }

  public void transfer(int from, int to) {
    transfer(from, address(to));
  }

  public void transfer(int from, Address to) {
    transactions.add(
        new Transaction(
            Transaction.Kind.TRANSFER,
            address(from),
            to,
            Asset.ZKPOW,
            Wei.tokens(1),
            nonces[from]++,
            Wei.tokens(1_000),
            Wei.of(7),
            FeeMarket.TRANSFER_GAS,
            null));
  }

  public void send(Transaction transaction) {
    transactions.add(transaction);
  }

  public long nextNonce(int user) {
    return nonces[user]++;
  }

  public void gossip(Coordination message) {
    coordination.add(message);
  }

  public void enqueue(L1Item item) {
    items.add(item);
    queued++;
  }

  public long queued() {
    return queued;
  }

  public void refund(L1Refund refund) {
    refunds.add(refund);
  }

  public void attest(boolean served) {
    attested = served ? all() : ValidatorBits.NONE;
  }

  public void beat(int prover) {
    gossip(new Coordination.Heartbeat(prover, true, 1));
  }

  public void beatAll(int provers) {
    for (int prover = 0; prover < provers; prover++) {
      beat(prover);
    }
  }

  public void prove(long task, int holder) {
    boolean bound = rules.payeeBound();
    gossip(
        new Coordination.Submission(
            holder, new Proof.Modelled(task, bound ? holder : Payee.NONE, true)));
  }

  /** Proves in the next block every lease of {@code facts} whose holder is {@code willing}. */
  public void proveLeases(List<Fact> facts, Predicate<Fact.Leased> willing) {
    for (Fact fact : facts) {
      if (fact instanceof Fact.Leased lease && willing.test(lease)) {
        prove(lease.task(), lease.holder());
      }
    }
  }

  /** Makes the next block of what was put in. */
  public List<Fact> block() {
    now += BLOCK_MILLIS;
    if (now % 12_000 == 0) {
      l1++;
    }
    long height = rollup.height() + 1;
    int proposer = rollup.validators().leader(rollup.beacon().value(), height, 0);
    Block block =
        Block.seal(
            keccak,
            height,
            rollup.lastHash(),
            now,
            proposer,
            0,
            origin(),
            attested,
            rules.submission().zkpowPerEth(),
            List.copyOf(refunds),
            List.copyOf(items),
            List.copyOf(transactions),
            List.copyOf(coordination));
    refunds.clear();
    items.clear();
    transactions.clear();
    coordination.clear();
    List<Fact> facts = rollup.apply(block);
    auditor.check(block, facts);
    history.addAll(facts);
    return facts;
  }

  public int users() {
    return users;
  }

  private L1Origin origin() {
    return new L1Origin(l1, new Hash256(0, 0, 0, l1), queued, Wei.of(10_000_000_000L));
  }

  private static ValidatorBits all() {
    ValidatorBits bits = ValidatorBits.NONE;
    for (int validator = 0; validator < VALIDATORS; validator++) {
      bits = bits.with(validator);
    }
    return bits;
  }
}
