package io.crowdroll.sim.testnet;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.ProofSystem;
import io.crowdroll.protocol.node.NodeEffect;
import io.crowdroll.protocol.node.NodeEvent;
import io.crowdroll.protocol.node.NodeMachine;
import io.crowdroll.protocol.node.RpcCall;
import io.crowdroll.protocol.node.ValidatorNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One validator alone, which is a quorum, on a real clock, thread and disk. */
class NodeLoopTest {
  @TempDir Path run;
  private VirtualNetwork network;

  @BeforeEach
  void plan() throws Exception {
    network =
        new VirtualNetwork(
            ValidatorNodeTest.scenario(
                "protocol.consensus.slot=50 ms", "protocol.consensus.voteTimeout=50 ms"),
            1,
            2,
            0,
            1);
  }

  /** A life of the node. */
  private final class Life implements AutoCloseable {
    private final RocksStore store = new RocksStore(record(), true);
    private final NodeLoop<NodeMachine> loop;

    Life() throws IOException {
      VirtualNetwork.Node node = network.validators.getFirst();
      loop =
          new NodeLoop<>(
              NodeMachine.of(node.start, ProofSystem.MODELLED),
              new NodeLog(store),
              node.keys,
              (_, _, _) -> {},
              _ -> {});
      loop.start(node.start);
    }

    long height() {
      return loop.read(node -> ((ValidatorNode) node).rollup().height());
    }

    void awaitHeight(long height) throws InterruptedException {
      for (int i = 0; i < 1_000 && height() < height; i++) {
        Thread.sleep(20);
      }
      assertThat(height()).isGreaterThanOrEqualTo(height);
    }

    NodeEffect call(RpcCall call) throws Exception {
      return loop.call(call).get(20, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
      loop.close();
      store.close();
    }
  }

  private Path record() {
    return run.resolve("validator-0").resolve(Replay.RECORD);
  }

  private Replay.Report replay() throws Exception {
    Replay replay =
        new Replay(
            (_, start) -> NodeMachine.of(start, ProofSystem.MODELLED), (_, _, _, _, _) -> {});
    return replay.run(run);
  }

  @Test
  void aNodeMakesBlocksAndGoesOnFromItsRecordAndIsReplayed() throws Exception {
    RpcCall.Transact transfer = new RpcCall.Transact(network.message(0, 1).encode());
    long reached;
    try (Life life = new Life()) {
      assertThat(life.call(transfer)).isInstanceOf(NodeEffect.Taken.class);
      life.awaitHeight(3);
      reached = life.height();
    }
    try (Life life = new Life()) {
      assertThat(life.height()).isGreaterThanOrEqualTo(reached);
      life.awaitHeight(reached + 3);
      assertThat(life.call(transfer)).isInstanceOf(NodeEffect.Refused.class);
    }
    Replay.Report report = replay();
    assertThat(report.differences()).isEmpty();
    assertThat(report.nodes()).isOne();
  }

  @Test
  void effectsThatAreNotTheRecordedOnesAreFoundOut() throws Exception {
    try (Life life = new Life()) {
      life.awaitHeight(2);
    }
    try (RocksStore store = new RocksStore(record(), true)) {
      byte[] event = new NodeEvent.Message(0, new byte[] {1}).encode();
      NodeLog log = new NodeLog(store);
      log.append(List.of(new NodeLog.Entry(Long.MAX_VALUE, event, Hash256.ZERO)));
    }
    assertThat(replay().differences()).hasSize(1).first().asString().contains("other effects");
  }

  @Test
  void aMessageThatNobodySentIsFoundOut() throws Exception {
    try (Life life = new Life()) {
      life.awaitHeight(1);
      life.loop.take(new NodeEvent.Message(0, new byte[] {1, 2, 3}));
      life.height();
    }
    assertThat(replay().differences()).hasSize(1).first().asString().contains("has not sent");
  }

  @Test
  void aTornTailIsCutOff() throws Exception {
    try (RocksStore store = new RocksStore(record(), true)) {
      NodeLog log = new NodeLog(store);
      for (int i = 0; i < 5; i++) {
        byte[] event = new NodeEvent.TimerFired(i).encode();
        log.append(List.of(new NodeLog.Entry(i, event, Hash256.ZERO)));
      }
    }
    Path tail;
    try (var files = Files.list(record())) {
      tail = files.filter(file -> file.toString().endsWith(".log")).findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(tail);
    Files.write(tail, Arrays.copyOf(bytes, bytes.length - 3));
    List<Long> times = new ArrayList<>();
    try (RocksStore store = new RocksStore(record(), true)) {
      new NodeLog(store).scan(entry -> times.add(entry.now()));
    }
    assertThat(times).containsExactly(0L, 1L, 2L, 3L);
  }
}
