package io.crowdroll.sim.theory;

import io.crowdroll.protocol.chain.Block;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.sim.agents.Gauges;
import it.unimi.dsi.fastutil.longs.Long2ObjectLinkedOpenHashMap;
import java.util.Collection;
import java.util.List;

/** Follows every transition's task from its making to its proof. */
class TaskWatcher extends Watcher {
  /** Heights at which things happened to one task, −1 = not yet. */
  static final class Life {
    final long made;
    long leased = -1;
    long proven = -1;
    int leases;
    int misses;

    private Life(long made) {
      this.made = made;
    }
  }

  private final Long2ObjectLinkedOpenHashMap<Life> lives = new Long2ObjectLinkedOpenHashMap<>();

  /** Tasks in the order in which they were made. */
  Collection<Life> lives() {
    return lives.values();
  }

  /** Tasks that were proven by the horizon. */
  List<Life> proven() {
    return lives.values().stream().filter(life -> life.proven >= 0).toList();
  }

  @Override
  public void applied(long millis, Block block, List<Fact> facts, Gauges gauges) {
    for (Fact fact : facts) {
      switch (fact) {
        case Fact.TaskMade made when made.kind() != null ->
            lives.put(made.task(), new Life(block.height()));
        case Fact.Leased leased when lives.containsKey(leased.task()) -> {
          Life life = lives.get(leased.task());
          life.leased = life.leases++ == 0 ? block.height() : life.leased;
        }
        case Fact.LeaseEnded ended
            when ended.how() == Fact.LeaseEnd.MISSED && lives.containsKey(ended.task()) ->
            lives.get(ended.task()).misses++;
        case Fact.Proven proven when lives.containsKey(proven.task()) ->
            lives.get(proven.task()).proven = block.height();
        default -> {}
      }
    }
  }
}
