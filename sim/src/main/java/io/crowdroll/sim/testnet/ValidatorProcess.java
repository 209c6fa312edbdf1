package io.crowdroll.sim.testnet;

import io.crowdroll.contracts.l1.Account;
import io.crowdroll.contracts.l1.L1Link;
import io.crowdroll.contracts.l1.Poster;
import io.crowdroll.contracts.l1.Rpc;
import io.crowdroll.contracts.l1.Watcher;
import io.crowdroll.protocol.chain.Payee;
import io.crowdroll.protocol.node.Effect;
import io.crowdroll.protocol.node.Genesis;
import io.crowdroll.protocol.node.NodeConfig;
import io.crowdroll.protocol.node.NodeEffect;
import io.crowdroll.protocol.node.NodeEvent;
import io.crowdroll.protocol.node.ValidatorNode;
import io.crowdroll.protocol.submission.L1Block;
import io.crowdroll.sim.testnet.p2p.Peer;
import io.crowdroll.sim.testnet.p2p.PeerNetwork;
import io.crowdroll.sim.testnet.p2p.Sink;
import io.crowdroll.sim.testnet.rpc.RpcServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ForkJoinPool;

/** A validator in a process of its own: the machine, its record, its links and its JSON-RPC. */
final class ValidatorProcess implements NodeProcess {
  private static final Duration L1_INTERVAL = Duration.ofMillis(500);

  /** Messages that may wait for the node; a peer that sends more is read no further. */
  private static final int MAX_WAITING = 10_000;

  private static final long FULL_MILLIS = 5;

  private final NodeSetup.OfValidator setup;
  private final RocksStore store;
  private final NodeLoop<ValidatorNode> loop;
  private final ProofMachine proofs;
  private final ForkJoinPool checkers;
  private final PeerNetwork peers;
  private final L1Link l1;
  private final Rpc l1Rpc;
  private final RpcServer rpc;
  private boolean saidUnposted;

  /**
   * Starts it.
   *
   * @param folder its own
   * @throws IOException if a port is taken, or the record is another process's
   */
  ValidatorProcess(NodeSetup.OfValidator setup, Path folder) throws IOException {
    this.setup = setup;
    store = new RocksStore(folder.resolve("record"), true);
    Genesis genesis = setup.start().genesis();
    checkers = new ForkJoinPool(Runtime.getRuntime().availableProcessors());
    ValidatorNode node =
        new ValidatorNode(setup.start(), VerifyingKeys.system(folder, genesis.rules(), checkers));
    ValidatorPort port = new ValidatorPort(node.rollup());
    loop =
        new NodeLoop<>(
            node,
            new NodeLog(store),
            setup.keys(),
            (it, _, effect) -> port.told(it, effect),
            this::act);
    port.connect(loop);
    proofs =
        genesis.rules().provenOnly()
            ? new Groth16Proofs(
                node.rollup().proving().address(Payee.validator(self())),
                VerifyingKeys.isLiteral(genesis.rules()),
                loop::take)
            : new ModelledProofs(setup.microsPerUnit(), loop::take);
    peers = links();
    l1Rpc = new Rpc(URI.create(setup.l1()));
    Account agent = new Account(setup.keys().agent(), setup.keys().l1ChainId());
    l1 =
        new L1Link(
            watcher(node),
            new Poster(l1Rpc, setup.contracts(), agent),
            L1_INTERVAL,
            change -> loop.take(new NodeEvent.L1(change.removed(), change.added())),
            trouble -> NodeMain.log("L1: " + trouble));
    loop.start(setup.start());
    rpc =
        RpcServer.start(
            port,
            setup.start().version(),
            InetAddress.getLoopbackAddress(),
            setup.httpPort(),
            setup.socketPort());
  }

  /** Goes on where the node's record ends; a new one needs the blocks that seed the first slots. */
  private Watcher watcher(ValidatorNode node) {
    L1Block known = node.l1Head();
    return loop.hasRecord()
        ? new Watcher(l1Rpc, setup.contracts(), known.number(), known.hash())
        : new Watcher(l1Rpc, setup.contracts(), setup.l1From(), setup.l1FromHash());
  }

  private int self() {
    return ((NodeConfig.OfValidator) setup.start().config()).self();
  }

  private PeerNetwork links() throws IOException {
    List<Peer> all =
        setup.neighbours().stream()
            .map(
                it ->
                    new Peer(
                        it.index(),
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), it.port()),
                        it.publicKey()))
            .toList();
    return new PeerNetwork(
        all.get(self()),
        setup.keys().voting(),
        all.stream().filter(peer -> peer.index() != self()).toList(),
        setup.keys().deployment().chainId(),
        new Inbox());
  }

  private void act(NodeEffect effect) {
    switch (effect) {
      case NodeEffect.Send(int peer, byte[] message) -> peers.send(peer, message);
      case NodeEffect.Broadcast(byte[] message, int except) -> peers.broadcast(message, except);
      case NodeEffect.PostL1(var post) -> post(post);
      case NodeEffect.StartProof start -> proofs.start(start);
      case NodeEffect.StopProof(long task) -> proofs.stop(task);
      case NodeEffect.Alarm(String name, String text) -> NodeMain.log(name + ": " + text);
      case NodeEffect.Dropped _, NodeEffect.Applied _, NodeEffect.BatchFinal _ -> {}
      case NodeEffect.Sign _,
          NodeEffect.SetTimer _,
          NodeEffect.Taken _,
          NodeEffect.Refused _,
          NodeEffect.Submit _ ->
          throw new IllegalStateException("not for this edge: " + effect);
    }
  }

  /** What is modelled has no bytes that the contract on L1 could check. */
  private void post(Effect.PostL1 post) {
    if (setup.start().genesis().rules().provenOnly()) {
      l1.post(post);
    } else if (!saidUnposted) {
      saidUnposted = true;
      NodeMain.log("proofs are modelled: nothing is committed to L1");
    }
  }

  /** Turns frames into events. */
  private final class Inbox implements Sink {
    @Override
    public void received(int peer, byte[] frame) {
      while (loop.waiting() > MAX_WAITING) {
        NodeMain.pause(FULL_MILLIS);
      }
      loop.take(new NodeEvent.Message(peer, frame));
    }

    @Override
    public void connected(int peer) {
      NodeMain.log("link to validator " + peer);
    }

    @Override
    public void disconnected(int peer) {
      NodeMain.log("no link to validator " + peer);
    }
  }

  @Override
  public void obey(NodeOrder order) {
    switch (order) {
      case NodeOrder.Partition(var others) -> peers.partition(others);
      case NodeOrder.Delay(long millis) -> peers.delay(millis);
    }
  }

  @Override
  public void close() {
    rpc.close();
    peers.close();
    l1.close();
    proofs.close();
    loop.close();
    checkers.close();
    l1Rpc.close();
    store.close();
  }
}
