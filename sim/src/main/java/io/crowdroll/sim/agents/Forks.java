package io.crowdroll.sim.agents;

import io.crowdroll.protocol.aggregation.BatchEnd;
import io.crowdroll.protocol.chain.BatchHeader;
import io.crowdroll.protocol.chain.Block;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.InvariantViolation;
import io.crowdroll.protocol.chain.L1Item;
import io.crowdroll.protocol.chain.L1Origin;
import io.crowdroll.protocol.chain.Transaction;
import io.crowdroll.protocol.node.Chronicle;
import io.crowdroll.protocol.node.Effect;
import io.crowdroll.protocol.node.Event;
import io.crowdroll.protocol.node.Genesis;
import io.crowdroll.protocol.node.Imports;
import io.crowdroll.protocol.node.Rollup;
import io.crowdroll.protocol.submission.L1Block;
import io.crowdroll.protocol.submission.L1Log;
import io.crowdroll.protocol.submission.SubmissionRules;
import io.crowdroll.sim.scenario.Scenario;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What the chain must keep to go back behind blocks that L1 never saw (PROTOCOL.md §8), and the way
 * back: to the state that L1 has proven, for whoever makes a permissionless batch or an exit proof,
 * and for the validators when such a batch is deep enough in L1.
 */
final class Forks {
  private record Included(Transaction transaction, long sequence) {}

  /** A fork to follow. */
  private record Due(BatchHeader batch, L1Block block) {}

  private final World world;
  private final Genesis genesis;
  private final Imports imports;
  private final Layer1 layer1;
  private final boolean possible;
  private final Chronicle chronicle = new Chronicle();
  private final Deque<Included> included = new ArrayDeque<>();
  private final Deque<Due> due = new ArrayDeque<>();
  private long scanned;

  /** The state last asked for, and of which batch. */
  private Rollup state;

  private long stateOf;

  Forks(World world, Genesis genesis, Imports imports, Layer1 layer1) {
    this.world = world;
    this.genesis = genesis;
    this.imports = imports;
    this.layer1 = layer1;
    possible = isPossible(world.scenario());
    scanned = layer1.chain().head().number();
  }

  /** Whether the run is long enough for a queue item to become so old. */
  private static boolean isPossible(Scenario scenario) {
    SubmissionRules.Forced forced = scenario.rules().submission().forced();
    long blocks = scenario.durationMillis() / scenario.l1().blockMillis();
    return forced != null && Math.min(forced.permissionlessAfter(), forced.escapeDelay()) < blocks;
  }

  /** Whether anybody can get at the state that L1 has proven. */
  boolean isPossible() {
    return possible;
  }

  /** A block is final. */
  void applied(Block block, List<Fact> facts) {
    if (!possible) {
      return;
    }
    chronicle.add(block);
    for (Fact fact : facts) {
      if (fact instanceof Fact.Included(Transaction transaction, long sequence, _)) {
        included.addLast(new Included(transaction, sequence));
      }
    }
  }

  /** Looks for permissionless batches that are deep enough; forgets what cannot be reverted. */
  void l1Changed() {
    while (possible && scanned < imports.deepest()) {
      L1Block block = imports.block(++scanned);
      for (L1Log log : block.logs()) {
        switch (log) {
          case L1Log.PermissionlessBatch batch -> due.addLast(new Due(batch.header(), block));
          case L1Log.BatchProved(long index, _, _, _) when due.isEmpty() -> forget(index);
          default -> {}
        }
      }
    }
  }

  private void forget(long batch) {
    long last = world.validator().rollup().batchEnds().get((int) batch - 1).transition();
    while (!included.isEmpty() && included.peekFirst().sequence() <= last) {
      included.removeFirst();
    }
  }

  // The state that L1 has proven

  /** The chain up to a batch that L1 has proven, and from there with these items. */
  private List<Chronicle.Chapter> chain(long batch, List<L1Item> items) {
    List<BatchEnd> ends = world.validator().rollup().batchEnds().subList(0, (int) batch);
    long number = ends.isEmpty() ? Layer1.DEPLOYED_AT : ends.getLast().l1Origin();
    long queueTo = ends.isEmpty() ? 0 : ends.getLast().queueTo();
    L1Origin origin = imports.origin(number, queueTo + items.size());
    return chronicle.revert(ends, origin, items);
  }

  private Rollup replay(List<Chronicle.Chapter> chain) {
    return Rollup.replay(genesis, world.proofs().system(), chain);
  }

  /** The state at the end of a batch that L1 has proven. */
  Rollup stateAfter(long batch) {
    if (state == null || stateOf != batch) {
      state = replay(chain(batch, List.of()));
      stateOf = batch;
    }
    return state;
  }

  /** The header of a permissionless batch of these items after {@code batch}. */
  BatchHeader permissionless(long batch, List<L1Item> items) {
    return header(replay(chain(batch, items)).facts());
  }

  private static BatchHeader header(List<Fact> facts) {
    return facts.stream()
        .filter(Fact.BatchClosed.class::isInstance)
        .map(fact -> ((Fact.BatchClosed) fact).header())
        .findFirst()
        .orElseThrow();
  }

  // The validators go back

  /** Takes what a fork has reverted and made true. */
  interface Sink {
    void forked(
        L1Block block, long lastKept, long blocks, List<Transaction> again, List<Fact> facts);
  }

  /** Follows the forks that are due, between two blocks. */
  void follow(Sink sink) {
    while (!due.isEmpty()) {
      Due fork = due.removeFirst();
      BatchHeader batch = fork.batch();
      Rollup before = world.validator().rollup();
      List<L1Item> items = new ArrayList<>();
      batch.items().forEach(item -> items.add(layer1.queued(item.index()).item()));
      List<Chronicle.Chapter> chain = chain(batch.index() - 1, items);
      chronicle.follow(chain);
      long lastKept = chain.getLast().fork().last();
      List<Transaction> again = new ArrayList<>();
      for (Included one : included) {
        if (one.sequence() > lastKept) {
          again.add(one.transaction());
        }
      }
      included.clear();
      world
          .validator()
          .handle(
              world.nowMillis(),
              new Event.ForkDue(chain, again),
              effect -> {
                List<Fact> facts = ((Effect.Forked) effect).facts();
                check(batch, header(facts));
                imports.rewind(world.validator().rollup().origin());
                long blocks = before.height() - batch.lastHeight();
                sink.forked(fork.block(), lastKept, blocks, again, facts);
              });
    }
  }

  /** The chain must come to the batch that L1 has proven. */
  private static void check(BatchHeader onL1, BatchHeader own) {
    if (!onL1.hash().equals(own.hash())) {
      throw new InvariantViolation("I4", onL1.toString(), own.toString());
    }
  }

  /** Another node that has followed the chain so far. */
  Rollup secondNode() {
    return replay(chronicle.chapters());
  }
}
