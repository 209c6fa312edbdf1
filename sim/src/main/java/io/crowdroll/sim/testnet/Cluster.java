package io.crowdroll.sim.testnet;

import io.crowdroll.sim.testnet.rpc.RpcClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The processes of a testnet's nodes. None of them outlives this process. */
public final class Cluster implements AutoCloseable {
  private static final long READY_SECONDS = 300;

  private final List<NodeChild> validators = new ArrayList<>();
  private final List<NodeChild> provers = new ArrayList<>();
  private final List<RpcClient> clients = new ArrayList<>();
  private final List<String> addresses = new ArrayList<>();

  /**
   * Writes the folders of the nodes.
   *
   * @param folder that theirs are made in: {@code validator-0}, …, {@code prover-0}, …
   * @param setups validators first
   */
  public Cluster(Path folder, List<NodeSetup> setups) {
    for (NodeSetup setup : setups) {
      List<NodeChild> kind = setup instanceof NodeSetup.OfProver ? provers : validators;
      String name = (kind == provers ? "prover-" : "validator-") + kind.size();
      kind.add(new NodeChild(name, folder.resolve(name), setup));
      if (setup instanceof NodeSetup.OfValidator validator) {
        addresses.add("http://127.0.0.1:" + validator.httpPort());
        clients.add(new RpcClient(URI.create(addresses.getLast())));
      }
    }
  }

  /** Free ports of the loopback device, {@code count} of each kind. */
  static TestnetPlan.Ports freePorts(int count) throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < 3 * count; i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      List<Integer> ports = sockets.stream().map(ServerSocket::getLocalPort).toList();
      return new TestnetPlan.Ports(
          ports.subList(0, count),
          ports.subList(count, 2 * count),
          ports.subList(2 * count, 3 * count));
    } finally {
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    }
  }

  /** Starts all, and waits until all are ready. */
  public void start() throws IOException, InterruptedException {
    for (NodeChild child : all()) {
      child.start();
    }
    for (NodeChild child : all()) {
      child.awaitReady(READY_SECONDS);
    }
  }

  private List<NodeChild> all() {
    return Stream.concat(validators.stream(), provers.stream()).toList();
  }

  public List<NodeChild> validators() {
    return validators;
  }

  public List<NodeChild> provers() {
    return provers;
  }

  /** Where the validators answer JSON-RPC, by index. */
  public List<String> addresses() {
    return addresses;
  }

  /** JSON-RPC of a validator. */
  public RpcClient client(int validator) {
    return clients.get(validator);
  }

  /** Ends all at once. */
  @Override
  public void close() {
    List<Thread> ends =
        all().stream().map(child -> Thread.ofVirtual().start(child::close)).toList();
    for (Thread end : ends) {
      try {
        end.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    clients.forEach(RpcClient::close);
  }
}
