package io.crowdroll.protocol.proving;

import io.crowdroll.protocol.chain.Draw;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.zkpow.Ledger;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongRBTreeSet;
import java.util.Arrays;

/**
 * Who can be drawn (PROTOCOL.md §2, §4): the active set as it stood before this block, less those
 * at capacity. What a block changes — heartbeats, bonds, registrations — counts from the next block
 * on, so that the set is frozen before the seed is known; leases count at once.
 */
final class ActiveSet {
  private static final int PROBATION_DRAW = 1 << 16;
  private static final int PROVER_BITS = 22;
  private static final Wei GWEI = Wei.of(1_000_000_000L);

  private final ProvingRules rules;
  private final Wei probationThreshold;
  private final Provers provers;
  private final Heartbeats heartbeats;
  private final Ledger ledger;
  private final Draw draw = new Draw();
  private final WeightTree drawable = new WeightTree();
  private final WeightTree newcomers = new WeightTree();

  /** Drawable provers by their last lease, oldest first; kept only where a policy asks for it. */
  private final LongRBTreeSet leastRecent;

  private final IntArrayList changed = new IntArrayList();
  private boolean[] isChanged = new boolean[0];
  private boolean[] active = new boolean[0];
  private long[] weights = new long[0];
  private boolean[] isNewcomer = new boolean[0];
  private long[] leastRecentKeys = new long[0];
  private long activeCount;

  /**
   * @param probationThreshold settled bond under which a prover is a newcomer
   */
  ActiveSet(
      ProvingRules rules,
      Wei probationThreshold,
      boolean leastRecentWanted,
      Provers provers,
      Heartbeats heartbeats,
      Ledger ledger) {
    this.rules = rules;
    this.probationThreshold = probationThreshold;
    this.provers = provers;
    this.heartbeats = heartbeats;
    this.ledger = ledger;
    leastRecent = leastRecentWanted ? new LongRBTreeSet() : null;
  }

  /** Active provers, those at capacity included. */
  long count() {
    return activeCount;
  }

  /** Σ weights of who can be drawn now. */
  long totalWeight() {
    return drawable.total();
  }

  /** The weight of one prover now, 0 where it cannot be drawn. */
  long weight(int prover) {
    return drawable.weight(prover);
  }

  /** The prover that draw number {@code number} of a task falls on; total weight is positive. */
  int draw(Hash256 beacon, Hash256 task, int number) {
    return drawable.find(draw.uniform(beacon, task, number, drawable.total()));
  }

  /** A newcomer for a probation copy, −1 = none. */
  int drawNewcomer(Hash256 beacon, Hash256 task) {
    return newcomers.total() == 0
        ? -1
        : newcomers.find(draw.uniform(beacon, task, PROBATION_DRAW, newcomers.total()));
  }

  /** Drawable provers whose last lease is oldest, at most {@code limit}. */
  IntArrayList leastRecentlyProcessed(int limit) {
    IntArrayList result = new IntArrayList();
    var keys = leastRecent.iterator();
    while (keys.hasNext() && result.size() < limit) {
      result.add((int) keys.nextLong() & (1 << PROVER_BITS) - 1);
    }
    return result;
  }

  /** Settled bond − unsettled penalties − reserves: what a further lease may reserve (§3). */
  Wei freeBond(int prover) {
    int account = provers.account(prover);
    return ledger
        .accounts()
        .bonded(account)
        .minus(ledger.pending().bondDebit(account))
        .minus(provers.reserved(prover));
  }

  /** Notes that something about a prover changed which counts from the next block on. */
  void touch(int prover) {
    if (prover >= isChanged.length) {
      grow(prover + 1);
    }
    if (!isChanged[prover]) {
      isChanged[prover] = true;
      changed.add(prover);
    }
  }

  /** Takes what this block changed: the set of which the next block draws. */
  void freeze() {
    for (int i = 0; i < changed.size(); i++) {
      int prover = changed.getInt(i);
      isChanged[prover] = false;
      boolean now = heartbeats.active(prover);
      if (now != active[prover]) {
        active[prover] = now;
        activeCount += now ? 1 : -1;
      }
      weights[prover] = now && !provers.leaving(prover) && !suspended(prover) ? weigh(prover) : 0;
      isNewcomer[prover] =
          now
              && rules.probation()
              && !provers.leaving(prover)
              && ledger.accounts().bonded(provers.account(prover)).isLess(probationThreshold);
      refresh(prover);
    }
    changed.clear();
  }

  /** Takes a change of a prover's open leases at once. */
  void refresh(int prover) {
    if (prover >= weights.length) {
      return;
    }
    boolean free = provers.openLeases(prover) < provers.capacity(prover);
    drawable.set(prover, free ? weights[prover] : 0);
    newcomers.set(prover, free && isNewcomer[prover] && !provers.onProbation(prover) ? 1 : 0);
    if (leastRecent != null) {
      leastRecent.remove(leastRecentKeys[prover]);
      if (free && weights[prover] > 0) {
        leastRecentKeys[prover] = provers.lastLease(prover) << PROVER_BITS | prover;
        leastRecent.add(leastRecentKeys[prover]);
      } else {
        leastRecentKeys[prover] = -1;
      }
    }
  }

  private boolean suspended(int prover) {
    return rules.suspendBelow() != null
        && ledger.accounts().net(provers.account(prover)).isLess(rules.suspendBelow());
  }

  private long weigh(int prover) {
    return switch (rules.weight()) {
      case UNIFORM -> 1;
      case PROVEN_WORK -> 1 + provers.provenUnits(prover);
      case BOND -> {
        // In gwei, so that the sum over a million provers stays below 2^63.
        Wei bond = ledger.accounts().bonded(provers.account(prover));
        Wei cap = rules.bond().times(rules.weightCap());
        yield bond.min(cap).max(Wei.ZERO).dividedBy(GWEI.lo()).lo();
      }
    };
  }

  private void grow(int least) {
    int old = leastRecentKeys.length;
    int capacity = Math.max(Math.max(64, 2 * isChanged.length), least);
    isChanged = Arrays.copyOf(isChanged, capacity);
    active = Arrays.copyOf(active, capacity);
    weights = Arrays.copyOf(weights, capacity);
    isNewcomer = Arrays.copyOf(isNewcomer, capacity);
    leastRecentKeys = Arrays.copyOf(leastRecentKeys, capacity);
    Arrays.fill(leastRecentKeys, old, capacity, -1);
  }
}
