package io.crowdroll.sim.testnet.rpc;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** The JSON-RPC of a node, over HTTP and WebSocket, until it is closed. */
public final class RpcServer implements AutoCloseable {
  /** Options of the JVM that limit connections: to be given when the process starts. */
  public static final List<String> JVM_LIMITS = List.of(HttpEdge.LIMITS);

  /** Most bytes of a request: the largest transaction in hexadecimal, many times over. */
  static final int MAX_BODY = 5 << 20;

  private final HttpEdge http;
  private final SocketEdge sockets;

  private RpcServer(HttpEdge http, SocketEdge sockets) {
    this.http = http;
    this.sockets = sockets;
  }

  /**
   * Serves a node.
   *
   * @param version of the program
   * @param host to listen on; a loopback address unless whoever starts it wants strangers
   * @param httpPort for HTTP, 0 = any free one
   * @param socketPort for WebSocket, 0 = any free one
   * @throws IOException if a port is taken
   */
  public static RpcServer start(
      NodePort node, String version, InetAddress host, int httpPort, int socketPort)
      throws IOException {
    JsonRpc rpc =
        new JsonRpc(
            List.of(
                new NetMethods(node, version),
                new ChainMethods(node),
                new StateMethods(node),
                new FeeMethods(node),
                new FilterMethods(node, System::nanoTime),
                new CrowdrollMethods(node)));
    SocketEdge sockets =
        new SocketEdge(rpc, node, new InetSocketAddress(host, socketPort), MAX_BODY);
    try {
      sockets.listen();
      return new RpcServer(
          new HttpEdge(rpc, new InetSocketAddress(host, httpPort), MAX_BODY), sockets);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  public int httpPort() {
    return http.port();
  }

  public int socketPort() {
    return sockets.getPort();
  }

  @Override
  public void close() {
    http.close();
    try {
      sockets.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
