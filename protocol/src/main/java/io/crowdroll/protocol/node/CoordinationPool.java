package io.crowdroll.protocol.node;

import io.crowdroll.protocol.chain.Coordination;
import io.crowdroll.protocol.chain.CoordinationTransaction;
import io.crowdroll.protocol.chain.Deployment;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Keccak256;
import io.crowdroll.protocol.chain.Rejection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Coordination transactions that wait for a block, in the order in which they came. They cost their
 * senders nothing, so what has no effect is refused at once, and there is an end to them.
 */
final class CoordinationPool {
  /** Most that wait. */
  static final int LIMIT = 10_000;

  /** Most in a block: what fits a message between validators with room to spare. */
  static final int BLOCK_LIMIT = 2_000;

  private final FinalChain chain;
  private final Deployment deployment;
  private final LinkedHashMap<Hash256, CoordinationTransaction> waiting = new LinkedHashMap<>();

  /** Names of the latest that are in blocks: what still goes round is not taken anew. */
  private final LinkedHashSet<Hash256> done = new LinkedHashSet<>();

  CoordinationPool(FinalChain chain, Deployment deployment) {
    this.chain = chain;
    this.deployment = deployment;
  }

  static Hash256 name(CoordinationTransaction transaction) {
    return new Keccak256().putBytes(transaction.encode()).digest();
  }

  /** Whether it waits, or is in a block already. */
  boolean knows(Hash256 name) {
    return waiting.containsKey(name) || done.contains(name);
  }

  /** Takes one; {@code null} = taken. */
  Rejection add(CoordinationTransaction transaction) {
    if (waiting.size() >= LIMIT) {
      return Rejection.MEMPOOL_FULL;
    }
    Rejection reason = futile(transaction);
    if (reason == null) {
      reason = new CoordinationCheck(chain, deployment).take(transaction);
    }
    if (reason == null) {
      waiting.put(name(transaction), transaction);
    }
    return reason;
  }

  /** Why it would have no effect in the next block, as far as can be told for nothing. */
  private Rejection futile(CoordinationTransaction transaction) {
    return switch (transaction.message()) {
      case Coordination.Submission submission ->
          chain.rollup().market().task(submission.proof().task()) == null
              ? Rejection.UNKNOWN_TASK
              : null;
      case Coordination.Equivocation evidence -> chain.rollup().check(evidence);
      default -> null;
    };
  }

  /** Those of the next block. */
  List<CoordinationTransaction> select() {
    CoordinationCheck check = new CoordinationCheck(chain, deployment);
    List<CoordinationTransaction> selected = new ArrayList<>();
    for (CoordinationTransaction transaction : waiting.values()) {
      if (selected.size() < BLOCK_LIMIT && check.take(transaction) == null) {
        selected.add(transaction);
      }
    }
    return selected;
  }

  /** A block is final: what was in it, and what has no effect after it, waits no more. */
  void finalised(List<CoordinationTransaction> included) {
    for (CoordinationTransaction transaction : included) {
      Hash256 name = name(transaction);
      waiting.remove(name);
      done.add(name);
      if (done.size() > LIMIT) {
        done.removeFirst();
      }
    }
    waiting
        .values()
        .removeIf(
            transaction -> {
              boolean dead = futile(transaction) != null;
              return dead || new CoordinationCheck(chain, deployment).take(transaction) != null;
            });
  }
}
