package io.crowdroll.sim.testnet.l1;

import io.crowdroll.contracts.l1.Poster;
import io.crowdroll.contracts.l1.Watcher;
import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.BatchHeader;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.node.Agent;
import io.crowdroll.protocol.node.AgentPolicy;
import io.crowdroll.protocol.node.Effect;
import io.crowdroll.protocol.node.Event;
import io.crowdroll.protocol.submission.Certificate;
import io.crowdroll.protocol.submission.ContractView;
import io.crowdroll.protocol.submission.L1Block;
import io.crowdroll.protocol.submission.RootProof;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The validators' agents, each with a link of its own to L1, and the batches they are to post. */
final class Stations {
  /** Deepest reorganisation that the agents follow. */
  static final int REORG_DEPTH = 64;

  static final Wei TIP = Wei.of(1_000_000_000);

  /** One agent. */
  private static final class Station {
    final Agent agent;
    final Watcher watcher;
    final Poster poster;
    final List<Effect> said = new ArrayList<>();

    Station(TestRollup rollup, Address self, L1Block deployment) {
      ContractView genesis = ContractView.deployed(rollup.deployed.block(), rollup.schedule);
      agent = new Agent(self, TestRollup.RULES, AgentPolicy.honest(TIP), genesis, REORG_DEPTH);
      watcher = new Watcher(rollup.rpc, rollup.deployed, deployment.number(), deployment.hash());
      poster = new Poster(rollup.rpc, rollup.deployed, rollup.account(self));
    }

    void look() throws IOException {
      Optional<Event.L1Changed> change = watcher.poll();
      while (change.isPresent()) {
        if (!change.get().removed().isEmpty()) {
          poster.forget();
        }
        give(change.get());
        poster.tend(watcher.head());
        change = watcher.poll();
      }
    }

    void give(Event.OfAgent event) throws IOException {
      List<Effect> effects = new ArrayList<>();
      agent.handle(0, event, effects::add);
      said.addAll(effects);
      for (Effect effect : effects) {
        if (effect instanceof Effect.PostL1 post) {
          poster.post(post);
        }
      }
    }
  }

  private final TestRollup rollup;
  private final List<Station> stations = new ArrayList<>();
  private final List<BatchHeader> headers = new ArrayList<>();

  Stations(TestRollup rollup) throws IOException {
    this.rollup = rollup;
    L1Block deployment = Watcher.bare(rollup.rpc, rollup.deployed.block());
    for (Address self : rollup.signers.members()) {
      stations.add(new Station(rollup, self, deployment));
    }
  }

  /** Closes batches up to an index, proven at once. */
  void close(int upTo) throws IOException {
    while (headers.size() < upTo) {
      BatchHeader header = next();
      headers.add(header);
      Certificate certificate = rollup.certificate(header);
      RootProof proof = TestRollup.proof(header);
      for (Station station : stations) {
        station.give(new Event.BatchClosed(header, certificate));
        station.give(new Event.BatchProven(header.index(), proof));
      }
    }
  }

  private BatchHeader next() {
    BatchHeader last = headers.isEmpty() ? null : headers.getLast();
    return rollup.header(
        headers.size() + 1,
        last == null ? Hash256.ZERO : last.hash(),
        last == null ? TestRollup.ROOT : last.postRoot(),
        rollup.deployed.block(),
        TestRollup.withdraw(new Address(1, 2, 3), new Address(4, 5, 6), Wei.of(7)));
  }

  /** Each agent looks at L1 and does what it wants to do. */
  void look() throws IOException {
    for (Station station : stations) {
      station.look();
    }
  }

  /** The last batch that each agent has said to be final. */
  List<Long> finalBatches() {
    return stations.stream()
        .map(
            station ->
                station.said.stream()
                    .filter(Effect.BatchFinal.class::isInstance)
                    .mapToLong(effect -> ((Effect.BatchFinal) effect).index())
                    .max()
                    .orElse(0))
        .toList();
  }

  /** Names of the alarms so far. */
  List<String> alarms() {
    return stations.stream()
        .flatMap(station -> station.said.stream())
        .filter(Effect.Alarm.class::isInstance)
        .map(effect -> ((Effect.Alarm) effect).name())
        .toList();
  }
}
