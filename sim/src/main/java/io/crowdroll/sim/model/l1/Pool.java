package io.crowdroll.sim.model.l1;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.node.Effect;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/** Calls that wait for a block, in the order of their numbers for each sender. */
final class Pool {
  /** A call that may be next. */
  record Candidate(Address sender, Effect.PostL1 post, Wei price) {}

  private final TreeMap<Address, TreeMap<Long, Effect.PostL1>> senders = new TreeMap<>();

  /** Adds a call; one of the same number gives way only to 10 % more in both prices. */
  boolean add(Address sender, Effect.PostL1 post) {
    TreeMap<Long, Effect.PostL1> calls = senders.computeIfAbsent(sender, _ -> new TreeMap<>());
    Effect.PostL1 old = calls.get(post.id());
    if (old != null && !(outbids(post.maxFee(), old.maxFee()) && outbids(post.tip(), old.tip()))) {
      return false;
    }
    calls.put(post.id(), post);
    return true;
  }

  private static boolean outbids(Wei offer, Wei old) {
    return offer.times(10).compareTo(old.times(11)) >= 0;
  }

  void clear() {
    senders.clear();
  }

  int size() {
    int size = 0;
    for (TreeMap<Long, Effect.PostL1> calls : senders.values()) {
      size += calls.size();
    }
    return size;
  }

  /** Withdraws calls whose last block has passed. */
  void expire(long block) {
    Iterator<TreeMap<Long, Effect.PostL1>> each = senders.values().iterator();
    while (each.hasNext()) {
      TreeMap<Long, Effect.PostL1> calls = each.next();
      calls.values().removeIf(post -> post.notAfter() < block);
      if (calls.isEmpty()) {
        each.remove();
      }
    }
  }

  void remove(Candidate included) {
    senders.get(included.sender()).remove(included.post().id());
  }

  /**
   * The first call of a sender that pays most and at least {@code entryPrice}, {@code null} if none
   * does. Of equals, the sender with the lower address.
   */
  Candidate best(Wei baseFee, Wei entryPrice) {
    Candidate best = null;
    for (Map.Entry<Address, TreeMap<Long, Effect.PostL1>> sender : senders.entrySet()) {
      if (sender.getValue().isEmpty()) {
        continue;
      }
      Effect.PostL1 post = sender.getValue().firstEntry().getValue();
      Wei price = post.maxFee().min(baseFee.plus(post.tip()));
      boolean enters = price.compareTo(entryPrice) >= 0;
      if (enters && (best == null || price.compareTo(best.price()) > 0)) {
        best = new Candidate(sender.getKey(), post, price);
      }
    }
    return best;
  }
}
