package io.crowdroll.sim.experiment;

import static io.crowdroll.reports.results.Row.NEVER;

import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.L1Item;
import io.crowdroll.protocol.chain.Rejection;
import io.crowdroll.protocol.chain.Transaction;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.reports.results.ReplicationWriter;
import io.crowdroll.reports.results.TransactionRow;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Users' transactions and forced ones, from submission until they are final or refused. Only those
 * on their way are held.
 */
final class TransactionLog {
  private final ReplicationWriter writer;
  private final BatchLog batches;
  private final Map<Transaction, Entry> submitted = new LinkedHashMap<>();
  private final Map<Long, Entry> queued = new LinkedHashMap<>();
  private final Long2ObjectOpenHashMap<Entry> bySequence = new Long2ObjectOpenHashMap<>();
  private final Delay inclusion = new Delay("inclusion_delay");
  private final Delay proof = new Delay("time_to_proof");
  private final Delay finality = new Delay("time_to_final");
  private final Delays forced = new Delays();
  private long count;
  private long usersCount;
  private long included;
  private long refused;
  private long proven;
  private long forcedCount;
  private long forcedImported;
  private long forcedVoid;
  private Wei fees = Wei.ZERO;
  private Wei gasFees = Wei.ZERO;
  private Wei proofFees = Wei.ZERO;
  private Wei l1Fees = Wei.ZERO;
  private Wei tips = Wei.ZERO;

  private static final class Entry {
    final long id;
    final String transactionClass;
    final boolean targeted;
    final boolean forced;
    final long submittedMs;
    long includedMs = NEVER;
    long provenMs = NEVER;
    BigInteger fee = BigInteger.ZERO;
    boolean isVoid;

    /** What included it, {@code null} where an item of the queue is none's. */
    Fact.Included inclusion;

    /** What its proposer got; of a call that the EVM ran less than it had offered. */
    Wei tip = Wei.ZERO;

    /** What imported it, likewise. */
    Fact.Imported importing;

    Entry(long id, String transactionClass, boolean targeted, boolean forced, long submittedMs) {
      this.id = id;
      this.transactionClass = transactionClass;
      this.targeted = targeted;
      this.forced = forced;
      this.submittedMs = submittedMs;
    }
  }

  /** A delay of targeted users' transactions and of all others'. */
  private record Delay(String name, Delays targeted, Delays others) {
    Delay(String name) {
      this(name, new Delays(), new Delays());
    }

    void add(boolean isTargeted, long from, long to, long horizon) {
      (isTargeted ? targeted : others).add(from, to, horizon);
    }

    void report(long horizon, MetricSheet sheet) {
      Delays all = targeted.size() == 0 ? others : Delays.union(targeted, others);
      all.report(name, horizon, sheet);
      sheet.put(name + ".targeted.mean", targeted.mean(horizon));
      sheet.put(name + ".others.mean", others.mean(horizon));
    }

    double ratio(long horizon) {
      return targeted.size() == 0
          ? Double.NaN
          : Amounts.ratio(targeted.mean(horizon), others.mean(horizon));
    }
  }

  TransactionLog(ReplicationWriter writer, BatchLog batches) {
    this.writer = writer;
    this.batches = batches;
  }

  /** A transaction sent again while the first copy waits is the same one. */
  void submitted(long millis, Transaction transaction, String transactionClass, boolean targeted) {
    Entry entry = new Entry(count, transactionClass, targeted, false, millis);
    if (submitted.putIfAbsent(transaction, entry) == null) {
      count++;
      usersCount++;
    }
  }

  void refused(long millis, Transaction transaction, Rejection reason) {
    Entry entry = submitted.remove(transaction);
    if (entry != null) {
      refused++;
      write(entry, NEVER, NEVER, "rejected:" + lowerCase(reason), millis);
    }
  }

  void queued(long millis, L1Item item, boolean targeted) {
    String kind =
        switch (item) {
          case L1Item.Deposit _ -> "deposit";
          case L1Item.Forced f -> f.withdraw() ? "forced-withdraw" : "forced-transfer";
        };
    forcedCount += item instanceof L1Item.Forced ? 1 : 0;
    queued.put(item.index(), new Entry(count++, kind, targeted, true, millis));
  }

  void included(long millis, Fact.Included fact) {
    Entry entry = submitted.remove(fact.transaction());
    if (entry == null) {
      return;
    }
    entry.includedMs = millis;
    entry.inclusion = fact;
    entry.tip = fact.transaction().tip();
    countInclusion(entry, 1);
    bySequence.put(fact.sequence(), entry);
  }

  /** An included call ran in the EVM. */
  void called(Fact.Called fact) {
    Entry entry = bySequence.get(fact.sequence());
    if (entry != null) {
      countInclusion(entry, -1);
      entry.tip = fact.tip();
      countInclusion(entry, 1);
    }
  }

  /** Adds an inclusion to the sums, or with {@code sign} −1 takes it back. */
  private void countInclusion(Entry entry, int sign) {
    Fact.Included fact = entry.inclusion;
    Wei paid = fact.fee().total().plus(entry.tip);
    entry.fee = sign > 0 ? paid.toBigInteger() : BigInteger.ZERO;
    included += sign;
    fees = fees.plus(paid.times(sign));
    gasFees = gasFees.plus(fact.fee().gas().times(sign));
    proofFees = proofFees.plus(fact.fee().proof().times(sign));
    l1Fees = l1Fees.plus(fact.fee().l1().times(sign));
    tips = tips.plus(entry.tip.times(sign));
  }

  /** Transitions after {@code lastKept} never were: users' transactions wait again; how many. */
  long reverted(long lastKept) {
    long[] sequences = bySequence.keySet().toLongArray();
    Arrays.sort(sequences);
    long again = 0;
    for (long sequence : sequences) {
      if (sequence > lastKept) {
        Entry entry = bySequence.remove(sequence);
        proven -= entry.provenMs == NEVER || entry.forced ? 0 : 1;
        entry.includedMs = NEVER;
        entry.provenMs = NEVER;
        if (entry.inclusion != null) {
          again++;
          countInclusion(entry, -1);
          submitted.put(entry.inclusion.transaction(), entry);
        } else {
          count(entry, -1);
          queued.put(entry.importing.item().index(), entry);
        }
      }
    }
    return again;
  }

  /** All that a transaction's sender paid beside its value. */
  static Wei paid(Fact.Included fact) {
    return fact.fee().total().plus(fact.transaction().tip());
  }

  void imported(long millis, Fact.Imported fact) {
    Entry entry = queued.remove(fact.item().index());
    if (entry == null) {
      return;
    }
    entry.includedMs = millis;
    entry.isVoid = fact.reason() != null;
    entry.importing = fact;
    count(entry, 1);
    bySequence.put(fact.sequence(), entry);
  }

  private void count(Entry imported, int sign) {
    if (imported.importing.item() instanceof L1Item.Forced) {
      forcedImported += sign;
      forcedVoid += imported.isVoid ? sign : 0;
    }
  }

  /** A range of transitions was proven at once. */
  void proven(long millis, long first, long last) {
    for (long sequence = first; sequence <= last; sequence++) {
      proven(millis, sequence);
    }
  }

  /** Whether a transition is of a user whom censors target. */
  boolean isTargeted(long sequence) {
    Entry entry = bySequence.get(sequence);
    return entry != null && entry.targeted;
  }

  void proven(long millis, long sequence) {
    Entry entry = bySequence.get(sequence);
    if (entry != null && entry.provenMs == NEVER) {
      entry.provenMs = millis;
      proven += entry.forced ? 0 : 1;
    }
  }

  /** A batch is final: all of its transactions are done. */
  void finalised(long first, long last, long l1ProvenMs, long finalMs) {
    for (long sequence = first; sequence <= last; sequence++) {
      Entry entry = bySequence.remove(sequence);
      if (entry != null) {
        write(entry, l1ProvenMs, finalMs, outcome(entry), finalMs);
      }
    }
  }

  /** Writes what is under way at the horizon: by sequence, then by submission. */
  void end(long horizon) {
    long[] sequences = bySequence.keySet().toLongArray();
    Arrays.sort(sequences);
    for (long sequence : sequences) {
      Entry entry = bySequence.get(sequence);
      write(entry, batches.l1ProvenMs(sequence), NEVER, outcome(entry), horizon);
    }
    submitted.values().forEach(entry -> write(entry, NEVER, NEVER, "pending", horizon));
    queued.values().forEach(entry -> write(entry, NEVER, NEVER, "pending", horizon));
  }

  private void write(Entry entry, long l1ProvenMs, long finalMs, String outcome, long horizon) {
    long from = entry.submittedMs;
    if (entry.forced) {
      forced.add(from, entry.includedMs, horizon);
    } else if (!outcome.startsWith("rejected")) {
      inclusion.add(entry.targeted, from, entry.includedMs, horizon);
      proof.add(entry.targeted, from, entry.provenMs, horizon);
      finality.add(entry.targeted, from, finalMs, horizon);
    }
    writer.transaction(
        new TransactionRow(
            entry.id,
            entry.transactionClass,
            entry.targeted,
            entry.forced,
            from,
            entry.includedMs,
            entry.provenMs,
            l1ProvenMs,
            finalMs,
            entry.fee,
            outcome));
  }

  private static String outcome(Entry entry) {
    return entry.isVoid ? "void" : "included";
  }

  private static String lowerCase(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  void report(long horizon, MetricSheet sheet) {
    inclusion.report(horizon, sheet);
    proof.report(horizon, sheet);
    finality.report(horizon, sheet);
    forced.report("forced_delay", horizon, sheet);
    sheet.put("censorship_delay_ratio", inclusion.ratio(horizon));
    sheet.put("censorship_proof_delay_ratio", proof.ratio(horizon));
    sheet.put("transactions_submitted", usersCount);
    sheet.put("transactions_included", included);
    sheet.put("transactions_refused", refused);
    sheet.put("transactions_proven", proven);
    sheet.put("forced_included.share", Amounts.ratio(forcedImported, forcedCount));
    sheet.put("forced_void", forcedVoid);
    sheet.put("fee_per_tx", perTransaction(fees));
    sheet.put("fee_per_tx.gas", perTransaction(gasFees));
    sheet.put("fee_per_tx.proof", perTransaction(proofFees));
    sheet.put("fee_per_tx.l1", perTransaction(l1Fees));
    sheet.put("fee_per_tx.tip", perTransaction(tips));
  }

  private double perTransaction(Wei sum) {
    return Amounts.ratio(Amounts.toDouble(sum), included);
  }
}
