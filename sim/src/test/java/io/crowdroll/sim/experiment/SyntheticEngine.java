package io.crowdroll.sim.experiment;

import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.InvariantViolation;
import io.crowdroll.protocol.chain.Transaction;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.sim.agents.Observer;
import io.crowdroll.sim.kernel.EntityClass;
import io.crowdroll.sim.kernel.Purpose;
import io.crowdroll.sim.kernel.RandomStream;
import io.crowdroll.sim.kernel.Streams;
import io.crowdroll.sim.scenario.Scenario;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * An engine without a protocol: a transaction a block, proven some random blocks later. Tests of
 * what goes on around a simulation need no more.
 */
public final class SyntheticEngine implements Engine {
  private static final long BLOCK_MILLIS = 2_000;
  private static final int PROVERS = 5;

  private final AtomicInteger started = new AtomicInteger();
  private final Set<Integer> failing = new HashSet<>();
  private final Set<Integer> violating = new HashSet<>();
  private IntConsumer atEachBlock = _ -> {};

  /** Replication {@code index} ends with an error of the program. */
  public SyntheticEngine failingAt(int index) {
    failing.add(index);
    return this;
  }

  /** Replication {@code index} violates an invariant. */
  public SyntheticEngine violatingAt(int index) {
    violating.add(index);
    return this;
  }

  /** Calls {@code action} with the number of the replication at each of its blocks. */
  public SyntheticEngine atEachBlock(IntConsumer action) {
    atEachBlock = action;
    return this;
  }

  /** Replications started so far. */
  public int started() {
    return started.get();
  }

  @Override
  public Running start(Scenario scenario, long seed, int replication, Observer observer) {
    started.incrementAndGet();
    return new World(scenario, new Streams(seed, replication), replication, observer);
  }

  private final class World implements Running {
    private final long horizon;
    private final int replication;
    private final Observer observer;
    private final RandomStream service;
    private final Map<Long, Long> due = new TreeMap<>();
    private volatile boolean cancelled;
    private volatile long now;
    private volatile long height;
    private long traceHash;

    World(Scenario scenario, Streams streams, int replication, Observer observer) {
      this.horizon = scenario.durationMillis();
      this.replication = replication;
      this.observer = observer;
      service = streams.stream(EntityClass.WORLD, 0, Purpose.SERVICE);
    }

    @Override
    public void run() {
      Story story = new Story(observer).validator(0);
      for (int member = 0; member < PROVERS; member++) {
        story.prover(member, "crowd", "honest");
      }
      while (now + BLOCK_MILLIS <= horizon && !cancelled) {
        now += BLOCK_MILLIS;
        atEachBlock.accept(replication);
        step(story);
      }
      if (!cancelled) {
        observer.sample(horizon, StillGauges.ZERO);
        observer.end(horizon, StillGauges.ZERO);
      }
    }

    private void step(Story story) {
      if (now >= horizon / 2 && failing.contains(replication)) {
        throw new IllegalStateException("the synthetic world broke");
      }
      if (now >= horizon / 2 && violating.contains(replication)) {
        throw new InvariantViolation("I1", "10 wei", "11 wei");
      }
      long sequence = height;
      Transaction transaction = Story.transfer((int) (height % 7), height);
      observer.submitted(now - 500, transaction, "transfer", height % 3 == 0);
      int prover = service.uniform(PROVERS);
      story.include(transaction, sequence).lease(sequence, prover);
      due.put(now + BLOCK_MILLIS * (1 + service.uniform(10)) + height, sequence << 8 | prover);
      due.entrySet()
          .removeIf(
              entry -> {
                boolean ripe = entry.getKey() <= now;
                if (ripe) {
                  int by = (int) (entry.getValue() & 0xff);
                  story.prove(entry.getValue() >> 8, by, Wei.tokens(1));
                }
                return ripe;
              });
      if (sequence % 8 == 7) {
        long batch = sequence / 8 + 1;
        story.fact(new Fact.BatchClosed(Story.header(batch), sequence - 7, sequence));
      }
      story.block(now, new StillGauges(PROVERS, due.size(), Wei.ZERO, Wei.ZERO));
      traceHash = traceHash * 31 + now + prover;
      height++;
    }

    @Override
    public void cancel() {
      cancelled = true;
    }

    @Override
    public long nowMillis() {
      return now;
    }

    @Override
    public long events() {
      return height;
    }

    @Override
    public long height() {
      return height;
    }

    @Override
    public long traceHash() {
      return traceHash;
    }
  }
}
