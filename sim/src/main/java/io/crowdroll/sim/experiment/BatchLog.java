package io.crowdroll.sim.experiment;

import static io.crowdroll.reports.results.Row.NEVER;
import static io.crowdroll.reports.results.Row.NOBODY;

import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.Transition;
import io.crowdroll.reports.results.BatchRow;
import io.crowdroll.reports.results.ReplicationWriter;
import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Iterator;
import java.util.TreeMap;

/**
 * Batches from their first transition until they are final and refunded; and the transitions that
 * no batch has closed over yet.
 */
final class BatchLog {
  /**
   * A refund comes with the L1 import, some 13 minutes after the call; later ones are not shown.
   */
  private static final long REFUND_MILLIS = 3_600_000;

  private static final int CALLS_PER_BATCH = 2;

  private final ReplicationWriter writer;
  private final Long2ObjectOpenHashMap<Leaf> open = new Long2ObjectOpenHashMap<>();
  private final TreeMap<Long, Batch> byIndex = new TreeMap<>();
  private final TreeMap<Long, Batch> byFirst = new TreeMap<>();
  private final Delays provenDelay = new Delays();
  private final Delays commitDelay = new Delays();
  private final Delays unposted = new Delays();
  private final DoubleArrayList windows = new DoubleArrayList();
  private long closed;
  private long finals;
  private long finalHeight;
  private long pruned;
  private long provenGas;
  private double provenCost;
  private long provenUserTransitions;

  /** A transition that no batch has closed over. */
  private static final class Leaf {
    final int units;
    final boolean user;
    final long executedMs;
    long provenMs = NEVER;
    int windows;

    Leaf(Transition transition, long executedMs) {
      this.units = transition.units();
      this.user = transition.user();
      this.executedMs = executedMs;
    }
  }

  /** A closed batch. */
  static final class Batch {
    final long index;
    final long first;
    final long last;
    private final long lastHeight;
    private final long closedMs;
    private long openedMs;
    private int userTransitions;
    private int units;
    private int unproven;
    private int windows;
    private long leavesProvenMs = NEVER;
    private long rootProvenMs = NEVER;
    private long committedMs = NEVER;
    private long l1ProvenMs = NEVER;
    private long finalMs = NEVER;
    private long provenAtBlock;
    private long commitGas;
    private long proveGas;
    private BigInteger l1Cost = BigInteger.ZERO;
    private BigInteger refund = BigInteger.ZERO;
    private int refunds;
    private int poster = NOBODY;

    private Batch(Fact.BatchClosed fact, long closedMs) {
      index = fact.header().index();
      first = fact.firstTransition();
      last = fact.lastTransition();
      lastHeight = fact.header().lastHeight();
      this.closedMs = closedMs;
      this.openedMs = closedMs;
    }

    long l1ProvenMs() {
      return l1ProvenMs;
    }

    long finalMs() {
      return finalMs;
    }

    private void leafProven(long millis, int leafWindows) {
      windows = Math.max(windows, leafWindows);
      leavesProvenMs = Math.max(leavesProvenMs, millis);
    }
  }

  BatchLog(ReplicationWriter writer) {
    this.writer = writer;
  }

  void executed(long millis, Transition transition) {
    open.put(transition.sequence(), new Leaf(transition, millis));
  }

  void leafProven(long millis, long sequence, int leafWindows) {
    Leaf leaf = open.get(sequence);
    if (leaf != null) {
      leaf.provenMs = millis;
      leaf.windows = leafWindows;
      return;
    }
    var entry = byFirst.floorEntry(sequence);
    if (entry != null && sequence <= entry.getValue().last) {
      entry.getValue().leafProven(millis, leafWindows);
      entry.getValue().unproven--;
    }
  }

  void closed(long millis, Fact.BatchClosed fact) {
    closed++;
    Batch batch = new Batch(fact, millis);
    for (long sequence = batch.first; sequence <= batch.last; sequence++) {
      Leaf leaf = open.remove(sequence);
      if (leaf == null) {
        continue;
      }
      batch.openedMs = Math.min(batch.openedMs, leaf.executedMs);
      batch.units += leaf.units;
      batch.userTransitions += leaf.user ? 1 : 0;
      if (leaf.provenMs == NEVER) {
        batch.unproven++;
      } else {
        batch.leafProven(leaf.provenMs, leaf.windows);
      }
    }
    byIndex.put(batch.index, batch);
    byFirst.put(batch.first, batch);
  }

  /** Transitions after {@code lastKept} never were, nor batches of them. */
  void reverted(long lastKept) {
    open.keySet().removeIf(sequence -> sequence > lastKept);
    byFirst.tailMap(lastKept, false).clear();
    closed -= byIndex.values().stream().filter(batch -> batch.first > lastKept).count();
    byIndex.values().removeIf(batch -> batch.first > lastKept);
  }

  void rootProven(long millis, long index) {
    Batch batch = byIndex.get(index);
    if (batch != null && batch.rootProvenMs == NEVER) {
      batch.rootProvenMs = millis;
    }
  }

  /** L1 has, or after a reorganisation has no longer, a batch's order; {@code millis} = never. */
  void committed(long index, long millis) {
    Batch batch = byIndex.get(index);
    if (batch != null) {
      batch.committedMs = millis;
    }
  }

  /** L1 has, or has no longer, a batch's proof. */
  void l1Proven(long index, long millis, long block, int poster) {
    Batch batch = byIndex.get(index);
    if (batch != null && batch.finalMs == NEVER) {
      batch.l1ProvenMs = millis;
      batch.provenAtBlock = block;
      batch.poster = poster;
    }
  }

  /** Gas spent on a batch, negative where a reorganisation undid it. */
  void spent(long index, long commitGas, long proveGas, BigInteger wei) {
    Batch batch = byIndex.get(index);
    if (batch != null) {
      batch.commitGas += commitGas;
      batch.proveGas += proveGas;
      batch.l1Cost = batch.l1Cost.add(wei);
    }
  }

  void refunded(long index, BigInteger ethWei) {
    Batch batch = byIndex.get(index);
    if (batch != null) {
      batch.refund = batch.refund.add(ethWei);
      batch.refunds++;
    }
  }

  void pruned(long first, int dropped) {
    pruned += dropped;
    for (long index = first; index < first + dropped; index++) {
      committed(index, NEVER);
    }
  }

  /** Whether an agent could post something: a commit, or a proof of what has its root proof. */
  boolean canPost() {
    for (Batch batch : byIndex.descendingMap().values()) {
      if (batch.finalMs != NEVER) {
        return false;
      }
      if (batch.committedMs == NEVER || batch.rootProvenMs != NEVER && batch.l1ProvenMs == NEVER) {
        return true;
      }
    }
    return false;
  }

  /** Batches with a root proof whose data is not on L1. */
  int provenNotCommitted() {
    int count = 0;
    for (Batch batch : byIndex.descendingMap().values()) {
      if (batch.finalMs != NEVER) {
        break;
      }
      count += batch.rootProvenMs != NEVER && batch.committedMs == NEVER ? 1 : 0;
    }
    return count;
  }

  /** Height in which the last final batch ends, 0 before the first. */
  long finalHeight() {
    return finalHeight;
  }

  /** When the batch that holds a transition was proven on L1; never where none is or was. */
  long l1ProvenMs(long sequence) {
    var entry = byFirst.floorEntry(sequence);
    return entry == null || sequence > entry.getValue().last ? NEVER : entry.getValue().l1ProvenMs;
  }

  /** Makes final what is {@code confirmations} deep, and tells of the transactions in it. */
  void head(long millis, long block, int confirmations, TransactionLog transactions) {
    for (Batch batch : byIndex.values()) {
      if (batch.finalMs != NEVER) {
        continue;
      }
      if (batch.l1ProvenMs == NEVER || batch.provenAtBlock + confirmations > block) {
        break;
      }
      batch.finalMs = millis;
      finals++;
      finalHeight = batch.lastHeight;
      transactions.finalised(batch.first, batch.last, batch.l1ProvenMs, millis);
    }
    Iterator<Batch> oldestFirst = byIndex.values().iterator();
    while (oldestFirst.hasNext()) {
      Batch batch = oldestFirst.next();
      if (batch.finalMs == NEVER
          || batch.unproven > 0
          || batch.refunds < CALLS_PER_BATCH && millis < batch.finalMs + REFUND_MILLIS) {
        break;
      }
      oldestFirst.remove();
      byFirst.remove(batch.first);
      write(batch, millis);
    }
  }

  private void write(Batch batch, long horizon) {
    boolean leavesProven = batch.unproven == 0;
    provenDelay.add(batch.openedMs, batch.rootProvenMs, horizon);
    commitDelay.add(batch.closedMs, batch.committedMs, horizon);
    if (batch.rootProvenMs != NEVER) {
      unposted.add(batch.rootProvenMs, batch.l1ProvenMs, horizon);
    }
    if (leavesProven) {
      windows.add(batch.windows);
    }
    if (batch.l1ProvenMs != NEVER) {
      provenGas += batch.commitGas + batch.proveGas;
      provenCost += batch.l1Cost.doubleValue();
      provenUserTransitions += batch.userTransitions;
    }
    writer.batch(
        new BatchRow(
            batch.index,
            Math.toIntExact(batch.last - batch.first + 1),
            batch.userTransitions,
            batch.units,
            batch.openedMs,
            batch.closedMs,
            leavesProven ? batch.leavesProvenMs : NEVER,
            batch.rootProvenMs,
            batch.committedMs,
            batch.l1ProvenMs,
            batch.finalMs,
            batch.windows,
            batch.commitGas,
            batch.proveGas,
            batch.l1Cost,
            batch.refund,
            batch.poster));
  }

  /** Writes what is under way at the horizon. */
  void end(long horizon, MetricSheet sheet) {
    byIndex.values().forEach(batch -> write(batch, horizon));
    provenDelay.report("batch_proven_delay", horizon, sheet);
    commitDelay.report("commit_delay", horizon, sheet);
    unposted.report("unposted_age", horizon, sheet);
    sheet.put("unposted_age.max", unposted.longest());
    reportWindows(sheet);
    sheet.put("batches_closed", closed);
    sheet.put("batches_final", finals);
    sheet.put("batches_pruned", pruned);
    sheet.put("l1_gas_per_tx", Amounts.ratio(provenGas, provenUserTransitions));
    sheet.put("l1_cost_per_tx", Amounts.ratio(provenCost, provenUserTransitions));
  }

  private void reportWindows(MetricSheet sheet) {
    double[] sorted = windows.toDoubleArray();
    Arrays.sort(sorted);
    int n = sorted.length;
    double sum = 0;
    for (double count : sorted) {
      sum += count;
    }
    sheet.put("windows_to_last_proof.mean", Amounts.ratio(sum, n));
    int rank = Math.max(1, (int) Math.ceil(0.95 * n));
    sheet.put("windows_to_last_proof.p95", n == 0 ? Double.NaN : sorted[rank - 1]);
    sheet.put("windows_to_last_proof.max", n == 0 ? Double.NaN : sorted[n - 1]);
  }
}
