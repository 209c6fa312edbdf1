package io.crowdroll.sim.testnet.p2p;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The way to one peer: what is to be sent waits here, whether a connection stands or not, the
 * oldest making room where there is too much. A new connection replaces the one before.
 */
final class Link {
  private static final int MAX_WAITING = 4_096;
  private static final long MAX_WAITING_BYTES = 32L << 20;

  /** Most that is taken from a peer in a second; a peer that sends more is read more slowly. */
  private static final long BYTES_PER_SECOND = 64L << 20;

  private record Waiting(byte[] frame, long dueNanos) {}

  private final int peer;
  private final Sink sink;
  private final Faults faults;
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private long waitingBytes;
  private Frames connection;

  Link(int peer, Sink sink, Faults faults) {
    this.peer = peer;
    this.sink = sink;
    this.faults = faults;
  }

  synchronized void send(byte[] frame) {
    if (faults.isCut(peer)) {
      return;
    }
    waiting.add(new Waiting(frame, System.nanoTime() + faults.delayNanos()));
    waitingBytes += frame.length;
    while (waiting.size() > MAX_WAITING || waitingBytes > MAX_WAITING_BYTES) {
      waitingBytes -= waiting.removeFirst().frame.length;
    }
    notifyAll();
  }

  synchronized boolean isUp() {
    return connection != null;
  }

  /** Carries frames over a connection until it ends. */
  void carry(Frames frames) {
    synchronized (this) {
      if (connection != null) {
        connection.close();
      }
      connection = frames;
      notifyAll();
    }
    sink.connected(peer);
    Thread writer = Thread.ofVirtual().name("to-" + peer).start(() -> write(frames));
    try {
      read(frames);
    } catch (IOException e) {
      // the link broke: whoever dials dials again
    } finally {
      writer.interrupt();
      if (drop(frames)) {
        sink.disconnected(peer);
      }
    }
  }

  /** Ends the connection that stands, if one does. */
  synchronized void cut() {
    if (connection != null) {
      connection.close();
    }
  }

  /** Whether it was the connection that stood. */
  private synchronized boolean drop(Frames frames) {
    frames.close();
    boolean stood = connection == frames;
    if (stood) {
      connection = null;
    }
    return stood;
  }

  private void read(Frames frames) throws IOException {
    long begun = System.nanoTime();
    long bytes = 0;
    while (true) {
      byte[] frame = frames.read(Frames.MAX);
      sink.received(peer, frame);
      bytes += frame.length;
      long early =
          bytes * TimeUnit.SECONDS.toNanos(1) / BYTES_PER_SECOND - (System.nanoTime() - begun);
      if (early < -TimeUnit.SECONDS.toNanos(1)) { // what was not used does not add up for ever
        begun = System.nanoTime();
        bytes = 0;
      } else if (early > 0) {
        LockSupport.parkNanos(early);
      }
    }
  }

  private void write(Frames frames) {
    try {
      while (true) {
        Waiting next = next(frames);
        if (next == null) {
          return;
        }
        frames.write(next.frame, isIdle());
      }
    } catch (IOException | InterruptedException e) {
      frames.close(); // the reader sees it and takes the link down
    }
  }

  private synchronized boolean isIdle() {
    return waiting.isEmpty() || waiting.getFirst().dueNanos > System.nanoTime();
  }

  /** Waits for the next frame and its time; {@code null} = the connection is another. */
  private synchronized Waiting next(Frames frames) throws InterruptedException {
    while (connection == frames) {
      if (waiting.isEmpty()) {
        wait();
        continue;
      }
      long early = waiting.getFirst().dueNanos - System.nanoTime();
      if (early <= 0) {
        Waiting next = waiting.removeFirst();
        waitingBytes -= next.frame.length;
        return next;
      }
      TimeUnit.NANOSECONDS.timedWait(this, early);
    }
    return null;
  }
}
