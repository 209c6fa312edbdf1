package io.crowdroll.sim.agents;

import io.crowdroll.protocol.aggregation.BatchEnd;
import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.BatchHeader;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.ValidatorBits;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.node.Agent;
import io.crowdroll.protocol.node.AgentPolicy;
import io.crowdroll.protocol.node.Effect;
import io.crowdroll.protocol.node.Event;
import io.crowdroll.protocol.submission.Certificate;
import io.crowdroll.protocol.submission.RootProof;
import io.crowdroll.sim.model.StakeShare;
import io.crowdroll.sim.scenario.AgentGroup;
import io.crowdroll.sim.scenario.AgentGroup.Behaviour;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** The validators in their duty as submission agents, each as its group behaves. */
final class SubmissionAgents {
  private static final int BUMP_AFTER_BLOCKS = 2;

  private final World world;
  private final Electorate electorate;
  private final Layer1 layer1;
  private final List<Behaviour> behaviours;
  private final List<Agent> agents = new ArrayList<>();
  private final List<Address> signers;

  /** Of batches whose root proof is to come. */
  private final Long2ObjectOpenHashMap<Hash256> headers = new Long2ObjectOpenHashMap<>();

  SubmissionAgents(World world, Electorate electorate, Censors censors, Layer1 layer1) {
    this.world = world;
    this.electorate = electorate;
    this.layer1 = layer1;
    signers = IntStream.range(0, electorate.size()).mapToObj(Names::agent).toList();
    behaviours = behaviours(electorate, world.scenario().agents());
    for (int i = 0; i < electorate.size(); i++) {
      int validator = i;
      Behaviour behaviour = behaviours.get(i);
      AgentPolicy policy =
          new AgentPolicy(
              world.scenario().l1().baseFee().priorityFee(),
              BUMP_AFTER_BLOCKS,
              behaviour instanceof Behaviour.GasShy(Wei most) ? most : null,
              header -> isWilling(validator, censors, header));
      agents.add(
          new Agent(
              Names.agent(i),
              world.scenario().rules().submission(),
              policy,
              layer1.contract().deployedView(),
              world.scenario().rules().consensus().l1ImportDepth()));
      give(i, layer1.chain().history());
    }
  }

  private static List<Behaviour> behaviours(Electorate electorate, List<AgentGroup> groups) {
    List<Behaviour> behaviours =
        new ArrayList<>(Collections.nCopies(electorate.size(), new Behaviour.Honest()));
    ValidatorBits taken = ValidatorBits.NONE;
    for (AgentGroup group : groups) {
      if (!(group.behaviour() instanceof Behaviour.Honest)) {
        ValidatorBits members = StakeShare.pick(electorate.stakes(), group.stakeShare(), taken);
        for (int i = 0; i < electorate.size(); i++) {
          if (members.contains(i)) {
            taken = taken.with(i);
            behaviours.set(i, group.behaviour());
          }
        }
      }
    }
    return behaviours;
  }

  private boolean isWilling(int validator, Censors censors, BatchHeader header) {
    boolean refuses =
        behaviours.get(validator) instanceof Behaviour.Censor || censors.censorsBatches(validator);
    return !refuses || !world.targets().isInHeights(header.firstHeight(), header.lastHeight());
  }

  /** The scenario's name of an agent's behaviour. */
  String behaviour(int validator) {
    return switch (behaviours.get(validator)) {
      case Behaviour.Honest() -> "honest";
      case Behaviour.Absent() -> "absent";
      case Behaviour.GasShy _ -> "gas-shy";
      case Behaviour.Censor() -> "censor";
    };
  }

  /** Follows the L2 chain. */
  void take(Fact fact) {
    switch (fact) {
      case Fact.BatchClosed(BatchHeader header, _, _) -> {
        Hash256 hash = header.hash();
        headers.put(header.index(), hash);
        giveAll(new Event.BatchClosed(header, certificate(hash)));
      }
      case Fact.BatchProven proven -> {
        boolean bound = world.scenario().rules().payeeBound();
        Address account =
            bound ? world.validator().rollup().proving().address(proven.payee()) : Address.ZERO;
        RootProof proof = RootProof.of(headers.remove(proven.batch()), proven, account);
        giveAll(new Event.BatchProven(proven.batch(), proof));
      }
      default -> {}
    }
  }

  /** Validators that are down sign when they are back; a closed batch is signed by all. */
  private Certificate certificate(Hash256 header) {
    if (!world.scenario().rules().submission().certificate()) {
      return Certificate.NONE;
    }
    return new Certificate(header, signers);
  }

  /** Follows L1. */
  void take(Event.L1Changed change) {
    giveAll(change);
  }

  private void giveAll(Event.OfAgent event) {
    for (int i = 0; i < agents.size(); i++) {
      give(i, event);
    }
  }

  private void give(int validator, Event.OfAgent event) {
    if (behaviours.get(validator) instanceof Behaviour.Absent) {
      return; // or its calls that nobody sends would pile up
    }
    agents.get(validator).handle(world.nowMillis(), event, effect -> take(validator, effect));
  }

  private void take(int validator, Effect effect) {
    switch (effect) {
      case Effect.PostL1 post -> {
        if (electorate.isUp(validator)) {
          layer1.chain().post(Names.agent(validator), post);
        }
      }
      case Effect.Alarm(String name, String text) ->
          world
              .observer()
              .event(world.nowMillis(), "alarm", "agent " + validator + ": " + name + ", " + text);
      case Effect.BatchFinal(long index) -> {
        // Every agent says so; the observer reads it off L1 itself.
        List<BatchEnd> ends = world.validator().rollup().batchEnds();
        world.proofs().batchFinal(ends.get((int) index - 1).transition());
      }
      default -> throw new IllegalStateException("an agent does not " + effect);
    }
  }
}
