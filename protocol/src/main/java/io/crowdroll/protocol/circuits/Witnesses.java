package io.crowdroll.protocol.circuits;

import io.crowdroll.protocol.chain.Deployment;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.InvariantViolation;
import io.crowdroll.protocol.chain.L1Item;
import io.crowdroll.protocol.chain.RollupMessage;
import io.crowdroll.protocol.chain.TaskKey;
import io.crowdroll.protocol.chain.Transition;
import io.crowdroll.protocol.state.WorldState;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The witnesses that a validator keeps for provers until their batch is final (PROTOCOL.md §7):
 * follows what the chain makes true, in order, on a state of its own.
 */
public final class Witnesses {
  /** A transition, its task's id and its slot's witness, {@code null} for an empty block. */
  private static final class Kept {
    final Transition transition;
    Hash256 taskId;
    SlotWitness witness;

    Kept(Transition transition) {
      this.transition = transition;
    }
  }

  private record Batch(long index, long queueFrom, long last) {}

  private final WitnessWriter writer;
  private final BigInteger deployment;
  private final int capacity;
  private final NavigableMap<Long, Kept> kept = new TreeMap<>();
  private final NavigableMap<Long, Batch> batches = new TreeMap<>();

  /** The transition executed last. */
  private Kept latest;

  /**
   * @param state as it was before the first transition; changed from here on
   * @param capacity slots of a batch
   */
  public Witnesses(WorldState state, Deployment deployment, int capacity) {
    writer = new WitnessWriter(state);
    this.deployment = deployment.word();
    this.capacity = capacity;
  }

  /**
   * Follows the chain.
   *
   * @throws InvariantViolation if a transition leads to another root than the chain says (I4)
   */
  public void take(Fact fact) {
    switch (fact) {
      case Fact.Executed(Transition transition) -> {
        latest = new Kept(transition);
        kept.put(transition.sequence(), latest);
        switch (transition.kind()) {
          case OPEN, SETTLE, DEPOSIT -> write(null);
          default -> {
            // an empty block changes nothing; of the others it is told next who has signed them
          }
        }
      }
      case Fact.Included(var transaction, _, _) ->
          write(Slot.Signed.of((RollupMessage) transaction.envelope()));
      case Fact.Imported(L1Item.Forced forced, _, _) -> write(Slot.Signed.of(forced.signature()));
      case Fact.TaskMade made when TaskKey.level(made.task()) == 0 ->
          kept.get(TaskKey.firstTransition(made.task())).taskId = made.id();
      case Fact.BatchClosed(var header, long first, long last) ->
          batches.put(first, new Batch(header.index(), header.queueFrom(), last));
      default -> {}
    }
  }

  private void write(Slot.Signed signed) {
    Transition transition = latest.transition;
    latest.witness = writer.write(Slot.of(transition.words()).signed(signed));
    if (!writer.root().equals(transition.postRoot())) {
      throw new InvariantViolation(
          "I4", "post root " + transition.postRoot(), "a slot that leads to " + writer.root());
    }
  }

  /**
   * What a task's proof must show.
   *
   * @param task a transition's, or a batch's
   * @return {@code null} where its witness is not kept
   */
  public Statement statement(long task) {
    long first = TaskKey.firstTransition(task);
    if (TaskKey.level(task) == 0) {
      Kept leaf = kept.get(first);
      return leaf == null ? null : leaf(leaf);
    }
    Batch batch = batches.get(first);
    return batch == null ? null : batch(first, batch);
  }

  private Statement leaf(Kept leaf) {
    Transition it = leaf.transition;
    return statement(
        Statement.LEAF,
        Statement.subject(leaf.taskId),
        List.of(leaf),
        it.queueTo() - (it.queueIndex() >= 0 ? 1 : 0));
  }

  private Statement batch(long first, Batch batch) {
    List<Kept> all = List.copyOf(kept.subMap(first, true, batch.last, true).values());
    return statement(Statement.BATCH, BigInteger.valueOf(batch.index), all, batch.queueFrom)
        .padded(capacity);
  }

  private Statement statement(int level, BigInteger subject, List<Kept> all, long queueFrom) {
    Transition first = all.getFirst().transition;
    Transition last = all.getLast().transition;
    List<SlotWitness> slots = new ArrayList<>();
    for (Kept one : all) {
      if (one.witness != null) {
        slots.add(one.witness);
      }
    }
    return new Statement(
        level,
        deployment,
        subject,
        first.preRoot(),
        last.postRoot(),
        first.height(),
        last.height(),
        last.l1Origin(),
        queueFrom,
        slots);
  }

  /** Forgets transitions up to one: their batch is final. */
  public void forget(long lastTransition) {
    kept.headMap(lastTransition, true).clear();
    batches.headMap(lastTransition, true).clear();
  }
}
