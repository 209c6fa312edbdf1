package io.crowdroll.sim.testnet.p2p;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;

/**
 * A validator's links to all others. Of two validators the one with the greater index dials, again
 * and again with growing pauses, so that one connection stands between them. Frames of a link come
 * in order; some are lost where it breaks.
 */
public final class PeerNetwork implements AutoCloseable {
  private static final long FIRST_PAUSE_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = 2_000;
  private static final int CONNECT_MILLIS = 3_000;

  /** Connections that have not yet shown who they are. */
  private static final int MAX_STRANGERS = 16;

  private final Handshake handshake;
  private final Faults faults = new Faults();
  private final SecureRandom chance = new SecureRandom();
  private final Map<Integer, Link> links = new TreeMap<>();
  private final Semaphore strangers = new Semaphore(MAX_STRANGERS);
  private final ServerSocket server;
  private volatile boolean closed;

  /**
   * Listens and dials from here on.
   *
   * @param self this validator, with the address to listen at
   * @param secret its Ed25519 key; not copied
   * @param others all other validators
   * @param chainId of L2
   * @throws IOException if the port is taken
   */
  public PeerNetwork(Peer self, byte[] secret, List<Peer> others, long chainId, Sink sink)
      throws IOException {
    Map<Integer, Peer> peers = new TreeMap<>();
    for (Peer peer : others) {
      peers.put(peer.index(), peer);
      links.put(peer.index(), new Link(peer.index(), sink, faults));
    }
    handshake = new Handshake(self.index(), secret, peers, chainId);
    server = new ServerSocket();
    server.setReuseAddress(true);
    server.bind(self.address());
    Thread.ofVirtual().name("accept").start(this::accept);
    for (Peer peer : others) {
      if (peer.index() < self.index()) {
        Thread.ofVirtual().name("dial-" + peer.index()).start(() -> dial(peer));
      }
    }
  }

  /** Sends a frame of at most 4 MiB; waits for nobody, and may be lost. */
  public void send(int peer, byte[] frame) {
    if (frame.length > Frames.MAX) {
      throw new IllegalArgumentException("a frame of " + frame.length + " bytes");
    }
    links.get(peer).send(frame);
  }

  /**
   * Sends a frame to all peers.
   *
   * @param except but to this one, −1 = to none
   */
  public void broadcast(byte[] frame, int except) {
    for (int peer : links.keySet()) {
      if (peer != except) {
        send(peer, frame);
      }
    }
  }

  /** Cuts the links to these peers and restores all others. */
  public void partition(Set<Integer> peers) {
    faults.partition(peers);
    peers.stream().filter(links::containsKey).forEach(peer -> links.get(peer).cut());
  }

  /** Holds back every frame for so long. */
  public void delay(long millis) {
    faults.delay(millis);
  }

  /** Peers to which a link stands. */
  public int connected() {
    return (int) links.values().stream().filter(Link::isUp).count();
  }

  private void accept() {
    while (!closed) {
      try {
        Socket socket = server.accept();
        if (strangers.tryAcquire()) {
          Thread.ofVirtual().start(() -> welcome(socket));
        } else {
          socket.close();
        }
      } catch (IOException e) {
        if (!closed) {
          pause(FIRST_PAUSE_MILLIS);
        }
      }
    }
  }

  private void welcome(Socket socket) {
    Frames frames = null;
    int peer;
    try {
      frames = new Frames(socket);
      peer = handshake.with(frames, -1, chance);
    } catch (IOException e) {
      close(socket);
      return;
    } finally {
      strangers.release();
    }
    carry(peer, frames);
  }

  private void carry(int peer, Frames frames) {
    if (faults.isCut(peer) || closed) {
      frames.close();
    } else {
      links.get(peer).carry(frames);
    }
  }

  private void dial(Peer peer) {
    long pause = FIRST_PAUSE_MILLIS;
    while (!closed) {
      if (!faults.isCut(peer.index())) {
        Socket socket = new Socket();
        try {
          socket.connect(peer.address(), CONNECT_MILLIS);
          Frames frames = new Frames(socket);
          handshake.with(frames, peer.index(), chance);
          pause = FIRST_PAUSE_MILLIS;
          carry(peer.index(), frames);
        } catch (IOException e) {
          close(socket);
        }
      }
      pause(pause);
      pause = Math.min(LONGEST_PAUSE_MILLIS, 2 * pause);
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void close(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception e) {
      // it is gone either way
    }
  }

  @Override
  public void close() {
    closed = true;
    close(server);
    links.values().forEach(Link::cut);
  }
}
