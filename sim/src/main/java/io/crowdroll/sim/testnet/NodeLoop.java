package io.crowdroll.sim.testnet;

import io.crowdroll.protocol.node.NodeEffect;
import io.crowdroll.protocol.node.NodeEvent;
import io.crowdroll.protocol.node.NodeKeys;
import io.crowdroll.protocol.node.NodeMachine;
import io.crowdroll.protocol.node.RpcCall;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Runs a node on one thread: takes events in the order in which they come, records them, and lets
 * their effects out when they are on the disk (PROTOCOL.md §9). Events that have gathered are
 * recorded together, as the disk is slow.
 *
 * @param <M> the node
 */
public final class NodeLoop<M extends NodeMachine> implements AutoCloseable {
  private static final int AT_ONCE = 256;

  /** Something for the node's thread. */
  private sealed interface Item {
    /** Ends the thread. */
    record Stop() implements Item {}

    /**
     * @param answer completed with the answer to a call; {@code null} of another event
     */
    record Event(NodeEvent event, CompletableFuture<NodeEffect> answer) implements Item {}

    /** Looks at the node between two events. */
    record Query(Runnable query) implements Item {}
  }

  /** An event that was handled, with what came of it. */
  private record Handled(Item.Event item, List<NodeEffect> effects) {}

  /** Hears of every effect, those of events from before a restart too. */
  @FunctionalInterface
  public interface Listener<M> {
    /**
     * @param now the time of its event, ms
     */
    void told(M machine, long now, NodeEffect effect);
  }

  private final M machine;
  private final NodeLog log;
  private final NodeKeys keys;
  private final Listener<M> listener;
  private final Consumer<NodeEffect> edge;
  private final BlockingQueue<Item> queue = new LinkedBlockingQueue<>();
  private final Queue<NodeEvent> answers = new ArrayDeque<>();
  private final ScheduledExecutorService timers =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
  private final Thread thread;
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private long now;

  /**
   * Brings the node to where its record ends.
   *
   * @param listener on the node's thread; before an effect is durable
   * @param edge acts on effects that are durable, on the node's thread: it must not wait
   * @throws IllegalStateException if the node does not act as the record says that it did
   */
  public NodeLoop(
      M machine, NodeLog log, NodeKeys keys, Listener<M> listener, Consumer<NodeEffect> edge) {
    this.machine = machine;
    this.log = log;
    this.keys = keys;
    this.listener = listener;
    this.edge = edge;
    log.scan(this::replay);
    thread = Thread.ofPlatform().name("node").unstarted(this::run);
  }

  private void replay(NodeLog.Entry entry) {
    now = entry.now();
    List<NodeEffect> effects = new ArrayList<>();
    machine.handle(
        now,
        NodeEvent.decode(entry.event()),
        effect -> {
          effects.add(effect);
          listener.told(machine, now, effect);
        });
    if (!NodeLog.digest(effects).equals(entry.effects())) {
      throw new IllegalStateException("the node does not act as its record says that it did");
    }
  }

  /** Whether the node has a record from an earlier life. */
  public boolean hasRecord() {
    return log.size() > 0;
  }

  /**
   * Starts the thread.
   *
   * @param first the node's first event, where it has no record
   */
  public void start(NodeEvent.Start first) {
    take(hasRecord() ? new NodeEvent.Restart(log.size() - 1) : first);
    thread.start();
  }

  /** Something reaches the node. Any thread may call. */
  public void take(NodeEvent event) {
    queue.add(new Item.Event(event, null));
  }

  /** Events and queries that wait. */
  public int waiting() {
    return queue.size();
  }

  /** Calls the node; the answer comes when the call is durable. Any thread may call. */
  public CompletableFuture<NodeEffect> call(RpcCall call) {
    CompletableFuture<NodeEffect> answer = new CompletableFuture<>();
    queue.add(new Item.Event(new NodeEvent.Rpc(call.encode()), answer));
    if (end.isDone()) {
      answer.cancel(false);
    }
    return answer;
  }

  /** Looks at the node between two events. What the query throws comes out here. */
  public <T> T read(Function<M, T> query) {
    if (Thread.currentThread() == thread) {
      return query.apply(machine);
    }
    CompletableFuture<T> answer = new CompletableFuture<>();
    queue.add(
        new Item.Query(
            () -> {
              try {
                answer.complete(query.apply(machine));
              } catch (RuntimeException e) {
                answer.completeExceptionally(e);
              }
            }));
    if (end.isDone()) {
      answer.cancel(false);
    }
    try {
      return answer.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    } catch (CancellationException e) {
      throw new IllegalStateException("the node has stopped", e);
    }
  }

  /** Waits until the thread ends. */
  public void join() throws InterruptedException {
    thread.join();
  }

  private void run() {
    try {
      List<Item> items = new ArrayList<>();
      while (true) {
        items.clear();
        if (answers.isEmpty()) {
          items.add(queue.take());
        }
        queue.drainTo(items, AT_ONCE);
        if (!handle(items)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      end.complete(null);
      timers.shutdownNow();
      for (Item item = queue.poll(); item != null; item = queue.poll()) {
        if (item instanceof Item.Event(var _, var answer) && answer != null) {
          answer.cancel(false);
        } else if (item instanceof Item.Query(Runnable query)) {
          query.run();
        }
      }
    }
  }

  /** Whether to go on. */
  private boolean handle(List<Item> items) {
    List<Handled> handled = new ArrayList<>();
    List<NodeLog.Entry> entries = new ArrayList<>();
    for (NodeEvent answer = answers.poll(); answer != null; answer = answers.poll()) {
      handle(new Item.Event(answer, null), handled, entries);
    }
    boolean on = true;
    for (Item item : items) {
      switch (item) {
        case Item.Event event -> handle(event, handled, entries);
        case Item.Query(Runnable query) -> query.run();
        case Item.Stop() -> on = false;
      }
    }
    if (!entries.isEmpty()) {
      log.append(entries);
    }
    handled.forEach(this::letOut);
    return on;
  }

  private void handle(Item.Event item, List<Handled> handled, List<NodeLog.Entry> entries) {
    now = Math.max(now, System.currentTimeMillis());
    List<NodeEffect> effects = new ArrayList<>();
    machine.handle(
        now,
        item.event(),
        effect -> {
          effects.add(effect);
          listener.told(machine, now, effect);
        });
    entries.add(new NodeLog.Entry(now, item.event().encode(), NodeLog.digest(effects)));
    handled.add(new Handled(item, effects));
  }

  private void letOut(Handled handled) {
    for (NodeEffect effect : handled.effects) {
      switch (effect) {
        case NodeEffect.Sign(var request) ->
            answers.add(new NodeEvent.Signed(keys.answer(request).encode()));
        case NodeEffect.SetTimer(long id, long atMillis) -> setTimer(id, atMillis);
        case NodeEffect.Taken _, NodeEffect.Refused _ -> {
          if (handled.item.answer() != null) {
            handled.item.answer().complete(effect);
          }
        }
        default -> edge.accept(effect);
      }
    }
  }

  private void setTimer(long id, long atMillis) {
    long delay = Math.max(0, atMillis - System.currentTimeMillis());
    timers.schedule(() -> take(new NodeEvent.TimerFired(id)), delay, TimeUnit.MILLISECONDS);
  }

  /** Ends the thread when it has handled what came before. */
  @Override
  public void close() {
    queue.add(new Item.Stop());
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
