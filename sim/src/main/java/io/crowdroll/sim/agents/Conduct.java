package io.crowdroll.sim.agents;

import io.crowdroll.protocol.chain.Fixed;
import io.crowdroll.protocol.chain.Right;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.proving.LeaseRules;
import io.crowdroll.sim.kernel.Purpose;
import io.crowdroll.sim.model.KeyedDraws;
import io.crowdroll.sim.model.Span;
import it.unimi.dsi.fastutil.ints.Int2LongOpenHashMap;
import java.util.function.LongPredicate;

/**
 * What the provers of a cohort do with their leases. The node is always the honest one; a conduct
 * stands between node and world and keeps back what an attacker would not do.
 */
sealed interface Conduct {

  /** Whether the machine takes up the proof. */
  default boolean works(Assignment assignment) {
    return true;
  }

  /** Whether the lease is given back; then there is no work. */
  default boolean declines(Assignment assignment) {
    return false;
  }

  /** When a proof that is done goes out, µs. */
  default long sendsAt(Assignment assignment, long done) {
    return done;
  }

  /** Whether it sends the proofs of others as its own. */
  default boolean copies() {
    return false;
  }

  /** Proves everything and sends it at once. */
  record Honest() implements Conduct {}

  /** The machine sleeps through some leases while the heartbeats go on. */
  record Sleeper(double probability, KeyedDraws draws) implements Conduct {
    @Override
    public boolean works(Assignment assignment) {
      double u = draws.uniform(assignment.index(), Purpose.DECISION, assignment.number());
      return u >= probability;
    }
  }

  /** Draws leases and lets them pass. */
  record FakeActive() implements Conduct {
    @Override
    public boolean works(Assignment assignment) {
      return false;
    }
  }

  /**
   * Lets a lease pass while its bounty is small, unless an outsider holds one of the same task:
   * then waiting would leave the bounty to him.
   *
   * @param until factor on the bounty without scarcity and age from which it proves
   * @param outsiderHolds whether somebody outside the coalition holds an open lease of a task
   */
  record Withholder(double until, Wei unitPrice, LongPredicate outsiderHolds) implements Conduct {
    @Override
    public boolean works(Assignment assignment) {
      Wei base = unitPrice.times(assignment.lease().units());
      Wei wanted = base.scaledBy((long) Math.min(Fixed.LARGEST, until * Fixed.ONE));
      return assignment.lease().bounty().compareTo(wanted) >= 0
          || outsiderHolds.test(assignment.lease().task());
    }
  }

  /**
   * Sends a proof late on purpose.
   *
   * @param window share of the lease's span that it lets pass first
   */
  record Delayer(double window, LeaseRules rules, long slotMicros) implements Conduct {
    @Override
    public long sendsAt(Assignment assignment, long done) {
      if (assignment.lease().right() == Right.OPEN) {
        return done; // nothing is locked: who waits loses the race
      }
      long span = rules.span(assignment.lease().units()) * slotMicros;
      return Math.max(done, Span.plus(assignment.seenMicros(), (long) (window * span)));
    }
  }

  /** Takes the penalty rather than prove for a target. */
  record Refuser() implements Conduct {
    @Override
    public boolean works(Assignment assignment) {
      return !assignment.targeted();
    }
  }

  /** Never works; copies what others send for tasks that it holds. */
  record Copier() implements Conduct {
    @Override
    public boolean works(Assignment assignment) {
      return false;
    }

    @Override
    public boolean copies() {
      return true;
    }
  }

  /**
   * Declines, as far as its quota goes, what is large or pays little; proves the rest.
   *
   * @param quotas of each member: its last day with declines, and how many
   */
  record Decliner(int aboveUnits, Wei leastBounty, LeaseRules rules, Int2LongOpenHashMap quotas)
      implements Conduct {
    @Override
    public boolean declines(Assignment assignment) {
      boolean liked =
          assignment.lease().units() <= aboveUnits
              && assignment.lease().bounty().compareTo(leastBounty) >= 0;
      if (liked || rules.declineWindow() == 0) {
        return false;
      }
      long today = assignment.seenMicros() / Span.DAY << Integer.SIZE;
      long declined = Math.max(today, quotas.get(assignment.index()));
      if (declined - today >= rules.declineQuota()) {
        return false;
      }
      quotas.put(assignment.index(), declined + 1);
      return true;
    }
  }
}
