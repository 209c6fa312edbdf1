package io.crowdroll.protocol.node;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.submission.L1Block;
import io.crowdroll.protocol.submission.L1Call;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An account's calls that wait for an L1 block: none is sent twice for one purpose, one that waits
 * is sent again for more, and one that reverted is not soon repeated.
 */
final class Outbox {
  private static final int MAX_BACKOFF_SLOTS = 64;

  /** What a call is for: a kind of call about one batch. */
  private record Purpose(Class<? extends L1Call> kind, Hash256 header) {}

  private record Waiting(Effect.PostL1 post, Purpose purpose, long since) {}

  private record Backoff(long untilSlot, int slots) {}

  private final Address self;
  private final AgentPolicy policy;
  private final Map<Long, Waiting> waiting = new LinkedHashMap<>();
  private final Map<Purpose, Backoff> backoffs = new LinkedHashMap<>();
  private long nextId;

  Outbox(Address self, AgentPolicy policy) {
    this.self = self;
    this.policy = policy;
  }

  /**
   * After a reorganisation it is unknown which calls still wait. Numbers are used anew from the
   * first that the chain has not seen, as an account's nonces are: a call sent under one either
   * replaces the old call or finds its place empty.
   */
  void restart(long firstUnusedId) {
    waiting.clear();
    backoffs.clear();
    nextId = firstUnusedId;
  }

  /** Takes note of what a new block did to the calls that wait. */
  void settle(L1Block block, long slot, Effects effects) {
    for (L1Block.Receipt receipt : block.receipts()) {
      Waiting call = receipt.sender().equals(self) ? waiting.remove(receipt.id()) : null;
      if (call != null && receipt.succeeded()) {
        backoffs.remove(call.purpose);
      } else if (call != null) {
        backOff(call.purpose, slot);
        String kind = call.purpose.kind.getSimpleName();
        effects.emit(
            new Effect.Alarm("L1_CALL_REVERTED", kind + ": " + receipt.refusal().orElseThrow()));
      }
    }
    waiting.values().removeIf(call -> call.post.notAfter() <= block.number());
  }

  /** A revert costs gas that nobody refunds: each of the same purpose doubles the wait. */
  private void backOff(Purpose purpose, long slot) {
    Backoff before = backoffs.get(purpose);
    int slots = before == null ? 1 : Math.min(2 * before.slots, MAX_BACKOFF_SLOTS);
    backoffs.put(purpose, new Backoff(slot + slots, slots));
  }

  /** Forgets a batch that no call will be about again. */
  void forget(Hash256 header) {
    backoffs.keySet().removeIf(purpose -> purpose.header.equals(header));
  }

  /**
   * Sends a call unless one for the same purpose waits already.
   *
   * @param slot the slot of the block that may include it
   * @return false if it must not be sent now, nor anything that builds on it
   */
  boolean send(
      L1Call call, Hash256 header, long notAfter, L1Block head, long slot, Effects effects) {
    Purpose purpose = new Purpose(call.getClass(), header);
    for (Waiting other : waiting.values()) {
      if (other.purpose.equals(purpose)) {
        return true;
      }
    }
    Backoff backoff = backoffs.get(purpose);
    if (backoff != null && slot < backoff.untilSlot) {
      return false;
    }
    Wei maxFee = head.baseFee().times(2).plus(policy.tip());
    Effect.PostL1 post = new Effect.PostL1(nextId++, call, notAfter, maxFee, policy.tip());
    waiting.put(post.id(), new Waiting(post, purpose, head.number()));
    effects.emit(post);
    return true;
  }

  /** Raises the price of calls that have waited, by the eighth that replaces a call anywhere. */
  void bump(L1Block head, Effects effects) {
    for (Map.Entry<Long, Waiting> entry : waiting.entrySet()) {
      Waiting call = entry.getValue();
      if (head.number() - call.since >= policy.bumpAfterBlocks()) {
        Effect.PostL1 old = call.post;
        Wei tip = raised(old.tip());
        Wei maxFee = raised(old.maxFee()).max(head.baseFee().times(2).plus(tip));
        Effect.PostL1 post = new Effect.PostL1(old.id(), old.call(), old.notAfter(), maxFee, tip);
        entry.setValue(new Waiting(post, call.purpose, head.number()));
        effects.emit(post);
      }
    }
  }

  private static Wei raised(Wei fee) {
    return fee.mulDiv(9, 8).plus(Wei.of(1));
  }
}
