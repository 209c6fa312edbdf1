package io.crowdroll.sim.testnet.l1;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agents post real batches to the real contract, block by block, and heal what L1 does to them. */
@Tag("testnet")
class AgentsOnAnvilTest {
  private static final int REORG_DEPTH = 64;
  private static final Wei TIP = Wei.of(1_000_000_000);

  /** A validator's agent with its link to L1, driven by the test. */
  private static final class Station {
    final Agent agent;
    final Watcher watcher;
    final Poster poster;
    final List<Effect> said = new ArrayList<>();

    Station(OnAnvil l1, Address self, L1Block deployment) {
      ContractView genesis = ContractView.deployed(l1.deployed.block(), l1.schedule);
      agent = new Agent(self, OnAnvil.RULES, AgentPolicy.honest(TIP), genesis, REORG_DEPTH);
      watcher = new Watcher(l1.rpc, l1.deployed, deployment.number(), deployment.hash());
      poster = new Poster(l1.rpc, l1.deployed, l1.account(self));
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

  @TempDir private Path directory;
  private final List<Station> stations = new ArrayList<>();
  private final List<BatchHeader> headers = new ArrayList<>();

  @Test
  void batchesBecomeFinal() throws IOException {
    try (OnAnvil l1 = start()) {
      close(l1, 3);
      run(l1, 60);
      assertThat(finalBatches()).containsOnly(3L);
    }
  }

  @Test
  void whatReorganisationsTakeIsPostedAgain() throws IOException {
    heal(10);
  }

  @Tag("long")
  @Test
  void aHundredReorganisationsHeal() throws IOException {
    heal(100);
  }

  private void heal(int reorganisations) throws IOException {
    Random random = new Random(8);
    try (OnAnvil l1 = start()) {
      run(l1, REORG_DEPTH); // or the contract itself would be gone
      for (int i = 1; i <= reorganisations; i++) {
        close(l1, i);
        run(l1, 1 + random.nextInt(4));
        l1.anvil.reorg(1 + random.nextInt(63));
      }
      run(l1, 120);
      assertThat(finalBatches()).containsOnly((long) reorganisations);
      assertThat(said(Effect.Alarm.class))
          .noneMatch(alarm -> alarm.name().equals("L1_REORG_BEYOND_IMPORT_DEPTH"));
    }
  }

  private OnAnvil start() throws IOException {
    OnAnvil l1 = new OnAnvil(directory);
    L1Block deployment = Watcher.bare(l1.rpc, l1.deployed.block());
    for (Address self : l1.signers.members()) {
      stations.add(new Station(l1, self, deployment));
    }
    return l1;
  }

  /** Closes batches up to an index, proven at once. */
  private void close(OnAnvil l1, int upTo) throws IOException {
    while (headers.size() < upTo) {
      BatchHeader last = headers.isEmpty() ? null : headers.getLast();
      BatchHeader header =
          l1.header(
              headers.size() + 1,
              last == null ? Hash256.ZERO : last.hash(),
              last == null ? OnAnvil.ROOT : last.postRoot(),
              l1.deployed.block(),
              OnAnvil.withdraw(new Address(1, 2, 3), new Address(4, 5, 6), Wei.of(7)));
      headers.add(header);
      Certificate certificate = l1.certificate(header);
      RootProof proof = OnAnvil.proof(header);
      for (Station station : stations) {
        station.give(new Event.BatchClosed(header, certificate));
        station.give(new Event.BatchProven(header.index(), proof));
      }
    }
  }

  private void run(OnAnvil l1, int blocks) throws IOException {
    for (int i = 0; i < blocks; i++) {
      l1.anvil.mine(1);
      for (Station station : stations) {
        station.look();
      }
    }
  }

  /** The last batch that each agent has said to be final. */
  private List<Long> finalBatches() {
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

  private <T> List<T> said(Class<T> kind) {
    return stations.stream()
        .flatMap(station -> station.said.stream())
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }
}
