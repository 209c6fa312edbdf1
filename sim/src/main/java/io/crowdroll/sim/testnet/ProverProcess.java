package io.crowdroll.sim.testnet;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Keccak256;
import io.crowdroll.protocol.node.NodeConfig;
import io.crowdroll.protocol.node.NodeEffect;
import io.crowdroll.protocol.node.NodeEvent;
import io.crowdroll.protocol.node.ProverNode;
import io.crowdroll.protocol.node.ProverWork;
import io.crowdroll.protocol.node.RecordCodec;
import io.crowdroll.protocol.node.RpcCall;
import io.crowdroll.sim.testnet.rpc.RpcClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A prover in a process of its own. As a plugin in a browser would, it speaks to validators by
 * JSON-RPC: asks one after another for its work, and hands what it has to say to two of them.
 */
final class ProverProcess implements NodeProcess {
  private static final int TOLD = 2;

  private final NodeSetup.OfProver setup;
  private final RocksStore store;
  private final NodeLoop<ProverNode> loop;
  private final ProofMachine proofs;
  private final List<RpcClient> validators;
  private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
  private final Thread poller;
  private byte[] lastWork = {};
  private volatile int turn;
  private volatile boolean closed;

  /**
   * Starts it.
   *
   * @param folder its own
   * @throws IOException if the record is another process's
   */
  ProverProcess(NodeSetup.OfProver setup, Path folder) throws IOException {
    this.setup = setup;
    store = new RocksStore(folder.resolve("record"), true);
    validators =
        Arrays.stream(setup.validators())
            .mapToObj(port -> new RpcClient(URI.create("http://127.0.0.1:" + port)))
            .toList();
    loop =
        new NodeLoop<>(
            new ProverNode(setup.start()),
            new NodeLog(store),
            setup.keys(),
            (_, _, _) -> {},
            this::act);
    var rules = setup.start().genesis().rules();
    boolean literal = VerifyingKeys.isLiteral(rules);
    proofs =
        rules.provenOnly()
            ? new Groth16Proofs(account(), literal, loop::take)
                .prepared(rules.aggregation().batchSize(), literal)
            : new ModelledProofs(setup.microsPerUnit(), loop::take);
    loop.start(setup.start());
    poller = Thread.ofPlatform().daemon().name("poll").start(this::poll);
  }

  private void act(NodeEffect effect) {
    switch (effect) {
      case NodeEffect.Submit(byte[] coordination) -> {
        for (int i = 0; i < Math.min(TOLD, validators.size()); i++) {
          RpcClient validator = validators.get((turn + i) % validators.size());
          senders.execute(() -> submit(validator, coordination));
        }
      }
      case NodeEffect.StartProof start -> {
        if (sleepsOver(start.task())) {
          NodeMain.log("sleeps over task " + start.task());
        } else {
          proofs.start(start);
        }
      }
      case NodeEffect.StopProof(long task) -> proofs.stop(task);
      default -> throw new IllegalStateException("a prover does not " + effect);
    }
  }

  /** By lot, the same one whenever the process asks again. */
  private boolean sleepsOver(long task) {
    Hash256 lot = new Keccak256().putBytes(account().toBytes()).putLong(task).digest();
    return Long.remainderUnsigned(lot.w0(), 1_000) < setup.sleepPermille();
  }

  /** The node sends again what it does not see in the chain. */
  private static void submit(RpcClient validator, byte[] coordination) {
    try {
      String hex = "0x" + HexFormat.of().formatHex(coordination);
      validator.call("crowdroll_sendCoordination", hex);
    } catch (IOException e) {
      NodeMain.log("not submitted: " + e.getMessage());
    }
  }

  private Address account() {
    return ((NodeConfig.OfProver) setup.start().config()).account();
  }

  private void poll() {
    String account = account().toString();
    while (!closed) {
      try {
        RpcClient validator = validators.get(turn % validators.size());
        String hex = validator.call("crowdroll_proverWork", account).stringValue();
        learn(HexFormat.of().parseHex(hex.substring(2)));
      } catch (IOException e) {
        turn++; // another one may be up
      }
      NodeMain.pause(setup.pollMillis());
    }
  }

  private void learn(byte[] bytes) {
    ProverWork work = RecordCodec.decode(ProverWork.class, bytes);
    if (work != null && !Arrays.equals(bytes, lastWork)) {
      lastWork = bytes;
      loop.take(new NodeEvent.Rpc(new RpcCall.Work(work).encode()));
    }
  }

  @Override
  public void obey(NodeOrder order) {
    NodeMain.log("a prover has no links to cut");
  }

  @Override
  public void close() {
    closed = true;
    poller.interrupt();
    proofs.close();
    loop.close();
    senders.shutdownNow();
    validators.forEach(RpcClient::close);
    store.close();
  }
}
