package io.crowdroll.sim.experiment;

import static io.crowdroll.reports.results.Row.NEVER;
import static io.crowdroll.reports.results.Row.NOBODY;

import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.Payee;
import io.crowdroll.protocol.chain.Right;
import io.crowdroll.protocol.chain.TaskKey;
import io.crowdroll.protocol.chain.Transition;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.reports.results.ReplicationWriter;
import io.crowdroll.reports.results.TaskRow;
import it.unimi.dsi.fastutil.longs.Long2ObjectLinkedOpenHashMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Tasks from their creation until they are proven and no lease of them is open. */
final class TaskLog {
  /** In the words of the tables; made once, as a million rows ask for them. */
  private static final List<String> KINDS =
      Stream.of(Transition.Kind.values()).map(TaskLog::kind).toList();

  private static final List<String> RIGHTS =
      Stream.of(Right.values()).map(TaskLog::lowerCase).toList();

  private final ReplicationWriter writer;
  private final Wei unitPrice;
  private final ProverLog provers;
  private final TransactionLog transactions;
  private final BatchLog batches;

  /** In order of creation. */
  private final Long2ObjectLinkedOpenHashMap<Task> live = new Long2ObjectLinkedOpenHashMap<>();

  private final Delays waits = new Delays();
  private final RevertibleCounts counts = new RevertibleCounts();
  private long ids;
  private double paidSum;
  private double baseSum;
  private double usefulMillis;
  private double wastedMillis;

  /** What is counted. */
  private enum Count {
    MADE,
    PROVEN,
    LEASED,
    REASSIGNED,
    ENDED,
    MISSED,
    DECLINED,
    LATE,
    LAST_RESORT
  }

  private static final class Task {
    final long id;
    final long key;
    final String kind;
    final int units;
    final long createdMs;
    final List<Holder> holders = new ArrayList<>(2);
    long firstLeasedMs = NEVER;
    long provenMs = NEVER;
    int rounds;
    int missedRounds;
    long lastMissHeight = -1;
    int misses;
    int leases;
    int openLeases;
    boolean targeted;
    Wei paid = Wei.ZERO;
    int prover = NOBODY;
    Right right;
    double windowUsed = Double.NaN;

    Task(long id, Fact.TaskMade fact, long createdMs) {
      this.id = id;
      this.key = fact.task();
      this.kind = TaskKey.level(fact.task()) > 0 ? "aggregation" : KINDS.get(fact.kind().ordinal());
      this.units = fact.units();
      this.createdMs = createdMs;
    }

    Holder holder(int payee) {
      for (Holder holder : holders) {
        if (holder.payee == payee) {
          return holder;
        }
      }
      Holder holder = new Holder(payee);
      holders.add(holder);
      return holder;
    }
  }

  /** Who holds or held a lease of a task; heights of its last lease. */
  private static final class Holder {
    final int payee;
    long assigned;
    long deadline = -1;
    long busyMillis;

    Holder(int payee) {
      this.payee = payee;
    }
  }

  private static String kind(Transition.Kind kind) {
    return switch (kind) {
      case FORCED_TRANSFER, FORCED_WITHDRAW -> "forced";
      case EMPTY_BLOCK -> "empty";
      default -> lowerCase(kind);
    };
  }

  private static String lowerCase(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  TaskLog(
      ReplicationWriter writer,
      Wei unitPrice,
      ProverLog provers,
      TransactionLog transactions,
      BatchLog batches) {
    this.writer = writer;
    this.unitPrice = unitPrice;
    this.provers = provers;
    this.transactions = transactions;
    this.batches = batches;
  }

  private void count(long height, Count what) {
    counts.add(height, what.ordinal());
  }

  private int count(Count what) {
    return counts.of(what.ordinal());
  }

  void made(long millis, Fact.TaskMade fact, long height) {
    count(height, Count.MADE);
    live.put(fact.task(), new Task(ids++, fact, millis));
  }

  void leased(long millis, Fact.Leased fact, long height) {
    provers.leased(height, fact.holder());
    Task task = live.get(fact.task());
    if (task == null) {
      return;
    }
    if (task.leases++ == 0) {
      task.firstLeasedMs = millis;
      count(height, Count.LEASED);
    }
    if (task.openLeases++ == 0 && ++task.rounds == 2) {
      count(height, Count.REASSIGNED);
    }
    Holder holder = task.holder(fact.holder());
    holder.assigned = fact.height();
    holder.deadline = -1;
  }

  void clockStarted(Fact.ClockStarted fact) {
    Task task = live.get(fact.task());
    if (task != null) {
      task.holder(fact.holder()).deadline = fact.deadline();
    }
  }

  void leaseEnded(Fact.LeaseEnded fact, long height) {
    count(height, Count.ENDED);
    boolean missed = fact.how() == Fact.LeaseEnd.MISSED;
    boolean declined = fact.how() == Fact.LeaseEnd.DECLINED;
    if (missed) {
      count(height, Count.MISSED);
      provers.missed(height, fact.holder());
    } else if (declined) {
      count(height, Count.DECLINED);
      provers.declined(height, fact.holder());
    }
    Task task = live.get(fact.task());
    if (task == null) {
      return;
    }
    task.openLeases--;
    if (missed) {
      task.misses++;
      // A committee misses together, in one block: one window of the task.
      task.missedRounds += task.lastMissHeight == height ? 0 : 1;
      task.lastMissHeight = height;
    }
    finishIfDone(task);
  }

  void proven(long millis, Fact.Proven fact, long height) {
    Task task = live.get(fact.task());
    if (task == null) {
      return;
    }
    count(height, Count.PROVEN);
    switch (fact.right()) {
      case LATE -> count(height, Count.LATE);
      case LAST_RESORT -> count(height, Count.LAST_RESORT);
      default -> {}
    }
    task.provenMs = millis;
    task.right = fact.right();
    task.prover = provers.member(fact.by());
    Holder holder = task.holder(fact.by());
    if (fact.right() != Right.LATE && holder.deadline > holder.assigned) {
      task.windowUsed = (double) (height - holder.assigned) / (holder.deadline - holder.assigned);
    }
    if (TaskKey.level(task.key) == 0) {
      long sequence = TaskKey.firstTransition(task.key);
      task.targeted = transactions.isTargeted(sequence);
      transactions.proven(millis, sequence);
      batches.leafProven(millis, sequence, task.missedRounds + 1);
    }
  }

  void paid(Fact.Paid fact) {
    Task task = live.get(fact.task());
    if (task == null) {
      return;
    }
    task.paid = task.paid.plus(fact.amount());
    if (fact.amount().signum() > 0) {
      Holder holder = task.holder(fact.payee());
      usefulMillis += holder.busyMillis;
      holder.busyMillis = 0;
    }
    finishIfDone(task);
  }

  /** Nothing below this height can be reverted any more. */
  void settled(long height) {
    counts.settled(height);
  }

  /** The chain went back to before this height: no task is open any more. */
  void reverted(long height) {
    counts.reverted(height);
    live.clear();
  }

  /** Machine time of a prover, counted as wasted unless that prover is paid for the task later. */
  void worked(int member, long key, long busyMillis) {
    Task task = live.get(key);
    int registered = provers.registered(member);
    if (task == null || registered < 0) {
      wastedMillis += busyMillis;
    } else {
      task.holder(registered).busyMillis += busyMillis;
    }
  }

  private void finishIfDone(Task task) {
    if (task.provenMs != NEVER && task.openLeases == 0) {
      live.remove(task.key);
      for (Holder holder : task.holders) {
        wastedMillis += Payee.isValidator(holder.payee) ? 0 : holder.busyMillis;
      }
      double base = Amounts.toDouble(unitPrice) * task.units;
      paidSum += Amounts.toDouble(task.paid);
      baseSum += base;
      write(task, Long.MAX_VALUE);
    }
  }

  private void write(Task task, long horizon) {
    waits.add(task.createdMs, task.provenMs, horizon);
    writer.task(
        new TaskRow(
            task.id,
            task.kind,
            TaskKey.level(task.key),
            task.units,
            task.targeted,
            task.createdMs,
            task.firstLeasedMs,
            task.provenMs,
            task.misses,
            task.leases,
            unitPrice.times(task.units).toBigInteger(),
            task.paid.toBigInteger(),
            task.prover,
            task.right == null ? "none" : RIGHTS.get(task.right.ordinal()),
            task.windowUsed));
  }

  /** Writes what is unproven, or proven with leases open, at the horizon. */
  void end(long horizon, MetricSheet sheet) {
    long oldest = 0;
    for (Task task : live.values()) {
      if (task.provenMs == NEVER) {
        oldest = Math.max(oldest, horizon - task.createdMs);
        task.targeted =
            TaskKey.level(task.key) == 0
                && transactions.isTargeted(TaskKey.firstTransition(task.key));
      }
      write(task, horizon);
    }
    waits.report("task_wait", horizon, sheet);
    sheet.put("tasks_made", count(Count.MADE));
    sheet.put("tasks_proven", count(Count.PROVEN));
    sheet.put("oldest_unproven_age", oldest / 1e3);
    sheet.put("misses_per_task", Amounts.ratio(count(Count.MISSED), count(Count.MADE)));
    sheet.put("miss_rate", Amounts.ratio(count(Count.MISSED), count(Count.ENDED)));
    sheet.put("reassignment_rate", Amounts.ratio(count(Count.REASSIGNED), count(Count.LEASED)));
    sheet.put("wasted_compute_share", Amounts.ratio(wastedMillis, wastedMillis + usefulMillis));
    sheet.put("bounty_paid_over_base", Amounts.ratio(paidSum, baseSum));
    sheet.put("declines", count(Count.DECLINED));
    sheet.put("late_proofs", count(Count.LATE));
    sheet.put("last_resort_proofs", count(Count.LAST_RESORT));
    sheet.put("penalties_levied", Amounts.toDouble(provers.levied()));
  }
}
