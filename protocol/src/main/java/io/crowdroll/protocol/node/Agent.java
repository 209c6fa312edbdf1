package io.crowdroll.protocol.node;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.BatchHeader;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Keccak256;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.submission.Certificate;
import io.crowdroll.protocol.submission.ContractView;
import io.crowdroll.protocol.submission.L1Block;
import io.crowdroll.protocol.submission.L1Call;
import io.crowdroll.protocol.submission.RootProof;
import io.crowdroll.protocol.submission.Seat;
import io.crowdroll.protocol.submission.SlotSchedule;
import io.crowdroll.protocol.submission.SubmissionRules;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A validator in its duty as L1 submission agent (PROTOCOL.md §7).
 *
 * <p>At every event it compares what L1 shows with what the L2 chain has closed and proven, and
 * posts what is missing and allowed: commits in index order in its slots or after the fallback has
 * opened, proofs in its slots, a prune when it is due. So there is no special case for a
 * reorganisation or a prune: what L1 shows no longer is missing again. Batches and proofs are kept
 * until their proof lies deeper than any reorganisation that can be followed.
 */
public final class Agent {
  /** L1 blocks kept below those that a reorganisation of the import depth may replace. */
  private static final int MARGIN = 16;

  private static final int MAX_BACKOFF_SLOTS = 64;

  /** A closed batch and, once known, its root proof. */
  private static final class Batch {
    final BatchHeader header;
    final Hash256 hash;
    final Certificate certificate;
    RootProof proof;

    Batch(BatchHeader header, Certificate certificate) {
      this.header = header;
      this.hash = header.hash();
      this.certificate = certificate;
    }
  }

  /** What a call is for: it is not posted again while one with the same purpose waits. */
  private record Purpose(Class<? extends L1Call> kind, Hash256 header) {}

  private record Waiting(Effect.PostL1 post, Purpose purpose, long since) {}

  private record Backoff(long untilSlot, int slots) {}

  private final Address self;
  private final SubmissionRules rules;
  private final AgentPolicy policy;
  private final L1History history;

  private final Map<Long, Batch> batches = new TreeMap<>();
  private final Map<Long, Waiting> waiting = new LinkedHashMap<>();
  private final Map<Purpose, Backoff> backoffs = new LinkedHashMap<>();
  private long nextId;
  private long lastFinal;
  private boolean halted;

  /**
   * @param self its L1 address
   * @param genesis the contract when it was deployed
   * @param reorgDepth deepest L1 reorganisation that it follows: at least {@code l1ImportDepth}
   */
  public Agent(
      Address self,
      SubmissionRules rules,
      AgentPolicy policy,
      ContractView genesis,
      int reorgDepth) {
    this.self = self;
    this.rules = rules;
    this.policy = policy;
    int depth = reorgDepth + SlotSchedule.SEED_DEPTH + rules.slotBlocks() + MARGIN;
    this.history = new L1History(self, depth, genesis);
  }

  /**
   * Takes one event.
   *
   * @param now ms, when the event reached the node; agents keep time by L1's heads alone
   */
  public void handle(long now, Event.OfAgent event, Effects effects) {
    if (halted) {
      return;
    }
    switch (event) {
      case Event.L1Changed changed -> follow(changed, effects);
      case Event.BatchClosed(BatchHeader header, Certificate certificate) ->
          close(header, certificate);
      case Event.BatchProven(long index, RootProof proof) -> {
        Batch batch = batches.get(index);
        if (batch != null && batch.hash.equals(proof.header())) {
          batch.proof = proof;
        }
      }
    }
    if (!halted && !history.isEmpty()) {
      post(effects);
    }
  }

  private void close(BatchHeader header, Certificate certificate) {
    Batch known = batches.get(header.index());
    Batch batch = new Batch(header, certificate);
    if (known == null || !known.hash.equals(batch.hash)) {
      batches.put(header.index(), batch);
    }
  }

  // What L1 shows

  private void follow(Event.L1Changed changed, Effects effects) {
    for (Hash256 hash : changed.removed()) {
      if (!history.remove(hash)) {
        halt(effects, "cannot undo L1 block " + hash);
        return;
      }
    }
    if (!changed.removed().isEmpty()) {
      // Whether waiting calls survived is unknown. Their numbers are used anew, as an account's
      // nonce would be: each either replaces the old call or finds its place empty.
      waiting.clear();
      backoffs.clear();
      nextId = history.head().nextId();
    }
    for (L1Block block : changed.added()) {
      if (!history.add(block)) {
        halt(effects, "L1 block " + block.hash() + " does not extend the head");
        return;
      }
      settle(block, effects);
    }
    finish(effects);
  }

  private void halt(Effects effects, String why) {
    halted = true;
    effects.emit(new Effect.Alarm("L1_REORG_BEYOND_IMPORT_DEPTH", why));
  }

  private void settle(L1Block block, Effects effects) {
    for (L1Block.Receipt receipt : block.receipts()) {
      if (!receipt.sender().equals(self)) {
        continue;
      }
      Waiting call = waiting.remove(receipt.id());
      if (call == null) {
        continue;
      }
      if (receipt.succeeded()) {
        backoffs.remove(call.purpose);
      } else {
        backOff(call.purpose, block.number());
        effects.emit(
            new Effect.Alarm(
                "L1_CALL_REVERTED",
                call.purpose.kind.getSimpleName() + ": " + receipt.refusal().orElseThrow()));
      }
    }
    waiting.values().removeIf(call -> call.post.notAfter() <= block.number());
  }

  /** A revert costs gas that nobody refunds: each of the same purpose doubles the wait. */
  private void backOff(Purpose purpose, long block) {
    Backoff before = backoffs.get(purpose);
    int slots = before == null ? 1 : Math.min(2 * before.slots, MAX_BACKOFF_SLOTS);
    long slot = history.head().view().schedule().slot(block);
    backoffs.put(purpose, new Backoff(slot + slots, slots));
  }

  private void finish(Effects effects) {
    long head = history.head().block().number();
    L1History.Entry deep = history.at(head - rules.confirmations());
    if (deep != null) {
      while (lastFinal < deep.view().proven()) {
        effects.emit(new Effect.BatchFinal(++lastFinal));
      }
    }
    long settled = history.oldest().view().proven();
    Iterator<Map.Entry<Long, Batch>> kept = batches.entrySet().iterator();
    while (kept.hasNext()) {
      Map.Entry<Long, Batch> entry = kept.next();
      if (entry.getKey() <= settled) {
        Hash256 hash = entry.getValue().hash;
        backoffs.keySet().removeIf(purpose -> purpose.header().equals(hash));
        kept.remove();
      }
    }
  }

  // What is missing there

  private void post(Effects effects) {
    L1History.Entry head = history.head();
    ContractView view = head.view();
    if (view.frozen() || !policy.pays(head.block().baseFee())) {
      return;
    }
    bump(head.block(), effects);
    long next = head.block().number() + 1;
    SlotSchedule schedule = view.schedule();
    long slot = schedule.slot(next);
    boolean ours = isOurs(slot, next, view);
    long slotEnd = schedule.start(slot + 1) - 1;
    if (rules.commitThenProve()) {
      if (ours) {
        prove(view, slotEnd, effects);
      }
      commit(view, ours, slotEnd, next, effects);
    } else {
      submit(view, ours, slotEnd, next, effects);
    }
  }

  private boolean isOurs(long slot, long next, ContractView view) {
    SlotSchedule schedule = view.schedule();
    L1History.Entry seed = history.at(schedule.seedBlock(slot));
    if (seed == null) {
      return false;
    }
    Address agent = schedule.agent(slot, seed.block().hash());
    return agent.equals(self)
        || agent.equals(Address.ZERO) && next >= schedule.start(slot) + rank(view);
  }

  private void prove(ContractView view, long slotEnd, Effects effects) {
    for (ContractView.Commitment commitment : view.unproven()) {
      Batch batch = batches.get(commitment.index());
      boolean known = batch != null && batch.hash.equals(commitment.header());
      if (!known || batch.proof == null) {
        boolean overdue = view.prunableAt(rules.proveDeadline()) <= nextBlock();
        if (overdue && commitment == view.unproven().getFirst()) {
          send(new L1Call.Prune(), commitment.header(), slotEnd, effects);
        }
        return;
      }
      RootProof proof = batch.proof;
      L1Call call = new L1Call.ProveBatch(commitment.index(), proof.payee(), proof);
      if (!send(call, batch.hash, slotEnd, effects)) {
        return;
      }
    }
  }

  private void commit(ContractView view, boolean ours, long slotEnd, long next, Effects effects) {
    Hash256 parent = view.head();
    for (long index = view.committed() + 1; ; index++) {
      Batch batch = batches.get(index);
      if (batch == null || !isCommittable(batch, parent, next)) {
        return;
      }
      L1Call call = new L1Call.CommitBatch(batch.header, batch.certificate);
      boolean first = index == view.committed() + 1;
      if (!sendInTurn(call, batch, ours, first, view, slotEnd, next, effects)) {
        return;
      }
      parent = batch.hash;
    }
  }

  private void submit(ContractView view, boolean ours, long slotEnd, long next, Effects effects) {
    Hash256 parent = view.head();
    for (long index = view.proven() + 1; ; index++) {
      Batch batch = batches.get(index);
      if (batch == null || batch.proof == null || !isCommittable(batch, parent, next)) {
        return;
      }
      L1Call call =
          new L1Call.SubmitBatch(batch.header, batch.certificate, batch.proof.payee(), batch.proof);
      boolean first = index == view.proven() + 1;
      if (!sendInTurn(call, batch, ours, first, view, slotEnd, next, effects)) {
        return;
      }
      parent = batch.hash;
    }
  }

  private boolean isCommittable(Batch batch, Hash256 parent, long next) {
    return batch.header.parentHash().equals(parent)
        && batch.header.readyAt() <= next
        && policy.commits().test(batch.header);
  }

  /** In our slot all of it, till its end; in the fallback one batch, for one block. */
  private boolean sendInTurn(
      L1Call call,
      Batch batch,
      boolean ours,
      boolean first,
      ContractView view,
      long slotEnd,
      long next,
      Effects effects) {
    if (ours) {
      return send(call, batch.hash, slotEnd, effects);
    }
    long since = Math.max(view.lastCommitAt(), batch.header.readyAt());
    long opens = view.schedule().opensAt(since, rules.openAfterSlots());
    if (first && opens <= next && opens + rank(view) <= next) {
      send(call, batch.hash, next, effects);
    }
    return false;
  }

  /**
   * This agent's place among those who may all commit: they take turns, a block each, or all would
   * post and all but one pay for a revert. Drawn anew for each head.
   */
  private int rank(ContractView view) {
    Hash256 own = turn(view.head(), self);
    TreeSet<Address> others = new TreeSet<>();
    for (Seat seat : view.schedule().seats()) {
      others.add(seat.next());
    }
    others.remove(Address.ZERO);
    int rank = 0;
    for (Address other : others) {
      rank += turn(view.head(), other).compareTo(own) < 0 ? 1 : 0;
    }
    return rank;
  }

  private static Hash256 turn(Hash256 head, Address agent) {
    Keccak256 keccak = new Keccak256().putHash(head);
    return keccak.putInt(agent.w0()).putLong(agent.w1()).putLong(agent.w2()).digest();
  }

  // Calls that wait

  private long nextBlock() {
    return history.head().block().number() + 1;
  }

  /** Sends a call unless one for the same purpose waits; false if it must not be sent now. */
  private boolean send(L1Call call, Hash256 header, long notAfter, Effects effects) {
    Purpose purpose = new Purpose(call.getClass(), header);
    for (Waiting other : waiting.values()) {
      if (other.purpose.equals(purpose)) {
        return true;
      }
    }
    Backoff backoff = backoffs.get(purpose);
    L1Block head = history.head().block();
    if (backoff != null
        && history.head().view().schedule().slot(head.number()) < backoff.untilSlot) {
      return false;
    }
    Wei maxFee = head.baseFee().times(2).plus(policy.tip());
    Effect.PostL1 post = new Effect.PostL1(nextId++, call, notAfter, maxFee, policy.tip());
    waiting.put(post.id(), new Waiting(post, purpose, head.number()));
    effects.emit(post);
    return true;
  }

  /** Raises the price of calls that have waited, by the eighth that replaces a call anywhere. */
  private void bump(L1Block head, Effects effects) {
    for (Map.Entry<Long, Waiting> entry : waiting.entrySet()) {
      Waiting call = entry.getValue();
      if (head.number() - call.since < policy.bumpAfterBlocks()) {
        continue;
      }
      Effect.PostL1 old = call.post;
      Wei tip = raised(old.tip());
      Wei maxFee = raised(old.maxFee()).max(head.baseFee().times(2).plus(tip));
      Effect.PostL1 post = new Effect.PostL1(old.id(), old.call(), old.notAfter(), maxFee, tip);
      entry.setValue(new Waiting(post, call.purpose, head.number()));
      effects.emit(post);
    }
  }

  private static Wei raised(Wei fee) {
    return fee.mulDiv(9, 8).plus(Wei.of(1));
  }
}
