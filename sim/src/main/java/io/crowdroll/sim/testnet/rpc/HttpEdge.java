package io.crowdroll.sim.testnet.rpc;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * JSON-RPC over HTTP: one POST, one answer, always with status 200 where the request could be read.
 *
 * <p>How many connections there may be and how long a slow one may take are limits of the JDK's
 * server, set by {@link #LIMITS} when the process starts.
 */
final class HttpEdge implements AutoCloseable {
  /** Options of the JVM. */
  static final String[] LIMITS = {
    "-Djdk.httpserver.maxConnections=512",
    "-Dsun.net.httpserver.maxReqTime=20",
    "-Dsun.net.httpserver.maxRspTime=60",
    "-Dsun.net.httpserver.idleInterval=120",
    "-Dsun.net.httpserver.nodelay=true"
  };

  /** Calls that are answered at a time; more wait. */
  private static final int AT_A_TIME = 64;

  private static final JsonRpc.Extra NOTHING_MORE = _ -> null;

  private final JsonRpc rpc;
  private final int maxBody;
  private final HttpServer server;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore turns = new Semaphore(AT_A_TIME);

  /**
   * @param maxBody most bytes of a request
   */
  HttpEdge(JsonRpc rpc, InetSocketAddress address, int maxBody) throws IOException {
    this.rpc = rpc;
    this.maxBody = maxBody;
    server = HttpServer.create(address, 0);
    server.createContext("/", this::handle);
    server.setExecutor(workers);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!exchange.getRequestMethod().equals("POST")) {
        exchange.getResponseHeaders().set("Allow", "POST");
        exchange.sendResponseHeaders(405, -1);
        return;
      }
      byte[] body = read(exchange.getRequestBody());
      if (body == null) {
        exchange.getResponseHeaders().set("Connection", "close");
        exchange.sendResponseHeaders(413, -1);
        return;
      }
      byte[] answer = answer(body);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  /** {@code null} where there are more bytes than a request may have. */
  private byte[] read(InputStream body) throws IOException {
    byte[] bytes = body.readNBytes(maxBody + 1);
    return bytes.length > maxBody ? null : bytes;
  }

  private byte[] answer(byte[] body) {
    turns.acquireUninterruptibly();
    try {
      return rpc.answer(body, NOTHING_MORE);
    } finally {
      turns.release();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    workers.close();
  }
}
