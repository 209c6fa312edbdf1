package io.crowdroll.sim.experiment;

import java.util.List;

/** Shows how far a run is. It reads counters only, so that whether it is there changes nothing. */
public interface Progress {

  /** Shows nothing. */
  Progress NONE = _ -> {};

  /** The run has come this far; called from a thread of its own, a few times a second at most. */
  void show(Snapshot snapshot);

  /** The run is over; nothing is shown after this. */
  default void end() {}

  /**
   * A run at an instant of real time.
   *
   * @param planned replications in all, over all variants
   * @param kept those found finished on disk
   * @param done those finished, the kept ones included
   * @param elapsedMillis since this start of the run
   * @param running those under way
   */
  record Snapshot(int planned, int kept, int done, long elapsedMillis, List<Worker> running) {

    public Snapshot {
      running = List.copyOf(running);
    }

    /** Share of the work that is done, in [0, 1]. */
    public double share() {
      double underWay = 0;
      for (Worker worker : running) {
        underWay += worker.share();
      }
      return planned == 0 ? 1 : (done + underWay) / planned;
    }

    /** Real time to go in ms, judged by the pace since the start; −1 = too early to tell. */
    public long etaMillis() {
      double before = planned == 0 ? 0 : (double) kept / planned;
      double sinceStart = share() - before;
      return sinceStart <= 0 ? -1 : Math.round(elapsedMillis * (1 - share()) / sinceStart);
    }

    /** Events a second of real time, all workers. */
    public double eventsPerSecond() {
      double sum = 0;
      for (Worker worker : running) {
        sum += worker.eventsPerSecond();
      }
      return sum;
    }
  }

  /**
   * One replication under way.
   *
   * @param label which one
   * @param share of its simulated time that has passed, in [0, 1]
   * @param eventsPerSecond since it began
   */
  record Worker(String label, double share, double eventsPerSecond) {}
}
