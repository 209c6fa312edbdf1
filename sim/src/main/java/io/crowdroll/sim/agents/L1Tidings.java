package io.crowdroll.sim.agents;

import io.crowdroll.protocol.node.Event;
import io.crowdroll.protocol.node.Imports;
import io.crowdroll.protocol.submission.SlotSchedule;
import io.crowdroll.sim.model.Span;

/** L1's blocks and reorganisations as they come, and who hears of them in which order. */
final class L1Tidings {
  private final World world;
  private final Layer1 layer1;
  private final Imports imports;
  private final Sequencer sequencer;
  private final Forks forks;
  private final SubmissionAgents agents;
  private final Outsiders outsiders;
  private long submissionSlot = Long.MIN_VALUE;
  private boolean frozen;

  L1Tidings(
      World world,
      Layer1 layer1,
      Imports imports,
      Sequencer sequencer,
      Forks forks,
      SubmissionAgents agents,
      Outsiders outsiders) {
    this.world = world;
    this.layer1 = layer1;
    this.imports = imports;
    this.sequencer = sequencer;
    this.forks = forks;
    this.agents = agents;
    this.outsiders = outsiders;
  }

  void begin() {
    expectSlot();
    expectReorg();
  }

  private void expectSlot() {
    long next = world.kernel().now() + Span.ofMillis(world.scenario().l1().blockMillis());
    world.schedule(next, Happening.FIRST, Happening.L1_SLOT, 0, 0);
  }

  private void expectReorg() {
    long next = World.wholeMillis(Span.plus(world.kernel().now(), layer1.untilReorg()));
    world.schedule(next, Happening.FIRST, Happening.L1_REORG, 0, 0);
  }

  /** It is time for an L1 block. */
  void slot() {
    layer1.chain().mine(world.nowMillis()).ifPresent(this::changed);
    layer1.contract().checkInvariants();
    expectSlot();
  }

  /** A reorganisation that comes by chance. */
  void reorg() {
    reorganise(layer1.reorgDepth());
    expectReorg();
  }

  void reorganise(int depth) {
    world.observer().event(world.nowMillis(), "reorg", "L1 replaces its last " + depth + " blocks");
    changed(layer1.chain().reorg(depth));
  }

  private void changed(Event.L1Changed change) {
    if (!imports.take(change)) {
      sequencer.lose(imports.origin());
    }
    world.observer().l1(world.nowMillis(), change);
    layer1.take(
        change,
        enqueued ->
            world
                .observer()
                .queued(
                    world.nowMillis(),
                    enqueued.item(),
                    world.targets().isSender(enqueued.item().sender())));
    tellSubmissionSlot();
    forks.l1Changed();
    agents.take(change);
    outsiders.take(change);
    if (layer1.contract().isFrozen() && !frozen) {
      frozen = true;
      world.observer().event(world.nowMillis(), "freeze", "the contract is frozen for ever");
      sequencer.freeze();
    }
  }

  private void tellSubmissionSlot() {
    SlotSchedule schedule = layer1.contract().schedule();
    long slot = schedule.slot(layer1.chain().head().number() + 1);
    if (slot > submissionSlot) {
      submissionSlot = slot;
      var seed = imports.hash(schedule.seedBlock(slot));
      int owner = seed == null ? -1 : Names.agentIndex(schedule.agent(slot, seed));
      world.observer().submissionSlot(world.nowMillis(), slot, owner);
    }
  }
}
