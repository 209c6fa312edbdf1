package io.crowdroll.sim.agents;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.L1Item;
import io.crowdroll.protocol.chain.TaskKey;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.util.function.ToIntFunction;

/** The scenario's target set: whose transactions, transitions and batches censors aim at. */
final class Targets {
  private final io.crowdroll.sim.scenario.Targets chosen;
  private final ToIntFunction<Address> userOf;
  private final LongOpenHashSet tasks = new LongOpenHashSet();

  /** Heights with a targeted transition in a batch that is not proven. */
  private final LongOpenHashSet heights = new LongOpenHashSet();

  /**
   * @param userOf the user of an account, −1 if it is none's
   */
  Targets(io.crowdroll.sim.scenario.Targets chosen, ToIntFunction<Address> userOf) {
    this.chosen = chosen;
    this.userOf = userOf;
  }

  /** Whether a user is a target. */
  boolean isUser(int user) {
    return chosen.holds(user);
  }

  boolean isSender(Address address) {
    return chosen.share() > 0 && isUser(userOf.applyAsInt(address));
  }

  /** Whether a task proves a transition of a target. */
  boolean isTask(long task) {
    return tasks.contains(task);
  }

  /** Whether a range of heights, ends included, holds a transition of a target. */
  boolean isInHeights(long first, long last) {
    for (long height = first; height <= last && !heights.isEmpty(); height++) {
      if (heights.contains(height)) {
        return true;
      }
    }
    return false;
  }

  /** Follows the chain. */
  void take(Fact fact, long height) {
    if (chosen.share() == 0) {
      return;
    }
    switch (fact) {
      case Fact.Included included -> {
        if (isSender(included.transaction().sender())) {
          add(included.sequence(), height);
        }
      }
      case Fact.Imported(L1Item item, long sequence, _) -> {
        if (isSender(item.sender())) {
          add(sequence, height);
        }
      }
      case Fact.Proven proven -> tasks.remove(proven.task());
      default -> {}
    }
  }

  /** The chain went back to a height; what came after it concerns nobody any more. */
  void revert(long height) {
    tasks.clear();
    heights.removeIf(other -> other > height);
  }

  private void add(long sequence, long height) {
    tasks.add(TaskKey.of(sequence, 0));
    heights.add(height);
  }
}
