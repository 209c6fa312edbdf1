package io.crowdroll.contracts.l1;

import io.crowdroll.protocol.node.Effect;
import io.crowdroll.protocol.node.Event;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A node's link to L1: one thread that tells it what has changed there and sends its calls. An L1
 * that stalls or goes away is asked again, ever more seldom, until it answers.
 */
public final class L1Link implements AutoCloseable {
  private static final Duration MOST = Duration.ofSeconds(5);
  private static final int QUEUE = 4_096;

  private final Watcher watcher;
  private final Poster poster;
  private final Duration interval;
  private final Consumer<Event.L1Changed> changes;
  private final Consumer<String> troubles;
  private final BlockingQueue<Effect.PostL1> posts = new LinkedBlockingQueue<>(QUEUE);
  private final Thread thread;
  private volatile boolean closed;

  /**
   * Starts following.
   *
   * @param interval between two looks at the head
   * @param changes gets what has changed, in order, on the link's thread
   * @param troubles gets what an operator may want to know, on the link's thread
   */
  public L1Link(
      Watcher watcher,
      Poster poster,
      Duration interval,
      Consumer<Event.L1Changed> changes,
      Consumer<String> troubles) {
    this.watcher = watcher;
    this.poster = poster;
    this.interval = interval;
    this.changes = changes;
    this.troubles = troubles;
    this.thread = Thread.ofPlatform().daemon().name("l1").start(this::run);
  }

  /**
   * Sends a call; from any thread.
   *
   * @throws IllegalStateException if L1 has not taken any of thousands of calls
   */
  public void post(Effect.PostL1 call) {
    posts.add(call);
  }

  private void run() {
    Duration pause = interval;
    while (!closed) {
      try {
        boolean moved = follow();
        pause = moved ? Duration.ZERO : interval;
      } catch (IOException trouble) {
        pause = pause.multipliedBy(2).compareTo(MOST) < 0 ? pause.multipliedBy(2) : MOST;
        pause = pause.isZero() ? interval : pause;
        troubles.accept(trouble.getMessage());
      }
      send(pause);
    }
  }

  /** One look; what comes of it is told. */
  private boolean follow() throws IOException {
    Optional<Event.L1Changed> change = watcher.poll();
    if (change.isEmpty()) {
      return false;
    }
    if (!change.get().removed().isEmpty()) {
      poster.forget();
    }
    changes.accept(change.get());
    poster.tend(watcher.head());
    return true;
  }

  /** Sends what there is to send, or waits for it. */
  private void send(Duration wait) {
    try {
      Effect.PostL1 post = posts.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
      while (post != null) {
        try {
          poster.post(post);
        } catch (IOException trouble) {
          troubles.accept(trouble.getMessage());
        }
        post = posts.poll();
      }
    } catch (InterruptedException stop) {
      closed = true;
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
