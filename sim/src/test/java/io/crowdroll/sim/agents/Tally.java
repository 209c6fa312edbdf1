package io.crowdroll.sim.agents;

import io.crowdroll.protocol.chain.Block;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.L1Item;
import io.crowdroll.protocol.chain.Rejection;
import io.crowdroll.protocol.chain.Transaction;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.node.Event;
import io.crowdroll.protocol.submission.L1Block;
import io.crowdroll.protocol.submission.L1Log;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.TreeMap;

/** An observer that counts. */
class Tally implements Observer {
  final List<ProverProfile> provers = new ArrayList<>();
  final List<ValidatorProfile> validators = new ArrayList<>();
  final Map<Integer, Integer> paid = new TreeMap<>();
  final Map<Integer, Integer> missed = new TreeMap<>();
  final Map<Integer, Integer> declined = new TreeMap<>();
  final Map<Rejection, Integer> ignored = new EnumMap<>(Rejection.class);
  final Map<Rejection, Integer> refusals = new EnumMap<>(Rejection.class);
  final Map<Integer, Integer> blocksByRound = new TreeMap<>();
  final List<String> events = new ArrayList<>();
  final List<Long> activeProvers = new ArrayList<>();
  long submitted;
  long included;
  long targetedIncluded;
  long made;
  long proven;
  long batches;
  long rootProofs;
  long committedOnL1;
  long provenOnL1;
  long queued;
  long imported;
  long worked;
  long revertedBlocks;
  long height;
  long lastFinalMillis;
  int open;
  int leases;
  boolean ended;
  private final Map<Transaction, Long> waiting = new HashMap<>();
  private final Map<Transaction, Boolean> targets = new HashMap<>();
  private final Map<Boolean, LongSummaryStatistics> delays = new TreeMap<>();
  Wei supply = Wei.ZERO;
  Wei accounts = Wei.ZERO;

  /** Mean ms from submission to the block that includes it. */
  double meanDelay(boolean targeted) {
    return delays.get(targeted).getAverage();
  }

  @Override
  public void validator(ValidatorProfile profile) {
    validators.add(profile);
  }

  @Override
  public void prover(ProverProfile profile) {
    provers.add(profile);
  }

  @Override
  public void session(long millis, int member, boolean opens) {
    open += opens ? 1 : -1;
  }

  @Override
  public void worked(long millis, int member, long task, long busyMillis) {
    worked++;
  }

  @Override
  public void submitted(
      long millis, Transaction transaction, String transactionClass, boolean targeted) {
    submitted++;
    waiting.put(transaction, millis);
    targets.put(transaction, targeted);
  }

  @Override
  public void refused(long millis, Transaction transaction, Rejection reason) {
    refusals.merge(reason, 1, Integer::sum);
  }

  @Override
  public void queued(long millis, L1Item item, boolean targeted) {
    queued++;
  }

  @Override
  public void applied(long millis, Block block, List<Fact> facts, Gauges gauges) {
    height = block.height();
    lastFinalMillis = millis;
    blocksByRound.merge(block.round(), 1, Integer::sum);
    for (Fact fact : facts) {
      switch (fact) {
        case Fact.Included(Transaction transaction, _, _) -> {
          included++;
          delays
              .computeIfAbsent(targets.get(transaction), _ -> new LongSummaryStatistics())
              .accept(millis - waiting.get(transaction));
        }
        case Fact.Refused refused -> refusals.merge(refused.reason(), 1, Integer::sum);
        case Fact.Imported _ -> imported++;
        case Fact.TaskMade _ -> made++;
        case Fact.Proven _ -> proven++;
        case Fact.Leased _ -> leases++;
        case Fact.Paid earned -> paid.merge(earned.payee(), 1, Integer::sum);
        case Fact.LeaseEnded(_, int holder, Fact.LeaseEnd how, _) -> {
          switch (how) {
            case MISSED -> missed.merge(holder, 1, Integer::sum);
            case DECLINED -> declined.merge(holder, 1, Integer::sum);
            default -> {}
          }
        }
        case Fact.Ignored lost -> ignored.merge(lost.reason(), 1, Integer::sum);
        case Fact.BatchClosed _ -> batches++;
        case Fact.BatchProven _ -> rootProofs++;
        default -> {}
      }
    }
  }

  @Override
  public void reverted(long millis, L1Block block, long lastKept, long blocks, List<Fact> facts) {
    revertedBlocks += blocks;
    imported += facts.stream().filter(Fact.Imported.class::isInstance).count();
  }

  @Override
  public void l1(long millis, Event.L1Changed change) {
    change
        .added()
        .forEach(
            block ->
                block
                    .logs()
                    .forEach(
                        log -> {
                          committedOnL1 += log instanceof L1Log.BatchCommitted ? 1 : 0;
                          provenOnL1 += log instanceof L1Log.BatchProved ? 1 : 0;
                        }));
  }

  @Override
  public void submissionSlot(long millis, long slot, int validator) {}

  @Override
  public void sample(long millis, Gauges gauges) {
    activeProvers.add((long) gauges.activeProvers());
  }

  @Override
  public void event(long millis, String kind, String text) {
    events.add(kind + ": " + text);
  }

  @Override
  public void end(long millis, Gauges gauges) {
    ended = true;
    supply = gauges.supply();
  }
}
