package io.crowdroll.sim.testnet;

import io.crowdroll.protocol.node.NodeEvent;
import io.crowdroll.sim.agents.Observer;
import io.crowdroll.sim.agents.ValidatorProfile;
import io.crowdroll.sim.experiment.Engine;
import io.crowdroll.sim.scenario.Scenario;
import io.crowdroll.sim.testnet.Replay.Machines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A testnet run as the engine of an experiment: what its nodes have recorded, replayed before an
 * observer as if it happened now. So a testnet's results are counted by what counts a simulation's.
 */
public final class RecordedRun implements Engine {
  private final TestnetPlan plan;
  private final Path folder;
  private final Machines machines;
  private final List<Path> records;
  private final List<Mark> marks;
  private final long genesis;
  private final long millis;
  private Replay.Report report;

  /**
   * Something done to the run from outside.
   *
   * @param atMillis of the clock
   */
  public record Mark(long atMillis, String text) {}

  /**
   * @param folder of the testnet, whose nodes have ended
   * @param marks what was done to it
   * @throws IOException if no node has left a record there
   */
  public RecordedRun(TestnetPlan plan, Path folder, Machines machines, List<Mark> marks)
      throws IOException {
    this.plan = plan;
    this.folder = folder;
    this.machines = machines;
    this.marks = marks;
    records = Replay.records(folder);
    long[] last = new long[1];
    NodeEvent.Start start;
    try (RocksStore store = new RocksStore(records.getLast(), false)) {
      NodeLog log = new NodeLog(store);
      log.scan(entry -> last[0] = entry.now());
      start = NodeSetup.read(records.getLast().getParent()).start();
    }
    genesis = start.genesis().timestamp();
    millis = last[0] - genesis;
  }

  /** From genesis to the last event of the longest record, ms. */
  public long millis() {
    return millis;
  }

  /** What the replay has found; after the run. */
  public Replay.Report report() {
    return report;
  }

  @Override
  public Running start(Scenario scenario, long seed, int replication, Observer observer) {
    if (replication != 0) {
      throw new IllegalArgumentException("a testnet runs once");
    }
    introduce(observer);
    Storyteller teller = new Storyteller(plan, genesis, records.getLast(), observer);
    marks.forEach(mark -> teller.intervened(mark.atMillis(), mark.text()));
    return new Running() {
      @Override
      public void run() {
        try {
          report = new Replay(machines, teller).run(folder);
        } catch (IOException e) {
          throw new UncheckedIOException("cannot replay " + folder, e);
        }
        teller.end(scenario.durationMillis());
      }

      @Override
      public void cancel() {
        // It takes seconds.
      }

      @Override
      public long nowMillis() {
        return teller.nowMillis();
      }

      @Override
      public long events() {
        return report == null ? 0 : report.events();
      }

      @Override
      public long height() {
        return teller.height();
      }

      @Override
      public long traceHash() {
        return teller.lastHash().w3();
      }
    };
  }

  private void introduce(Observer observer) {
    for (int i = 0; i < plan.validators(); i++) {
      observer.validator(
          new ValidatorProfile(i, plan.agents().get(i), "honest", plan.stakeShare(i)));
    }
    for (int i = 0; i < plan.provers(); i++) {
      observer.prover(plan.profile(i));
    }
  }
}
