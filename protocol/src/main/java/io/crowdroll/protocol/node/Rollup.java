package io.crowdroll.protocol.node;

import io.crowdroll.protocol.Rules;
import io.crowdroll.protocol.aggregation.BatchEnd;
import io.crowdroll.protocol.aggregation.Batches;
import io.crowdroll.protocol.aggregation.Posting;
import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Block;
import io.crowdroll.protocol.chain.Coordination;
import io.crowdroll.protocol.chain.Deployment;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.FeeMarket;
import io.crowdroll.protocol.chain.FeeQuote;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.InvariantViolation;
import io.crowdroll.protocol.chain.Keccak256;
import io.crowdroll.protocol.chain.L1Item;
import io.crowdroll.protocol.chain.L1Origin;
import io.crowdroll.protocol.chain.L1Refund;
import io.crowdroll.protocol.chain.ProofSystem;
import io.crowdroll.protocol.chain.Rejection;
import io.crowdroll.protocol.chain.Transaction;
import io.crowdroll.protocol.chain.Transition;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.consensus.Beacon;
import io.crowdroll.protocol.consensus.ConsensusCodec;
import io.crowdroll.protocol.consensus.Ed25519Signatures;
import io.crowdroll.protocol.consensus.Equivocation;
import io.crowdroll.protocol.consensus.Signatures;
import io.crowdroll.protocol.consensus.Statement;
import io.crowdroll.protocol.consensus.ValidatorSet;
import io.crowdroll.protocol.proving.Market;
import io.crowdroll.protocol.proving.MarketContext;
import io.crowdroll.protocol.proving.Registry;
import io.crowdroll.protocol.proving.Task;
import io.crowdroll.protocol.state.Accounts;
import io.crowdroll.protocol.state.StateCommitment;
import io.crowdroll.protocol.state.TransitionChain;
import io.crowdroll.protocol.state.Workers;
import io.crowdroll.protocol.state.WorldState;
import io.crowdroll.protocol.submission.Refunds;
import io.crowdroll.protocol.zkpow.Allowance;
import io.crowdroll.protocol.zkpow.Ledger;
import io.crowdroll.protocol.zkpow.MintBudget;
import io.crowdroll.protocol.zkpow.Pending;
import io.crowdroll.protocol.zkpow.Treasury;
import java.util.ArrayList;
import java.util.List;

/**
 * The replicated state of the rollup, both planes: {@link #apply} takes one final block after
 * another and says what became true (PROTOCOL.md §2: L1 items, settlements, user transactions,
 * coordination; §4: proofs, broken leases, draws).
 */
public final class Rollup {
  private final Rules rules;
  private final Ledger ledger;
  private final FeeMarket fees;
  private final MintBudget budget;
  private final ValidatorSet validators;
  private final Signatures votes; // null at the modelled rung of consensus
  private final Beacon beacon;
  private final MarketContext context;
  private final Market market;
  private final Registry registry;
  private final Batches batches;
  private final TransitionLog log;
  private final Executor executor;
  private final Settling settling;
  private final Refunds refunds;
  private final WorldState world; // null at the modelled rung of execution
  private final StateCommitment commitment;
  private final int firstValidatorAccount;
  private List<Fact> facts = new ArrayList<>();
  private Hash256 lastHash = Hash256.ZERO;
  private long height;
  private long timestamp;
  private L1Origin origin;
  private long forks;

  public Rollup(Genesis genesis, ProofSystem proofs) {
    rules = genesis.rules();
    timestamp = genesis.timestamp();
    origin = genesis.origin();
    Accounts accounts = new Accounts();
    boolean real = genesis.contracts() instanceof Genesis.Coded;
    world = real ? new WorldState(accounts, Workers.CALLER) : null;
    commitment = real ? world : new TransitionChain();
    ledger = new Ledger(accounts, rules.settlement(), rules.penalty());
    int expected = Math.max(1, rules.aggregation().batchSize() - rules.settlement().slots());
    fees =
        new FeeMarket(
            rules.fees(), rules.bounty().unitPrice(), rules.submission().agentMargin(), expected);
    budget = new MintBudget(rules.bounty());
    Allowance allowance = new Allowance(rules.settlement().allowance(), origin.number());
    validators = new ValidatorSet(genesis.stakes());
    votes =
        genesis.votingKeys().isEmpty()
            ? null
            : new Ed25519Signatures(genesis.deployment().chainId(), genesis.votingKeys());
    beacon =
        new Beacon(
            rules.consensus().beacon(), genesis.deployment().chainId(), genesis.beaconSecret());
    firstValidatorAccount = accounts.size();
    genesis.validators().forEach(accounts::open);
    context =
        new MarketContext(
            rules.proving(),
            rules.leases(),
            rules.bounty(),
            rules.penalty(),
            rules.payeeBound(),
            genesis.heartbeatsElided(),
            validators.size(),
            firstValidatorAccount,
            ledger,
            budget,
            fees);
    market = new Market(context, proofs, new ToBatches(), this::add);
    registry = new Registry(context, market, rules.fees(), fees, this::add);
    Deployment proven = real && rules.provenOnly() ? genesis.deployment() : null;
    Posting posting =
        proven == null
            ? null
            : new Posting(proven, rules.aggregation().batchSize(), genesis.signers());
    batches =
        new Batches(
            rules.aggregation(),
            rules.consensus().l1ImportDepth(),
            posting,
            market,
            ledger.treasury(),
            fees,
            allowance,
            this::add);
    log =
        new TransitionLog(
            rules.bounty().antiFarming(),
            proven,
            accounts,
            market,
            batches,
            commitment,
            ledger.treasury(),
            this::add);
    executor = new Executor(rules, ledger, fees, log, world, genesis.deployment());
    settling = new Settling(rules, ledger, allowance, batches, registry, log, executor, this::add);
    refunds = new Refunds(rules.submission(), ledger, firstValidatorAccount, this::add);
    allocate(genesis);
    fees.l1Price(origin.baseFee(), refunds.zkpowPerEth());
    registry.freeze();
  }

  private void allocate(Genesis genesis) {
    Accounts accounts = ledger.accounts();
    for (Genesis.Allocation allocation : genesis.allocations()) {
      int account = accounts.open(allocation.account());
      accounts.addNet(account, allocation.balance());
      accounts.addEth(account, allocation.eth());
      ledger.treasury().genesis(allocation.balance());
    }
    for (Genesis.Registration prover : genesis.provers()) {
      int account = accounts.find(prover.account());
      accounts.addBonded(account, prover.bonded());
      ledger.treasury().genesis(prover.bonded());
      registry.registerAtGenesis(account, prover.capacity());
    }
    switch (genesis.contracts()) {
      case Genesis.Modelled(List<Address> contracts) ->
          contracts.forEach(contract -> accounts.setCode(accounts.open(contract)));
      case Genesis.Coded(List<Genesis.Contract> contracts) -> {
        for (Genesis.Contract contract : contracts) {
          int account = accounts.open(contract.account());
          accounts.bumpNonce(account); // EIP-161: a contract's nonce begins at 1
          world.deploy(account, contract.code());
        }
        world.forget();
      }
    }
  }

  /** Applies a final block and returns what it made true, in order. */
  public List<Fact> apply(Block block) {
    return apply(block, null);
  }

  /**
   * The same where consensus is real.
   *
   * @param random R of the block's height; {@code null} = as the modelled beacon has it
   */
  public List<Fact> apply(Block block, Hash256 random) {
    facts = new ArrayList<>();
    begin(block, block.refunds());
    importItems(block);
    settling.blockBegun(origin.number());
    for (Transaction transaction : block.transactions()) {
      execute(transaction, firstValidatorAccount + block.proposer());
    }
    if (rules.proveEmptyBlocks() && log.inBlock() == 0) {
      log.begin(Transition.Kind.EMPTY_BLOCK, rules.units().emptyBlock());
      log.executed(null);
    }
    market.expect(block.coordination());
    for (Coordination message : block.coordination()) {
      coordinate(message);
    }
    end(block, random);
    return facts;
  }

  /** The chain from genesis on, replayed. */
  public static Rollup replay(
      Genesis genesis, ProofSystem proofs, List<Chronicle.Chapter> chapters) {
    Rollup rollup = new Rollup(genesis, proofs);
    for (Chronicle.Chapter chapter : chapters) {
      if (chapter.fork() != null) {
        rollup.follow(chapter.fork());
      }
      chapter.blocks().forEach(rollup::apply);
    }
    return rollup;
  }

  /** What the latest block or fork made true, in order. */
  public List<Fact> facts() {
    return facts;
  }

  /**
   * Follows a permissionless batch from the state before the block in which the last proven batch
   * ends (§8). Tasks and leases of what is kept are void without fault, as L1 has its proof, and
   * what was held for them goes to the pool; nobody is active until heard of again. Transitions of
   * a fork have numbers of their own, so that no task's place is used twice.
   */
  private void follow(Fork fork) {
    if (fork.cut() != null) {
      applyPart(fork.cut(), fork.last());
    }
    batches.closeAt(fork.ends());
    facts = new ArrayList<>();
    market.abandon();
    batches.abandon();
    if (!treasury().escrow().isZero()) {
      throw new InvariantViolation("I1", "nothing in escrow", treasury().escrow().toString());
    }
    forks = fork.number();
    facts = new ArrayList<>();
    log.fork(forks);
    if (!fork.items().isEmpty()) {
      for (L1Item item : fork.items()) {
        var reason = executor.execute(item);
        add(new Fact.Imported(item, log.sequence() - 1, reason));
      }
      lastHash = batches.permissionless(log.endFork(), fork.origin().number());
    } else {
      log.endFork();
    }
    origin = fork.origin();
    beacon.fork(lastHash);
    registry.silence();
  }

  /** The transitions of a block up to {@code last}, and nothing else of it. */
  private void applyPart(Block block, long last) {
    facts = new ArrayList<>();
    begin(block, List.of());
    executor.stopAfter(last);
    if (log.sequence() <= last) {
      importItems(block);
    }
    if (log.sequence() <= last) {
      settling.blockBegun(origin.number());
    }
    for (Transaction transaction : block.transactions()) {
      if (log.sequence() <= last) {
        execute(transaction, firstValidatorAccount + block.proposer());
      }
    }
    executor.stopAfter(Long.MAX_VALUE);
    if (log.sequence() != last + 1) {
      throw new InvariantViolation("I3", "transition " + last, "" + (log.sequence() - 1));
    }
  }

  private void begin(Block block, List<L1Refund> refunded) {
    if (block.height() != height + 1 || block.timestamp() <= timestamp) {
      throw new InvariantViolation(
          "I6",
          "height " + (height + 1) + " after time " + timestamp,
          "height " + block.height() + " at time " + block.timestamp());
    }
    if (block.origin().number() < origin.number()) {
      throw new InvariantViolation(
          "I3", "L1 origin ≥ " + origin.number(), "L1 origin " + block.origin().number());
    }
    height = block.height();
    timestamp = block.timestamp();
    context.begin(height, timestamp);
    ledger.pending().begin(height, timestamp);
    batches.begin(timestamp);
    registry.begin(timestamp);
    log.beginBlock(block);
    if (height % rules.consensus().epochBlocks() == 0) {
      budget.begin(height / rules.consensus().epochBlocks());
    }
    refunds.price(block.zkpowPerEth(), timestamp);
    refunds.pay(refunded);
    fees.l1Price(block.origin().baseFee(), refunds.zkpowPerEth());
    executor.begin(block, lastHash, beacon.value(), firstValidatorAccount + block.proposer());
  }

  /** §2: a block imports exactly the queue items up to its origin. */
  private void importItems(Block block) {
    long before = origin.number();
    int left = block.items().size();
    for (L1Item item : block.items()) {
      if (executor.isStopped()) {
        return;
      }
      boolean last = --left == 0;
      log.consumed(last ? block.origin().number() : before, item.index());
      long sequence = log.sequence();
      var reason = executor.execute(item);
      add(new Fact.Imported(item, Math.max(sequence, log.sequence() - 1), reason));
    }
    origin = block.origin();
    log.consumed(origin.number(), origin.queueLength());
  }

  private void execute(Transaction transaction, int proposerAccount) {
    Rejection reason = executor.execute(transaction, proposerAccount);
    if (reason != null) {
      add(new Fact.Refused(transaction, reason));
      return;
    }
    registry.accountChanged(ledger.accounts().find(transaction.sender()));
    settling.userExecuted(origin.number());
  }

  private void coordinate(Coordination message) {
    Rejection reason =
        message instanceof Coordination.Equivocation evidence
            ? slash(evidence)
            : registry.take(message);
    if (reason != null) {
      add(new Fact.Ignored(message, reason));
    }
  }

  /** §2. At the modelled rung of consensus nobody signs, and evidence is taken at its word. */
  private Rejection slash(Coordination.Equivocation evidence) {
    Rejection reason = check(evidence);
    if (reason == null) {
      long taken = validators.slash(evidence.validator(), rules.consensus().slashShare());
      add(new Fact.Slashed(evidence.validator(), Wei.of(taken)));
    }
    return reason;
  }

  /** Whether evidence would cost its validator stake now; {@code null} = yes. */
  Rejection check(Coordination.Equivocation evidence) {
    if (votes != null && !holds(evidence)) {
      return Rejection.BAD_EVIDENCE;
    }
    return validators.isSlashed(evidence.validator()) ? Rejection.ALREADY_SLASHED : null;
  }

  private boolean holds(Coordination.Equivocation evidence) {
    Equivocation decoded = ConsensusCodec.decodeEvidence(evidence.votes());
    if (decoded == null) {
      return false;
    }
    Statement first = decoded.first().statement();
    return first.validator() == evidence.validator()
        && first.height() == evidence.height()
        && first.round() == evidence.round()
        && decoded.holds(votes);
  }

  private void end(Block block, Hash256 proven) {
    Hash256 random = proven == null ? beacon.advance(block) : beacon.follow(proven);
    registry.expire();
    boolean served = validators.exceeds(block.attested(), rules.leases().witnessQuorum());
    market.endBlock(random, block.proposer(), served);
    batches.endBlock();
    fees.endBlock(log.gasUsed(), market.waitingUnits());
    registry.freeze();
    lastHash = block.hash();
    if (world != null) {
      world.forget();
    }
  }

  private void add(Fact fact) {
    facts.add(fact);
  }

  /** What the market tells of tasks reaches their batch. */
  private final class ToBatches implements Market.Listener {
    @Override
    public void proven(Task task, int by) {
      batches.proven(task, by);
    }

    @Override
    public void missed(Task task) {
      batches.missed(task);
    }
  }

  /** Whether user transactions are taken: too much waiting work pushes back (§4). */
  public boolean takesTransactions() {
    long most = rules.fees().maxWaiting();
    return most == 0 || market.waitingUnits() < most;
  }

  /** Whether a transaction may enter the mempool; {@code null} = yes. */
  public Rejection check(Transaction transaction) {
    return takesTransactions() ? executor.check(transaction) : Rejection.BACK_PRESSURE;
  }

  /**
   * What a transaction would pay in the next block beside its tip; of a call that the EVM is to run
   * the most that it can come to.
   *
   * @param gasLimit of a call
   */
  public FeeQuote quote(
      Transaction.Kind kind, Address to, long gasLimit, Transaction.Execution execution) {
    return executor.quote(kind, to, gasLimit, execution);
  }

  /** Permissionless batches that the chain has followed (§8): votes name it. */
  public long forks() {
    return forks;
  }

  /** Where the closed batches end, from the first on. */
  public List<BatchEnd> batchEnds() {
    return batches.ends();
  }

  /** Number of the next transition. */
  public long nextTransition() {
    return log.sequence();
  }

  public Rules rules() {
    return rules;
  }

  public long height() {
    return height;
  }

  public long timestamp() {
    return timestamp;
  }

  public Hash256 lastHash() {
    return lastHash;
  }

  /** Code, storage and proofs at the full rung of execution; {@code null} at the modelled one. */
  public WorldState world() {
    return world;
  }

  public Hash256 stateRoot() {
    return commitment.root();
  }

  /**
   * A commitment to the coordination plane (§1): validators' stakes, the registry with heartbeats,
   * tasks with their leases, treasury, pending deltas, what may still be minted, and the batches
   * that are open or not proven. What follows from the block's own header (beacon, base fees,
   * origin) is not in it.
   */
  public Hash256 coordinationRoot() {
    Keccak256 out = new Keccak256();
    for (int validator = 0; validator < validators.size(); validator++) {
      out.putLong(validators.stake(validator));
    }
    market.digest(out);
    ledger.treasury().digest(out);
    ledger.pending().digest(out);
    out.putWei(budget.left()).putLong(budget.epoch());
    batches.digest(out);
    return out.digest();
  }

  public L1Origin origin() {
    return origin;
  }

  public Beacon beacon() {
    return beacon;
  }

  public ValidatorSet validators() {
    return validators;
  }

  /** The account of a validator. */
  public Address validatorAccount(int validator) {
    return ledger.accounts().address(firstValidatorAccount + validator);
  }

  public Accounts accounts() {
    return ledger.accounts();
  }

  public Treasury treasury() {
    return ledger.treasury();
  }

  public Pending pending() {
    return ledger.pending();
  }

  public Ledger ledger() {
    return ledger;
  }

  public FeeMarket fees() {
    return fees;
  }

  public Market market() {
    return market;
  }

  /** Registered provers, active ones, quotes. */
  public MarketContext proving() {
    return context;
  }

  /** Wei of ZKPoW for 10^18 wei of ETH. */
  public Wei zkpowPerEth() {
    return refunds.zkpowPerEth();
  }
}
