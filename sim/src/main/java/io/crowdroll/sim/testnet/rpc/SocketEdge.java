package io.crowdroll.sim.testnet.rpc;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.java_websocket.WebSocket;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;

/** JSON-RPC over WebSocket: the same calls, and subscriptions to what is new. */
final class SocketEdge extends WebSocketServer {
  private static final int MAX_CONNECTIONS = 256;

  /** A client that lets so many messages lie is cut off: the node waits for nobody. */
  private static final int MAX_UNSENT = 4_096;

  private static final int STOP_MILLIS = 1_000;

  private final JsonRpc rpc;
  private final NodePort node;
  private final Map<WebSocket, Subscriptions> connections = new ConcurrentHashMap<>();
  private final AtomicLong names = new AtomicLong();
  private final CountDownLatch ready = new CountDownLatch(1);
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private volatile Exception broken;

  /**
   * @param maxBody most bytes of a message
   */
  SocketEdge(JsonRpc rpc, NodePort node, InetSocketAddress address, int maxBody) {
    super(address, 1, List.of(new Draft_6455(List.of(), maxBody)));
    this.rpc = rpc;
    this.node = node;
    setReuseAddr(true);
    setDaemon(true);
  }

  /** Listens from here on; returns when it does. */
  void listen() throws IOException, InterruptedException {
    start();
    if (!ready.await(10, TimeUnit.SECONDS) || broken != null) {
      throw new IOException("cannot listen on " + getAddress(), broken);
    }
    node.watch(news -> connections.values().forEach(it -> it.tell(news)));
  }

  @Override
  public void onStart() {
    ready.countDown();
  }

  @Override
  public void onOpen(WebSocket connection, ClientHandshake handshake) {
    if (connections.size() >= MAX_CONNECTIONS) {
      connection.close(CloseFrame.TRY_AGAIN_LATER, "too many connections");
      return;
    }
    connections.put(
        connection,
        new Subscriptions(
            bytes -> send(connection, bytes), () -> Json.quantity(names.incrementAndGet())));
  }

  @Override
  public void onMessage(WebSocket connection, String message) {
    Subscriptions subscriptions = connections.get(connection);
    if (subscriptions == null) {
      return;
    }
    workers.execute(
        () -> {
          byte[] answer = rpc.answer(message.getBytes(StandardCharsets.UTF_8), subscriptions);
          if (answer.length > 0) {
            send(connection, answer);
          }
        });
  }

  @Override
  public void onMessage(WebSocket connection, ByteBuffer message) {
    onMessage(connection, StandardCharsets.UTF_8.decode(message).toString());
  }

  private static void send(WebSocket connection, byte[] text) {
    if (connection instanceof WebSocketImpl whole && whole.outQueue.size() > MAX_UNSENT) {
      connection.close(CloseFrame.POLICY_VALIDATION, "too slow");
      return;
    }
    try {
      connection.send(new String(text, StandardCharsets.UTF_8));
    } catch (WebsocketNotConnectedException e) {
      // it has gone: onClose takes its subscriptions away
    }
  }

  @Override
  public void onClose(WebSocket connection, int code, String reason, boolean remote) {
    connections.remove(connection);
  }

  @Override
  public void onError(WebSocket connection, Exception error) {
    if (connection == null) { // the server itself, not one of its connections
      broken = error;
      ready.countDown();
    }
  }

  void close() throws InterruptedException {
    stop(STOP_MILLIS);
    workers.close();
  }
}
