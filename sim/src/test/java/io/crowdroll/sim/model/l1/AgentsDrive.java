package io.crowdroll.sim.model.l1;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.BatchHeader;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.node.Agent;
import io.crowdroll.protocol.node.AgentPolicy;
import io.crowdroll.protocol.node.Effect;
import io.crowdroll.protocol.node.Event;
import io.crowdroll.protocol.submission.Certificate;
import io.crowdroll.protocol.submission.L1Block;
import io.crowdroll.protocol.submission.L1Log;
import io.crowdroll.protocol.submission.RootProof;
import io.crowdroll.protocol.submission.SlotSchedule;
import io.crowdroll.protocol.submission.SubmissionRules;
import io.crowdroll.sim.scenario.L1Model;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongPredicate;

/** All agents of {@link Harness#SET} on a modelled L1, with batches that the test closes. */
final class AgentsDrive {
  private static final int PAYEE = 3;

  final L1Contract contract;
  final L1Chain chain;
  final List<BatchHeader> closed = new ArrayList<>();
  final List<String> alarms = new ArrayList<>();

  /** Final batches as each agent named them. */
  final List<List<Long>> finals = new ArrayList<>();

  /** The canonical chain as a node follows it. */
  private final Deque<L1Block> canonical = new ArrayDeque<>();

  private final List<Agent> agents = new ArrayList<>();
  private final SubmissionRules rules;

  /** Whether an agent's calls leave its machine in a slot. */
  private final List<LongPredicate> online = new ArrayList<>();

  private long now;

  AgentsDrive(SubmissionRules rules, L1Model model, long seed) {
    this.rules = rules;
    boolean hardened = rules.commitThenProve();
    SlotSchedule schedule = SlotSchedule.apportioned(rules.slotBlocks(), Harness.SET);
    contract = new Harness(rules, hardened ? Harness.ALLOWANCE : null, schedule).contract;
    chain = L1ChainTest.chain(contract, model, seed);
    for (Address validator : Harness.SET.members()) {
      AgentPolicy policy = AgentPolicy.honest(model.baseFee().priorityFee());
      agents.add(new Agent(validator, rules, policy, contract.deployedView(), 64));
      finals.add(new ArrayList<>());
      online.add(_ -> true);
    }
    deliver(chain.history());
  }

  /** Makes an agent's calls leave it only in the slots that pass. */
  void online(int agent, LongPredicate slots) {
    online.set(agent, slots);
  }

  /** The next L1 slot; false if it is missed. */
  boolean mine() {
    now += 12_000;
    var change = chain.mine(now);
    change.ifPresent(this::deliver);
    contract.checkInvariants();
    return change.isPresent();
  }

  void mine(int slots) {
    for (int i = 0; i < slots; i++) {
      mine();
    }
  }

  void reorg(int depth) {
    deliver(chain.reorg(depth));
  }

  /** L2 closes one more batch. */
  BatchHeader close() {
    Head parent =
        closed.isEmpty()
            ? new Harness(rules, null, contract.schedule()).committedHead()
            : Head.of(closed.getLast());
    Draft draft = new Draft(parent, chain.head().number());
    draft.l1Origin = Math.max(parent.l1Origin(), chain.head().number() - 64);
    draft.readyAt = chain.head().number();
    BatchHeader header = draft.build();
    closed.add(header);
    boolean signed = rules.certificate();
    handle(new Event.BatchClosed(header, signed ? Harness.certificate(header) : Certificate.NONE));
    return header;
  }

  /** L2 finishes the root proof of a batch. */
  void prove(BatchHeader header) {
    handle(
        new Event.BatchProven(header.index(), new RootProof.Modelled(header.hash(), PAYEE, true)));
  }

  private void deliver(Event.L1Changed change) {
    for (Hash256 hash : change.removed()) {
      if (!canonical.removeLast().hash().equals(hash)) {
        throw new AssertionError("removed block " + hash + " was not the head");
      }
    }
    canonical.addAll(change.added());
    handle(change);
  }

  private void handle(Event.OfAgent event) {
    for (int i = 0; i < agents.size(); i++) {
      int agent = i;
      agents.get(i).handle(now, event, effect -> take(agent, effect));
    }
  }

  private void take(int agent, Effect effect) {
    switch (effect) {
      case Effect.PostL1 post -> {
        long slot = contract.schedule().slot(chain.head().number() + 1);
        if (online.get(agent).test(slot)) {
          chain.post(Harness.validator(agent), post);
        }
      }
      case Effect.BatchFinal(long index) -> finals.get(agent).add(index);
      case Effect.Alarm(String name, String text) -> alarms.add(name + " " + text);
      default -> throw new AssertionError("an agent has no business with " + effect);
    }
  }

  /** The canonical chain's logs. */
  List<L1Log> logs() {
    return canonical.stream().flatMap(block -> block.logs().stream()).toList();
  }

  /** The canonical chain's receipts. */
  List<L1Block.Receipt> receipts() {
    return canonical.stream().flatMap(block -> block.receipts().stream()).toList();
  }
}
