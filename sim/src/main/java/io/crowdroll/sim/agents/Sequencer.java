package io.crowdroll.sim.agents;

import io.crowdroll.protocol.chain.Block;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.L1Origin;
import io.crowdroll.protocol.chain.Rejection;
import io.crowdroll.protocol.chain.Transaction;
import io.crowdroll.protocol.chain.ValidatorBits;
import io.crowdroll.protocol.consensus.ConsensusEvent;
import io.crowdroll.protocol.node.Effect;
import io.crowdroll.protocol.node.Event;
import io.crowdroll.protocol.node.Imports;
import io.crowdroll.protocol.node.Rollup;
import io.crowdroll.sim.kernel.EntityClass;
import io.crowdroll.sim.model.ConsensusModel;
import io.crowdroll.sim.model.ConsensusModel.Decision;
import io.crowdroll.sim.model.KeyedDraws;
import io.crowdroll.sim.model.Span;
import io.crowdroll.sim.model.TokenMarket;
import io.crowdroll.sim.scenario.Fidelity;
import java.util.List;

/** The validators as the makers of blocks: slots, leaders, proposals, finality. */
final class Sequencer {
  /** Takes what a final block has made true, and knows whether the chain must go back first. */
  interface Sink {
    void applied(Block block, List<Fact> facts);

    void followForks();
  }

  private final World world;
  private final Electorate electorate;
  private final Censors censors;
  private final Imports imports;
  private final TokenMarket market;
  private final ConsensusModel consensus;
  private final Wallets wallets;
  private final Sink sink;
  private final long slotMicros;

  /** The validators' machines at the full rung; {@code null} = modelled. */
  private final Council council;

  private L1Origin imported;
  private Block proposed;
  private long slotStart;
  private long finalAt;
  private boolean stalled;

  Sequencer(
      World world,
      Electorate electorate,
      Censors censors,
      Imports imports,
      TokenMarket market,
      Wallets wallets,
      Sink sink) {
    this.world = world;
    this.electorate = electorate;
    this.censors = censors;
    this.imports = imports;
    this.market = market;
    this.wallets = wallets;
    this.sink = sink;
    var rules = world.scenario().rules().consensus();
    slotMicros = Span.ofMillis(rules.slotMillis());
    consensus =
        new ConsensusModel(
            rules,
            electorate.stakes(),
            electorate.regions(world.latency()),
            world.latency(),
            new KeyedDraws(world.streams(), EntityClass.VALIDATOR, 1));
    council =
        world.scenario().fidelity().consensus() == Fidelity.Rung.FULL
            ? new Council(world, electorate, new OneChain())
            : null;
  }

  /** The first slot begins a slot's time after genesis. */
  void begin() {
    world.schedule(slotMicros, Happening.ACTION, Happening.SLOT, 0, 0);
    for (int i = 0; i < electorate.size() && electorate.fails(); i++) {
      expectPhaseOver(i, electorate.begin(i));
    }
  }

  private void expectPhaseOver(int validator, long end) {
    world.schedule(end, Happening.FIRST, Happening.VALIDATOR_PHASE_OVER, validator, 0);
  }

  /** A validator goes down or comes back. */
  void phaseOver(int validator) {
    expectPhaseOver(validator, electorate.nextPhase(validator, world.kernel().now()));
    resume();
  }

  /** Where no quorum was up, the slot begins when one is. */
  void resume() {
    if (council != null) {
      council.refresh();
      return;
    }
    if (stalled && consensus.hasQuorum(electorate.up())) {
      stalled = false;
      long now = World.wholeMillis(world.kernel().now());
      world.schedule(now, Happening.ACTION, Happening.SLOT, 0, 0);
    }
  }

  /** A slot begins: consensus decides who proposes when. */
  void slot() {
    sink.followForks();
    if (world.validator().isHalted()) {
      return;
    }
    slotStart = world.kernel().now();
    if (council != null) {
      imported = imports.origin();
      proposed = null;
      council.begin(rollup());
      return;
    }
    ValidatorBits up = electorate.up();
    if (!consensus.hasQuorum(up)) {
      stalled = true;
      return;
    }
    long height = rollup().height() + 1;
    var beacon = rollup().beacon().value();
    Decision decision =
        consensus.decide(
            height, slotStart, round -> rollup().validators().leader(beacon, height, round), up);
    long proposedAt = World.wholeMillis(decision.proposedAt());
    finalAt = Math.max(proposedAt, decision.finalAt());
    world.schedule(
        proposedAt, Happening.ACTION, Happening.PROPOSAL, decision.proposer(), decision.round());
  }

  /** The leader proposes. */
  void propose(int proposer, int round) {
    if (world.validator().isHalted()) {
      return;
    }
    build(proposer, round, electorate.up());
    world.schedule(finalAt, Happening.ACTION, Happening.FINALITY, 0, 0);
  }

  private void build(int proposer, int round, ValidatorBits attested) {
    Imports.Import next = imports.next();
    Event.ProposalDue due =
        new Event.ProposalDue(
            proposer,
            round,
            world.nowMillis(),
            next.origin(),
            attested,
            market.vote(),
            next.items(),
            next.refunds());
    world.validator().handle(world.nowMillis(), due, this::take);
  }

  /** L1 has lost what the chain has imported: every validator stops (PROTOCOL.md §2). */
  void lose(L1Origin origin) {
    world.validator().handle(world.nowMillis(), new Event.OriginLost(origin), this::take);
  }

  /** The contract is frozen: what comes after is for nothing. */
  void freeze() {
    world.validator().handle(world.nowMillis(), new Event.RollupFrozen(), this::take);
  }

  private void take(Effect effect) {
    switch (effect) {
      case Effect.Propose(Block block) -> {
        proposed = censors.filter(block, wallets::submitted, world::gossiped);
      }
      case Effect.Applied(Block block, List<Fact> facts) -> sink.applied(block, facts);
      case Effect.Refuse(Transaction transaction, Rejection reason) ->
          wallets.refused(transaction, reason);
      case Effect.Alarm(String name, String text) ->
          world
              .observer()
              .event(world.nowMillis(), "alarm", "every validator stops: " + name + ", " + text);
      default -> throw new IllegalStateException("a validator does not " + effect);
    }
  }

  /** A message or a timer of consensus reaches a validator. */
  void consensus(int validator, ConsensusEvent event) {
    if (!world.validator().isHalted()) {
      council.deliver(validator, event);
    }
  }

  /** The chain and the mempool that all honest validators have alike, at the full rung. */
  private final class OneChain implements Council.Chain {
    @Override
    public Block build(int proposer, int round, ValidatorBits attested) {
      if (proposed != null) {
        giveUp(proposed);
      }
      imports.rewind(imported);
      Sequencer.this.build(proposer, round, attested);
      return proposed;
    }

    @Override
    public void decided(Block block) {
      Block last = proposed;
      proposed = block;
      imports.rewind(block.origin());
      finalise(world.kernel().now());
      if (!block.hash().equals(last.hash())) {
        giveUp(last);
      }
    }

    /** What a proposal carries that came to nothing waits on. */
    private void giveUp(Block block) {
      world
          .validator()
          .handle(world.nowMillis(), new Event.ProposalFailed(block), Sequencer.this::take);
    }
  }

  /** The proposed block is final. */
  void finality() {
    finalise(finalAt);
  }

  private void finalise(long at) {
    world.validator().handle(world.nowMillis(), new Event.Finalised(proposed), this::take);
    long next = World.wholeMillis(Math.max(slotStart + slotMicros, at));
    world.schedule(next, Happening.ACTION, Happening.SLOT, 0, 0);
  }

  private Rollup rollup() {
    return world.validator().rollup();
  }
}
