package io.crowdroll.protocol.node;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.BatchHeader;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Keccak256;
import io.crowdroll.protocol.submission.Certificate;
import io.crowdroll.protocol.submission.ContractView;
import io.crowdroll.protocol.submission.L1Block;
import io.crowdroll.protocol.submission.L1Call;
import io.crowdroll.protocol.submission.RootProof;
import io.crowdroll.protocol.submission.Seat;
import io.crowdroll.protocol.submission.SlotSchedule;
import io.crowdroll.protocol.submission.SubmissionRules;
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

  /**
   * The next L1 block, which is the first that may include a call.
   *
   * @param lastBlock the last that may: of our slot, or of our turn
   * @param ours whether the slot is this agent's, or nobody's and it is its turn
   */
  private record Next(long block, long slot, long lastBlock, boolean ours) {}

  /** Whose slot it is: asked at every event, drawn once. */
  private record Owned(SlotSchedule schedule, long slot, Hash256 seed, Address agent) {
    boolean isOf(SlotSchedule schedule, long slot, Hash256 seed) {
      return slot == this.slot && schedule == this.schedule && seed.equals(this.seed);
    }
  }

  private final Address self;
  private final SubmissionRules rules;
  private final AgentPolicy policy;
  private final L1History history;

  private final TreeMap<Long, Batch> batches = new TreeMap<>();
  private final Outbox outbox;
  private Owned owned;
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
    this.outbox = new Outbox(self, policy);
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
      outbox.restart(history.head().nextId());
    }
    for (L1Block block : changed.added()) {
      if (!history.add(block)) {
        halt(effects, "L1 block " + block.hash() + " does not extend the head");
        return;
      }
      outbox.settle(block, history.head().view().schedule().slot(block.number()), effects);
    }
    finish(effects);
  }

  private void halt(Effects effects, String why) {
    halted = true;
    effects.emit(new Effect.Alarm("L1_REORG_BEYOND_IMPORT_DEPTH", why));
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
    while (!batches.isEmpty() && batches.firstKey() <= settled) {
      outbox.forget(batches.pollFirstEntry().getValue().hash);
    }
  }

  // What is missing there

  private void post(Effects effects) {
    L1History.Entry head = history.head();
    ContractView view = head.view();
    if (view.frozen() || !policy.pays(head.block().baseFee())) {
      return;
    }
    outbox.bump(head.block(), effects);
    if (view.unproven().isEmpty() && !batches.containsKey(view.committed() + 1)) {
      return;
    }
    Next next = next(head.block(), view);
    if (rules.commitThenProve() && next.ours) {
      prove(view, next, effects);
    }
    commit(view, next, effects);
  }

  private Next next(L1Block head, ContractView view) {
    SlotSchedule schedule = view.schedule();
    long block = head.number() + 1;
    long slot = schedule.slot(block);
    L1History.Entry seed = history.at(schedule.seedBlock(slot));
    if (seed != null) {
      Address agent = owner(schedule, slot, seed.block().hash());
      if (agent.equals(self)) {
        return new Next(block, slot, schedule.start(slot + 1) - 1, true);
      }
      if (agent.equals(Address.ZERO)) {
        return new Next(block, slot, block, isTurn(view, block));
      }
    }
    return new Next(block, slot, block, false);
  }

  private Address owner(SlotSchedule schedule, long slot, Hash256 seed) {
    if (owned == null || !owned.isOf(schedule, slot, seed)) {
      owned = new Owned(schedule, slot, seed, schedule.agent(slot, seed));
    }
    return owned.agent;
  }

  private void prove(ContractView view, Next next, Effects effects) {
    for (ContractView.Commitment commitment : view.unproven()) {
      Batch batch = batches.get(commitment.index());
      boolean known = batch != null && batch.hash.equals(commitment.header());
      if (!known || batch.proof == null) {
        boolean first = commitment == view.unproven().getFirst();
        if (first && view.prunableAt(rules.proveDeadline()) <= next.block) {
          send(new L1Call.Prune(), commitment.header(), next, effects);
        }
        return;
      }
      RootProof proof = batch.proof;
      L1Call call = new L1Call.ProveBatch(commitment.index(), proof.payee(), proof);
      if (!send(call, batch.hash, next, effects)) {
        return;
      }
    }
  }

  /** In our slot all that is ready; once the fallback is open, one batch when it is our turn. */
  private void commit(ContractView view, Next next, Effects effects) {
    Hash256 parent = view.head();
    long index = view.committed() + 1;
    Batch batch = batches.get(index);
    while (isCommittable(batch, parent, next)) {
      boolean first = index == view.committed() + 1;
      boolean may = next.ours || first && isOpen(batch.header, view, next);
      if (!may || !send(callFor(batch), batch.hash, next, effects)) {
        return;
      }
      parent = batch.hash;
      batch = batches.get(++index);
    }
  }

  private boolean isCommittable(Batch batch, Hash256 parent, Next next) {
    return batch != null
        && batch.header.parentHash().equals(parent)
        && batch.header.readyAt() <= next.block
        && (rules.commitThenProve() || batch.proof != null)
        && policy.commits().test(batch.header);
  }

  private L1Call callFor(Batch batch) {
    return rules.commitThenProve()
        ? new L1Call.CommitBatch(batch.header, batch.certificate)
        : new L1Call.SubmitBatch(batch.header, batch.certificate, batch.proof.payee(), batch.proof);
  }

  /** The fallback (§7): the first block of a slot is left to its own agent all the same. */
  private boolean isOpen(BatchHeader header, ContractView view, Next next) {
    SlotSchedule schedule = view.schedule();
    long since = Math.max(view.lastCommitAt(), header.readyAt());
    boolean later = next.block > schedule.start(next.slot) || schedule.slotBlocks() == 1;
    return schedule.opensAt(since, rules.openAfterSlots()) <= next.block
        && later
        && isTurn(view, next.block);
  }

  /**
   * Where all may commit they take turns, a block each in an order drawn anew for each head: else
   * all would post and all but one pay for a revert.
   */
  private boolean isTurn(ContractView view, long block) {
    TreeSet<Address> agents = new TreeSet<>();
    for (Seat seat : view.schedule().seats()) {
      agents.add(seat.next());
    }
    agents.remove(Address.ZERO);
    agents.add(self);
    Hash256 own = lot(view.head(), self);
    int place = 0;
    for (Address agent : agents) {
      place += lot(view.head(), agent).compareTo(own) < 0 ? 1 : 0;
    }
    return Math.floorMod(block, agents.size()) == place;
  }

  private static Hash256 lot(Hash256 head, Address agent) {
    Keccak256 keccak = new Keccak256().putHash(head);
    return keccak.putInt(agent.w0()).putLong(agent.w1()).putLong(agent.w2()).digest();
  }

  private boolean send(L1Call call, Hash256 header, Next next, Effects effects) {
    L1Block head = history.head().block();
    return outbox.send(call, header, next.lastBlock, head, next.slot, effects);
  }
}
