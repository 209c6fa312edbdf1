package io.crowdroll.sim.testnet.rpc;

import io.crowdroll.protocol.chain.BatchHeader;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Transition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Tasks with their leases, and batches, as the facts of final blocks tell them. Tasks that are done
 * are kept for a while, so that whoever asks finds what became of them.
 */
final class WorkIndex {
  private static final int DONE_KEPT = 10_000;

  /** A lease, as it began and as it stands. */
  static final class Lease {
    final Fact.Leased begun;
    long deadline = -1;
    Fact.LeaseEnded ended;

    private Lease(Fact.Leased begun) {
      this.begun = begun;
    }
  }

  /** A task, from the block that made it on. */
  static final class Work {
    final Fact.TaskMade made;
    final long madeAt;
    final List<Lease> leases = new ArrayList<>();
    final List<Fact.Paid> payments = new ArrayList<>();
    Fact.Proven proven;

    private Work(Fact.TaskMade made, long madeAt) {
      this.made = made;
      this.madeAt = madeAt;
    }

    /** The kind of its transition, {@code null} of an aggregation. */
    Transition.Kind kind() {
      return made.kind();
    }

    String state() {
      return proven != null ? "proven" : openLeases().isEmpty() ? "waiting" : "leased";
    }

    List<Lease> openLeases() {
      return leases.stream().filter(lease -> lease.ended == null).toList();
    }

    private void started(int holder, long deadline) {
      openLeases().stream()
          .filter(lease -> lease.begun.holder() == holder)
          .forEach(lease -> lease.deadline = deadline);
    }

    private void ended(Fact.LeaseEnded end) {
      openLeases().stream()
          .filter(lease -> lease.begun.holder() == end.holder())
          .forEach(lease -> lease.ended = end);
    }
  }

  /** A closed batch. */
  static final class Closed {
    final Fact.BatchClosed closed;
    final long height;
    Fact.BatchProven proven;
    boolean isFinal;

    private Closed(Fact.BatchClosed closed, long height, boolean isFinal) {
      this.closed = closed;
      this.height = height;
      this.isFinal = isFinal;
    }

    BatchHeader header() {
      return closed.header();
    }
  }

  private final Map<Long, Work> open = new LinkedHashMap<>();
  private final Map<Long, Work> done = new LinkedHashMap<>();
  private final List<Closed> batches = new ArrayList<>();

  /** Index of the last batch final on L1, which may be ahead of the node's own chain. */
  private long lastFinal;

  void take(long height, List<Fact> facts) {
    for (Fact fact : facts) {
      switch (fact) {
        case Fact.TaskMade made -> open.put(made.task(), new Work(made, height));
        case Fact.Leased leased -> with(leased.task(), it -> it.leases.add(new Lease(leased)));
        case Fact.ClockStarted(long task, int holder, long deadline) ->
            with(task, it -> it.started(holder, deadline));
        case Fact.LeaseEnded end -> with(end.task(), it -> it.ended(end));
        case Fact.Proven proven -> proven(proven);
        case Fact.Paid paid -> with(paid.task(), it -> it.payments.add(paid));
        case Fact.BatchClosed closed ->
            batches.add(new Closed(closed, height, closed.header().index() <= lastFinal));
        case Fact.BatchProven proven -> batches.get((int) proven.batch() - 1).proven = proven;
        default -> {}
      }
    }
  }

  /** A task by its place, {@code null} = unknown, or done long ago. */
  Work find(long task) {
    Work work = open.get(task);
    return work == null ? done.get(task) : work;
  }

  private void with(long task, Consumer<Work> change) {
    Work work = find(task);
    if (work != null) {
      change.accept(work);
    }
  }

  private void proven(Fact.Proven proven) {
    Work work = open.remove(proven.task());
    work.proven = proven;
    done.put(proven.task(), work);
    if (done.size() > DONE_KEPT) {
      done.remove(done.keySet().iterator().next());
    }
  }

  /** The chain went back to a block: no task is left, and later batches never were. */
  void reverted(long height) {
    open.clear();
    done.clear();
    batches.removeIf(batch -> batch.height > height);
  }

  void isFinal(long batch) {
    lastFinal = batch;
    if (batch <= batches.size()) {
      batches.get((int) batch - 1).isFinal = true;
    }
  }

  /** Tasks that are not proven, the oldest first. */
  Iterable<Work> open() {
    return open.values();
  }

  /** A task by its id, {@code null} likewise. */
  Work find(Hash256 id) {
    return Stream.concat(open.values().stream(), done.values().stream())
        .filter(work -> work.made.id().equals(id))
        .findFirst()
        .orElse(null);
  }

  /** What a holder has to prove: open leases of tasks that may be proven meanwhile by another. */
  List<Work> heldBy(int holder) {
    return Stream.concat(open.values().stream(), done.values().stream())
        .filter(
            work -> work.openLeases().stream().anyMatch(lease -> lease.begun.holder() == holder))
        .toList();
  }

  /** Closed batches in order. */
  List<Closed> batches() {
    return batches;
  }
}
