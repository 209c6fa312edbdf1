package io.crowdroll.protocol.aggregation;

import io.crowdroll.protocol.chain.BatchHeader;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.FeeMarket;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.InvariantViolation;
import io.crowdroll.protocol.chain.Keccak256;
import io.crowdroll.protocol.chain.Payee;
import io.crowdroll.protocol.chain.TaskKey;
import io.crowdroll.protocol.chain.Transition;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.circuits.PublicData;
import io.crowdroll.protocol.proving.Market;
import io.crowdroll.protocol.proving.Task;
import io.crowdroll.protocol.zkpow.Allowance;
import io.crowdroll.protocol.zkpow.Escrow;
import io.crowdroll.protocol.zkpow.Treasury;
import it.unimi.dsi.fastutil.longs.Long2ObjectLinkedOpenHashMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Cuts the chain's transitions into batches and has each aggregated (PROTOCOL.md §6). */
public final class Batches {
  private static final byte[] AGGREGATION = {'a', 'g', 'g'};

  private final AggregationRules rules;
  private final Market market;
  private final Treasury treasury;
  private final FeeMarket fees;
  private final Allowance allowance;
  private final Consumer<Fact> facts;
  private final Tree tree;
  private final HeaderChain headers;
  private final Keccak256 keccak = new Keccak256();

  /** Transitions that are in no closed batch, in order. */
  private final ArrayDeque<Entry> open = new ArrayDeque<>();

  /** Batches without a root proof, by first transition; the open one is last. */
  private final TreeMap<Long, Batch> batches = new TreeMap<>();

  /** Entries of batches that are not proven, for the units that flat nodes cover. */
  private final Long2ObjectLinkedOpenHashMap<Entry> entries = new Long2ObjectLinkedOpenHashMap<>();

  private Batch current;
  private long opened;
  private long now;

  /**
   * @param posting how words are made for L1, {@code null} at the modelled rung
   */
  public Batches(
      AggregationRules rules,
      int l1ImportDepth,
      Posting posting,
      Market market,
      Treasury treasury,
      FeeMarket fees,
      Allowance allowance,
      Consumer<Fact> facts) {
    this.rules = rules;
    headers = new HeaderChain(l1ImportDepth, posting);
    this.market = market;
    this.treasury = treasury;
    this.fees = fees;
    this.allowance = allowance;
    this.facts = facts;
    tree = new Tree(rules.scheme().arity(), rules.streaming(), this::makeNode);
  }

  public void begin(long timestampMillis) {
    now = timestampMillis;
  }

  /** Batches opened so far: a change asks for settlements at the start of the next block (§1). */
  public long opened() {
    return opened;
  }

  /** Where the closed batches end, from the first on. */
  public List<BatchEnd> ends() {
    return headers.ends();
  }

  /** Closes batches where they ended before the chain went back (§8). */
  public void closeAt(List<BatchEnd> those) {
    while (ends().size() < those.size()) {
      close(those.get(ends().size()).transition());
    }
  }

  /** Drops whatever is open or not proven: L1 has what came before, the rest is reverted (§8). */
  public void abandon() {
    for (Entry entry : entries.values()) {
      if (entry.escrow != null) {
        entry.escrow.closeInto(null);
      }
    }
    batches.values().forEach(batch -> batch.escrow.closeInto(null));
    entries.clear();
    batches.clear();
    open.clear();
    current = null;
  }

  /**
   * Takes a batch of queue items that L1 has committed and proven: its header's hash (L1.md).
   *
   * @param l1Origin of the batch before it
   */
  public Hash256 permissionless(List<Transition> transitions, long l1Origin) {
    BatchHeader header = headers.permissionless(transitions, l1Origin);
    long last = transitions.getLast().sequence();
    allowance.closed(l1Origin, Wei.ZERO, Wei.ZERO);
    opened++;
    facts.accept(new Fact.BatchClosed(header, transitions.getFirst().sequence(), last));
    facts.accept(new Fact.BatchProven(header.index(), Payee.NONE, null));
    return header.hash();
  }

  /** Takes an executed transition and the escrow of its task. */
  public void add(Transition transition, Hash256 taskId, Escrow escrow) {
    Entry entry = new Entry(transition, taskId, escrow, now);
    if (rules.cut() == AggregationRules.Cut.PROVEN_RUNS) {
      open.add(entry);
      entries.put(transition.sequence(), entry);
      return;
    }
    open.add(entry);
    entries.put(transition.sequence(), entry);
    boolean fits =
        current == null
            || current.size() == 0
            || current.units + transition.units() <= rules.batchUnits();
    if (fits) {
      join(entry);
    } else {
      // What is open after the cut, and so what it has settled, counts for the next batch.
      close(current.last);
    }
    if (current.size() >= rules.batchSize()) {
      close(current.last);
    }
  }

  /** A task was proven, by {@code payee}. */
  public void proven(Task task, int payee) {
    if (task.level() == 0) {
      leafProven(entries.get(task.firstTransition()), payee);
    } else {
      Batch batch = batchOf(task.firstTransition());
      batch.proof = task.proof();
      tree.proven(batch, task.level(), task.firstTransition(), payee);
      finishIfRoot(batch);
    }
  }

  /** §6, settlePrefix: a miss closes the open batch before the missed transition. */
  public void missed(Task task) {
    if (!rules.settlePrefix() || current == null || rules.cut() != AggregationRules.Cut.IN_ORDER) {
      return;
    }
    long cut = task.firstTransition();
    if (cut <= current.first || cut > current.last) {
      return;
    }
    int provenBefore = 0;
    for (Entry entry : open) {
      if (entry.transition.sequence() < cut && entry.proven) {
        provenBefore++;
      }
    }
    if (provenBefore >= rules.batchSize() / 4) {
      close(cut - 1);
    }
  }

  /** Closes what is old, and cuts proven runs. */
  public void endBlock() {
    if (rules.cut() == AggregationRules.Cut.PROVEN_RUNS) {
      cutProvenRuns();
    } else if (current != null
        && current.size() > 0
        && now - current.openedAtMillis >= rules.batchMaxAgeMillis()) {
      close(current.last);
    }
  }

  /** Takes the batches that are open or not proven, and the chain of headers, into a commitment. */
  public void digest(Keccak256 out) {
    out.putLong(opened).putHash(headers.lastHash()).putInt(batches.size());
    for (Batch batch : batches.values()) {
      out.putLong(batch.first).putLong(batch.last).putLong(batch.units).putLong(batch.index);
      out.putByte(batch.closed ? 1 : 0).putWei(batch.escrow.amount()).putInt(batch.proven.size());
    }
  }

  private void join(Entry entry) {
    if (current == null) {
      current = openBatch(entry);
    }
    current.last = entry.transition.sequence();
    current.units += entry.transition.units();
  }

  private Batch openBatch(Entry first) {
    Batch batch =
        new Batch(
            first.transition.sequence(),
            first.executedAtMillis,
            first.taskId,
            new Escrow(treasury));
    batches.put(batch.first, batch);
    return batch;
  }

  private void leafProven(Entry entry, int payee) {
    entry.proven = true;
    if (rules.cut() == AggregationRules.Cut.PROVEN_RUNS) {
      return;
    }
    Batch batch = batchOf(entry.transition.sequence());
    entry.left = entry.escrow == null ? Wei.ZERO : entry.escrow.amount();
    if (entry.escrow != null) {
      entry.escrow.closeInto(batch.escrow);
    }
    tree.proven(batch, 0, entry.transition.sequence(), payee);
    finishIfRoot(batch);
  }

  private void cutProvenRuns() {
    while (true) {
      int size = 0;
      long units = 0;
      Entry last = null;
      boolean full = false;
      for (Entry entry : open) {
        if (!entry.proven || full) {
          break;
        }
        if (size > 0 && units + entry.transition.units() > rules.batchUnits()) {
          full = true;
          break;
        }
        units += entry.transition.units();
        last = entry;
        full = ++size >= rules.batchSize();
      }
      boolean aged = size > 0 && now - open.peek().executedAtMillis >= rules.batchMaxAgeMillis();
      if (!full && !aged) {
        return;
      }
      cutRun(last.transition.sequence());
    }
  }

  private void cutRun(long last) {
    Batch batch = openBatch(open.peek());
    batch.last = last;
    current = batch;
    for (Entry entry : open) {
      if (entry.transition.sequence() > last) {
        break;
      }
      batch.units += entry.transition.units();
      batch.proven.put(TaskKey.of(entry.transition.sequence(), 0), Payee.NONE);
      if (entry.escrow != null) {
        entry.escrow.closeInto(batch.escrow);
      }
    }
    close(last);
  }

  /** Closes the open batch after transition {@code last}; what follows opens the next one. */
  private void close(long last) {
    Batch batch = current;
    List<Transition> transitions = new ArrayList<>(batch.size());
    while (!open.isEmpty() && open.peek().transition.sequence() <= last) {
      transitions.add(open.poll().transition);
    }
    batch.last = last;
    batch.closed = true;
    batch.units = transitions.stream().mapToLong(Transition::units).sum();
    batch.rootLevel = tree.rootLevel(batch);
    opened++;
    current = null;
    if (rules.cut() == AggregationRules.Cut.IN_ORDER) {
      moveRest(batch);
    }
    BatchHeader header = headers.close(transitions);
    batch.index = header.index();
    batch.inputs = header.data() == null ? null : PublicData.batch(header.data().words());
    allowance.closed(header.l1Origin(), header.supplyDelta(), stillSettled());
    int users = 0;
    for (Transition transition : transitions) {
      users += transition.user() ? 1 : 0;
    }
    fees.batchClosed(users);
    facts.accept(new Fact.BatchClosed(header, batch.first, batch.last));
    tree.closed(batch);
    finishIfRoot(batch);
  }

  /** Hands transitions after a cut, their nodes and what they left over to a new open batch. */
  private void moveRest(Batch cut) {
    if (open.isEmpty()) {
      return;
    }
    Wei left = Wei.ZERO;
    for (Entry entry : open) {
      join(entry);
      left = left.plus(entry.left);
    }
    current.escrow.give(cut.escrow.take(left));
    moveNodes(cut, current);
  }

  private static void moveNodes(Batch from, Batch to) {
    long least = TaskKey.of(to.first, 0);
    for (long key : from.proven.keySet().toLongArray()) {
      if (key >= least) {
        to.proven.put(key, from.proven.remove(key));
      }
    }
    for (long key : from.made.toLongArray()) {
      if (key >= least) {
        from.made.remove(key);
        to.made.add(key);
      }
    }
  }

  private Wei stillSettled() {
    Wei sum = Wei.ZERO;
    for (Entry entry : open) {
      sum = sum.plus(entry.transition.settled());
    }
    return sum;
  }

  private void makeNode(Batch batch, int level, long from, long to, int children) {
    long covered = 0;
    if (!(rules.scheme() instanceof AggregationScheme.Recursive)) {
      for (long sequence = from; sequence <= to; sequence++) {
        covered += entries.get(sequence).transition.units();
      }
    }
    int units = rules.scheme().units(children, Math.toIntExact(covered));
    keccak.putBytes(AGGREGATION).putHash(batch.firstTaskId).putInt(level).putLong(from);
    market.make(
        TaskKey.of(from, level),
        keccak.digest(),
        null,
        to,
        units,
        batch.escrow,
        null,
        batch.inputs);
  }

  private void finishIfRoot(Batch batch) {
    long root = Tree.rootKey(batch);
    if (!batch.closed
        || batch.rootProven
        || !batch.made.contains(root)
        || !batch.proven.containsKey(root)) {
      return;
    }
    batch.rootProven = true;
    batch.escrow.closeInto(null);
    batches.remove(batch.first);
    for (long sequence = batch.first; sequence <= batch.last; sequence++) {
      entries.remove(sequence);
    }
    facts.accept(new Fact.BatchProven(batch.index, batch.proven.get(root), batch.proof));
  }

  private Batch batchOf(long sequence) {
    Batch batch = batches.floorEntry(sequence).getValue();
    if (sequence > batch.last) {
      throw new InvariantViolation(
          "I3", "transition " + sequence + " in one batch", "none holds it");
    }
    return batch;
  }
}
