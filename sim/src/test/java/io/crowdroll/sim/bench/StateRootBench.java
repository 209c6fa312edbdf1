package io.crowdroll.sim.bench;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.state.Accounts;
import io.crowdroll.protocol.state.Workers;
import io.crowdroll.protocol.state.WorldState;
import io.crowdroll.sim.testnet.PoolWorkers;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The state root after a block: so many accounts of a million changed, all hashed at once. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "-Xmx4g"})
@State(Scope.Benchmark)
public class StateRootBench {
  private static final int ACCOUNTS = 1_000_000;

  @Param({"1", "1000"})
  int changed;

  @Param({"1", "2"})
  int threads;

  private final SplittableRandom random = new SplittableRandom(1);
  private ForkJoinPool pool;
  private WorldState world;

  @Setup
  public void build() {
    pool = new ForkJoinPool(threads);
    Workers workers = threads == 1 ? Workers.CALLER : new PoolWorkers(pool);
    Accounts accounts = new Accounts();
    for (int k = 1; k < ACCOUNTS; k++) {
      accounts.open(new Address(random.nextInt(), random.nextLong(), random.nextLong()));
    }
    world = new WorldState(accounts, workers);
    world.root();
  }

  @Benchmark
  public Hash256 root() {
    for (int k = 0; k < changed; k++) {
      world.accounts().addNet(random.nextInt(ACCOUNTS), Wei.of(1));
    }
    world.forget();
    return world.root();
  }

  @TearDown
  public void close() {
    pool.close();
  }
}
