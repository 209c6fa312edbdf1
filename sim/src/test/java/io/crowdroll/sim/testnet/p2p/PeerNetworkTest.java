package io.crowdroll.sim.testnet.p2p;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.consensus.Ed25519Signatures;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Links over real sockets: who gets in, what arrives, and what is left after a break. */
class PeerNetworkTest {
  private static final long CHAIN_ID = 7;
  private static final long PATIENCE_NANOS = 20_000_000_000L;

  /** Remembers what came. */
  private static final class Inbox implements Sink {
    final List<String> frames = new CopyOnWriteArrayList<>();
    final List<String> events = new CopyOnWriteArrayList<>();

    @Override
    public void received(int peer, byte[] frame) {
      frames.add(peer + ":" + frame.length + ":" + (frame.length == 0 ? 0 : frame[0]));
    }

    @Override
    public void connected(int peer) {
      events.add("up " + peer);
    }

    @Override
    public void disconnected(int peer) {
      events.add("down " + peer);
    }
  }

  private final List<PeerNetwork> networks = new ArrayList<>();
  private final List<Inbox> inboxes = new ArrayList<>();
  private final List<Peer> peers = new ArrayList<>();

  private static byte[] secret(int index) {
    byte[] secret = new byte[32];
    secret[0] = (byte) index;
    return secret;
  }

  @BeforeEach
  void choosePorts() throws Exception {
    for (int i = 0; i < 3; i++) {
      try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        InetSocketAddress address =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), free.getLocalPort());
        peers.add(new Peer(i, address, Ed25519Signatures.publicKey(secret(i))));
      }
    }
  }

  @AfterEach
  void close() {
    networks.forEach(PeerNetwork::close);
  }

  private PeerNetwork start(int index, int key) throws Exception {
    Inbox inbox = new Inbox();
    List<Peer> others = new ArrayList<>(peers);
    others.remove(index);
    PeerNetwork network = new PeerNetwork(peers.get(index), secret(key), others, CHAIN_ID, inbox);
    networks.add(network);
    inboxes.add(inbox);
    return network;
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("it has not come about").isLessThan(end);
      Thread.sleep(5);
    }
  }

  @Test
  void framesArriveInOrderAtAllOthers() throws Exception {
    for (int i = 0; i < 3; i++) {
      start(i, i);
    }
    await(() -> networks.stream().allMatch(network -> network.connected() == 2));
    for (int k = 0; k < 100; k++) {
      networks.get(1).broadcast(new byte[] {(byte) k}, -1);
    }
    networks.get(1).send(0, new byte[Frames.MAX]);
    await(() -> inboxes.get(0).frames.size() == 101 && inboxes.get(2).frames.size() == 100);
    for (int k = 0; k < 100; k++) {
      assertThat(inboxes.get(0).frames.get(k)).isEqualTo("1:1:" + k);
    }
    assertThat(inboxes.get(0).frames.getLast()).isEqualTo("1:" + Frames.MAX + ":0");
  }

  @Test
  void whoHoldsAnotherKeyStaysOutside() throws Exception {
    start(0, 0);
    start(1, 2); // says that it is validator 1, with the key of 2
    start(2, 2);
    await(() -> networks.get(0).connected() == 1);
    Thread.sleep(300);
    assertThat(inboxes.get(0).events).containsExactly("up 2");
    assertThat(networks.get(1).connected()).isZero();
  }

  @Test
  void aPeerThatStartsAgainIsFoundAgain() throws Exception {
    start(0, 0);
    start(1, 1);
    await(() -> networks.stream().allMatch(network -> network.connected() == 1));
    networks.get(0).close();
    await(() -> inboxes.get(1).events.contains("down 0"));
    networks.get(1).send(0, new byte[] {42}); // waits for the link
    start(0, 0);
    await(() -> inboxes.get(2).frames.contains("1:1:42"));
    assertThat(inboxes.get(1).events).containsExactly("up 0", "down 0", "up 0");
  }

  @Test
  void aPartitionCutsAndHeals() throws Exception {
    start(0, 0);
    start(1, 1);
    await(() -> networks.stream().allMatch(network -> network.connected() == 1));
    networks.get(0).partition(Set.of(1));
    await(() -> inboxes.get(1).events.contains("down 0"));
    networks.get(0).send(1, new byte[] {1});
    Thread.sleep(200);
    assertThat(networks.get(0).connected()).isZero();
    networks.get(0).partition(Set.of());
    await(() -> networks.stream().allMatch(network -> network.connected() == 1));
    networks.get(0).send(1, new byte[] {2});
    await(() -> !inboxes.get(1).frames.isEmpty());
    assertThat(inboxes.get(1).frames).containsExactly("0:1:2"); // what was sent meanwhile is lost
  }

  @Test
  void framesAreHeldBackAsTheHarnessWants() throws Exception {
    start(0, 0);
    start(1, 1);
    await(() -> networks.stream().allMatch(network -> network.connected() == 1));
    networks.get(0).delay(300);
    long begun = System.nanoTime();
    networks.get(0).send(1, new byte[] {1});
    await(() -> !inboxes.get(1).frames.isEmpty());
    assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(300_000_000L);
  }

  @Test
  void strangersAreCutOff() throws Exception {
    start(0, 0);
    for (byte[] said :
        List.of(
            ByteBuffer.allocate(4).putInt(Integer.MAX_VALUE).array(),
            ByteBuffer.allocate(4).putInt(-1).array(),
            ByteBuffer.allocate(56).putInt(52).putLong(1).array(),
            "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII))) {
      try (Socket socket = new Socket()) {
        socket.connect(peers.getFirst().address());
        socket.setSoTimeout(10_000);
        new DataOutputStream(socket.getOutputStream()).write(said);
        DataInputStream in = new DataInputStream(socket.getInputStream());
        in.skipNBytes(4 + 52); // its hello
        assertThat(in.read()).isEqualTo(-1);
      } catch (SocketException e) {
        // reset: it did not even read on
      }
    }
    assertThat(inboxes.getFirst().events).isEmpty();
    start(1, 1);
    await(() -> networks.get(0).connected() == 1);
  }
}
