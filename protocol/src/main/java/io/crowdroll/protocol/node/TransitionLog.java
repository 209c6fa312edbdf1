package io.crowdroll.protocol.node;

import io.crowdroll.protocol.aggregation.Batches;
import io.crowdroll.protocol.chain.Block;
import io.crowdroll.protocol.chain.Deployment;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.FeeQuote;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.InvariantViolation;
import io.crowdroll.protocol.chain.Keccak256;
import io.crowdroll.protocol.chain.L1Item;
import io.crowdroll.protocol.chain.PublicInputs;
import io.crowdroll.protocol.chain.TaskKey;
import io.crowdroll.protocol.chain.Transaction;
import io.crowdroll.protocol.chain.Transition;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.circuits.PublicData;
import io.crowdroll.protocol.circuits.Slot;
import io.crowdroll.protocol.proving.Market;
import io.crowdroll.protocol.state.Accounts;
import io.crowdroll.protocol.state.StateCommitment;
import io.crowdroll.protocol.zkpow.Escrow;
import io.crowdroll.protocol.zkpow.Treasury;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Turns each executed change into a transition with its roots, its task and its place in a batch
 * (PROTOCOL.md §2, §4: every finalised transition makes a task).
 *
 * <p>A transition is described by {@link #begin} and the calls after it, and made by {@link
 * #executed}.
 */
final class TransitionLog {
  /** More transitions than a chain has between two forks. */
  private static final int FORK_BITS = 36;

  private final boolean antiFarming;
  private final Deployment deployment;
  private final Accounts accounts;
  private final Market market;
  private final Batches batches;
  private final StateCommitment commitment;
  private final Treasury treasury;
  private final Consumer<Fact> facts;
  private final Keccak256 keccak = new Keccak256();
  private Hash256 root;
  private Hash256 blockHash;
  private long height;
  private int index;
  private long sequence;

  /** Transitions of a permissionless batch, which is being executed; else {@code null}. */
  private List<Transition> proven;

  private long l1Origin;
  private long queueTo;
  private long gasUsed;
  private long userTransitions;
  private long feedingTransitions;

  private Transition.Kind kind;
  private int units;
  private int first;
  private int second;
  private Wei amount;
  private Wei fee;
  private FeeQuote paid;
  private Wei escrow;
  private boolean user;
  private boolean applied;
  private Wei settled;
  private Wei deposited;
  private Transition.Withdrawal withdrawal;
  private L1Item item;
  private List<Fact.Settled> settlements;

  /**
   * @param deployment that statements name, {@code null} where proofs are modelled
   */
  TransitionLog(
      boolean antiFarming,
      Deployment deployment,
      Accounts accounts,
      Market market,
      Batches batches,
      StateCommitment commitment,
      Treasury treasury,
      Consumer<Fact> facts) {
    this.antiFarming = antiFarming;
    this.deployment = deployment;
    this.accounts = accounts;
    this.market = market;
    this.batches = batches;
    this.commitment = commitment;
    this.treasury = treasury;
    this.facts = facts;
  }

  /** The transitions from here on are those of a permissionless batch, numbered anew (§8). */
  void fork(long number) {
    sequence = number << FORK_BITS;
    root = commitment.root();
    proven = new ArrayList<>();
  }

  /** Ends the permissionless batch: its transitions. */
  List<Transition> endFork() {
    List<Transition> all = proven;
    proven = null;
    return all;
  }

  void beginBlock(Block block) {
    root = commitment.root();
    blockHash = block.hash();
    height = block.height();
    index = 0;
    gasUsed = 0;
  }

  /** Transitions so far. */
  long sequence() {
    return sequence;
  }

  /** Transitions of this block so far. */
  int inBlock() {
    return index;
  }

  long gasUsed() {
    return gasUsed;
  }

  long userTransitions() {
    return userTransitions;
  }

  /**
   * User transactions, deposits and forced items so far: without new ones nothing is settled (§1).
   */
  long feedingTransitions() {
    return feedingTransitions;
  }

  /** The queue items and the origin that are wholly consumed from here on. */
  void consumed(long l1Origin, long queueTo) {
    this.l1Origin = l1Origin;
    this.queueTo = queueTo;
  }

  void begin(Transition.Kind kind, int units) {
    this.kind = kind;
    this.units = units;
    first = -1;
    second = -1;
    amount = Wei.ZERO;
    fee = Wei.ZERO;
    escrow = null;
    user = false;
    applied = true;
    settled = Wei.ZERO;
    deposited = Wei.ZERO;
    withdrawal = null;
    item = null;
    settlements = List.of();
  }

  void accounts(int firstAccount, int secondAccount, Wei moved) {
    first = firstAccount;
    second = secondAccount;
    amount = moved;
  }

  void user(FeeQuote whole, Wei tip, Wei proofFee, Transition.Withdrawal record) {
    user = true;
    paid = whole;
    fee = whole.total().plus(tip);
    escrow = proofFee;
    withdrawal = record;
  }

  /** The proof fee of an open that a user's transaction pays. */
  void escrow(Wei proofFee) {
    escrow = proofFee;
  }

  void gas(long used) {
    gasUsed += used;
  }

  /**
   * A settlement of one account or two; a lone one names its account twice (STATEMENTS.md).
   *
   * @param sum of all that was settled
   */
  void settled(List<Fact.Settled> done, Wei sum) {
    settlements = done;
    settled = sum;
    accounts(done.getFirst().account(), done.getLast().account(), sum);
  }

  void item(L1Item consumed, boolean hasEffect, Wei zkpow, Transition.Withdrawal record) {
    item = consumed;
    applied = hasEffect;
    deposited = zkpow;
    withdrawal = record;
    queueTo = consumed.index() + 1;
  }

  /** Tells what else became true with the transition made last. */
  void tell(Fact fact) {
    facts.accept(fact);
  }

  /** Makes the transition, its task and its place in a batch. */
  void executed(Transaction transaction) {
    Hash256 pre = root;
    root = commitment.commit(kind.ordinal(), first, second, amount, fee);
    long number = sequence++;
    Transition transition =
        new Transition(
            number,
            kind,
            height,
            units,
            user,
            applied,
            fee,
            settled,
            deposited,
            withdrawal,
            item == null ? -1 : item.index(),
            l1Origin,
            queueTo,
            pre,
            root,
            deployment == null ? List.of() : words(transaction));
    if (user) {
      userTransitions++;
    }
    if (user || item != null) {
      feedingTransitions++;
    }
    facts.accept(new Fact.Executed(transition));
    if (proven != null) {
      proven.add(transition);
      return;
    }
    if (transaction != null) {
      facts.accept(new Fact.Included(transaction, number, paid));
    }
    Hash256 id = keccak.putHash(blockHash).putInt(index++).digest();
    Escrow held = null;
    if (escrow != null) {
      held = new Escrow(treasury);
      held.give(escrow);
    }
    Wei cap = antiFarming && escrow != null ? escrow : null;
    PublicInputs inputs = deployment == null ? null : PublicData.leaf(transition, id, deployment);
    market.make(TaskKey.of(number, 0), id, kind, number, units, held, cap, inputs);
    batches.add(transition, id, held);
  }

  /** The public words of the transition (STATEMENTS.md). */
  private List<BigInteger> words(Transaction transaction) {
    return switch (kind) {
      case OPEN -> Slot.opens(accounts.address(first), first).words();
      case TRANSFER, WITHDRAW, BOND -> Slot.of(transaction, fee).words();
      case SETTLE ->
          Slot.settles(
                  accounts.address(first),
                  Slot.Deltas.of(settlements.getFirst()),
                  accounts.address(second),
                  settlements.size() < 2 ? Slot.Deltas.NONE : Slot.Deltas.of(settlements.getLast()))
              .words();
      case DEPOSIT, FORCED_TRANSFER, FORCED_WITHDRAW -> Slot.of(item, applied).words();
      case EMPTY_BLOCK -> List.of();
      case CALL -> throw new InvariantViolation("I4", "transitions with a circuit", "a call");
    };
  }
}
