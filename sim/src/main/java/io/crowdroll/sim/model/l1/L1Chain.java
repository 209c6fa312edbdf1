package io.crowdroll.sim.model.l1;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Keccak256;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.node.Effect;
import io.crowdroll.protocol.node.Event;
import io.crowdroll.protocol.submission.L1Block;
import io.crowdroll.protocol.submission.L1Log;
import io.crowdroll.protocol.submission.SlotSchedule;
import io.crowdroll.sim.scenario.L1Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;

/**
 * A modelled Ethereum with the rollup's contract on it: blocks with a base fee, calls that wait for
 * one, missed slots and reorganisations.
 *
 * <p>Driven from outside: {@link #mine} at every L1 slot, {@link #reorg} when one happens. What it
 * returns goes to every node as it is.
 */
public final class L1Chain {
  /** Blocks kept, and so a bound on the depth of reorganisations. */
  private static final int KEPT = 512;

  /** A block, and how to go back before it. */
  private record Entry(L1Block block, long gasUsed, long othersGas, long journalMark) {}

  private final L1Model model;
  private final L1Contract contract;
  private final Hash256 key;
  private final DoubleSupplier blockDraws;
  private final DoubleSupplier priceDraws;
  private final BlockSpace space;
  private final GasSchedule gas;
  private final Pool pool = new Pool();
  private final TreeMap<Long, Entry> entries = new TreeMap<>();
  private final Table<Address, Long> nextIds;

  /** Blocks ever made: sets a replaced block's hash apart from its replacement's. */
  private long made;

  /**
   * A chain whose head is the block of the contract's deployment.
   *
   * @param key of the block hashes, and so of the slots' agents
   * @param genesisMillis timestamp of the deployment's block
   * @param blockDraws uniform numbers in (0, 1), one a slot: whether it is missed
   * @param priceDraws uniform numbers in (0, 1), one a slot: noise of demand
   */
  public L1Chain(
      L1Model model,
      L1Contract contract,
      Hash256 key,
      long genesisMillis,
      DoubleSupplier blockDraws,
      DoubleSupplier priceDraws) {
    this.model = model;
    this.contract = contract;
    this.key = key;
    this.blockDraws = blockDraws;
    this.priceDraws = priceDraws;
    this.space = new BlockSpace(model.baseFee(), model.blockMillis());
    this.gas = new GasSchedule(model.gas());
    this.nextIds = new Table<>(contract.journal(), 0L);
    // The first slots' seeds are older than the contract
    int ancestors = SlotSchedule.SEED_DEPTH + contract.schedule().slotBlocks();
    for (long i = ancestors; i >= 0; i--) {
      long timestamp = genesisMillis - i * model.blockMillis();
      Wei baseFee = model.baseFee().start();
      append(contract.deployedAt() - i, timestamp, baseFee, space.wanted(baseFee));
    }
  }

  /** The chain so far, as a node learns it when it starts. */
  public Event.L1Changed history() {
    return new Event.L1Changed(List.of(), entries.values().stream().map(Entry::block).toList());
  }

  public L1Block head() {
    return entries.lastEntry().getValue().block();
  }

  /** The base fee of the next block, wei of ETH a gas. */
  public Wei nextBaseFee() {
    Entry head = entries.lastEntry().getValue();
    return BlockSpace.nextBaseFee(head.block().baseFee(), head.gasUsed());
  }

  /** Number of calls that wait. */
  public int waiting() {
    return pool.size();
  }

  /** Multiplies the demand of others until {@code untilMillis}. */
  public void congest(double factor, long untilMillis) {
    space.congest(factor, untilMillis);
  }

  /**
   * Takes a call into the pool.
   *
   * @return false if its number was used, it does not outbid the call it would replace, or it asks
   *     for more gas than a transaction may
   */
  public boolean post(Address sender, Effect.PostL1 post) {
    return post.id() >= nextIds.get(sender)
        && gas.gas(post.call()) <= GasSchedule.TRANSACTION_CAP
        && pool.add(sender, post);
  }

  /**
   * Makes the block of a slot.
   *
   * @param timestamp ms, greater than the head's
   * @return the change, empty if the slot is missed
   */
  public Optional<Event.L1Changed> mine(long timestamp) {
    boolean missed = blockDraws.getAsDouble() < model.missedSlots();
    space.step(priceDraws.getAsDouble(), timestamp);
    if (missed) {
      return Optional.empty();
    }
    Wei baseFee = nextBaseFee();
    append(head().number() + 1, timestamp, baseFee, space.wanted(baseFee));
    return Optional.of(new Event.L1Changed(List.of(), List.of(head())));
  }

  /**
   * Replaces the last {@code depth} blocks by as many without a call of the contract. Calls in them
   * and calls that wait are lost: their senders must post them again.
   *
   * @throws IllegalArgumentException if so many blocks are not kept
   */
  public Event.L1Changed reorg(int depth) {
    if (depth < 1 || depth >= entries.size()) {
      throw new IllegalArgumentException("a reorganisation of depth " + depth);
    }
    pool.clear();
    List<Entry> removed = new ArrayList<>(depth);
    for (int i = 0; i < depth; i++) {
      removed.add(entries.pollLastEntry().getValue());
    }
    contract.journal().rollBack(removed.getLast().journalMark());
    List<Hash256> hashes = removed.stream().map(entry -> entry.block().hash()).toList();
    List<L1Block> added = new ArrayList<>(depth);
    for (Entry old : removed.reversed()) {
      L1Block block = old.block();
      append(block.number(), block.timestamp(), nextBaseFee(), old.othersGas());
      added.add(head());
    }
    return new Event.L1Changed(hashes, added);
  }

  private void append(long number, long timestamp, Wei baseFee, long othersGas) {
    long mark = contract.journal().mark();
    List<L1Log> logs = new ArrayList<>();
    List<L1Block.Receipt> receipts = new ArrayList<>();
    pool.expire(number);
    Wei entryPrice = space.entryPrice(baseFee);
    long used = 0;
    Pool.Candidate next = pool.best(baseFee, entryPrice);
    while (next != null && used + gas.gas(next.post().call()) <= BlockSpace.GAS_LIMIT) {
      pool.remove(next);
      L1Block.Receipt receipt = execute(next, number, logs);
      receipts.add(receipt);
      used += receipt.gasUsed();
      next = pool.best(baseFee, entryPrice);
    }
    Hash256 parent = entries.isEmpty() ? Hash256.ZERO : head().hash();
    L1Block block =
        new L1Block(number, hash(number, parent), parent, timestamp, baseFee, logs, receipts);
    long gasUsed = Math.min(used + othersGas, BlockSpace.GAS_LIMIT);
    entries.put(number, new Entry(block, gasUsed, othersGas, mark));
    if (entries.size() > KEPT) {
      entries.pollFirstEntry();
      contract.journal().forgetBefore(entries.firstEntry().getValue().journalMark());
    }
  }

  private L1Block.Receipt execute(Pool.Candidate candidate, long number, List<L1Log> logs) {
    Effect.PostL1 post = candidate.post();
    Address sender = candidate.sender();
    nextIds.put(sender, post.id() + 1);
    Outcome outcome = contract.call(sender, number, this::blockHash, post.call());
    logs.addAll(outcome.logs());
    long gasUsed = gas.gas(post.call(), outcome.refusal());
    return new L1Block.Receipt(
        sender, post.id(), post.call(), outcome.refusal(), gasUsed, candidate.price());
  }

  private Hash256 blockHash(long number) {
    Entry entry = entries.get(number);
    return entry == null ? Hash256.ZERO : entry.block().hash();
  }

  private Hash256 hash(long number, Hash256 parent) {
    return new Keccak256().putHash(key).putHash(parent).putLong(number).putLong(made++).digest();
  }
}
