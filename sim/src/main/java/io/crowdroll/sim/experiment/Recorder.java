package io.crowdroll.sim.experiment;

import io.crowdroll.protocol.chain.Block;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.L1Item;
import io.crowdroll.protocol.chain.Rejection;
import io.crowdroll.protocol.chain.Transaction;
import io.crowdroll.protocol.chain.Transition;
import io.crowdroll.protocol.node.Event;
import io.crowdroll.protocol.node.Genesis;
import io.crowdroll.protocol.submission.L1Block;
import io.crowdroll.reports.results.EventRow;
import io.crowdroll.reports.results.ReplicationWriter;
import io.crowdroll.reports.results.Row;
import io.crowdroll.reports.results.RunDirectory;
import io.crowdroll.sim.agents.Gauges;
import io.crowdroll.sim.agents.Observer;
import io.crowdroll.sim.agents.ProverProfile;
import io.crowdroll.sim.agents.ValidatorProfile;
import io.crowdroll.sim.scenario.Cohort;
import io.crowdroll.sim.scenario.Scenario;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Turns what happens in one replication into its rows and metrics. Rows go out as soon as nothing
 * can change them; what is held is what is under way, and one number a duration.
 */
public final class Recorder implements Observer {
  private final ReplicationWriter writer;
  private final double ethUsd;
  private final BatchLog batches;
  private final TransactionLog transactions;
  private final ProverLog provers;
  private final TaskLog tasks;
  private final SubmissionLog submissions;
  private final GaugeLog gaugeLog;
  private final RealProofTimes realProofs = new RealProofTimes();
  private final PostedLog posted = new PostedLog();
  private long height;
  private long revertedBlocks;
  private long revertedTransactions;
  private boolean ended;

  /**
   * A recorder of one replication.
   *
   * @param writer where the rows go; the caller commits it
   */
  public Recorder(Scenario scenario, ReplicationWriter writer) {
    this.writer = writer;
    ethUsd = scenario.market().ethUsd();
    Set<String> established = new HashSet<>();
    for (Cohort cohort : scenario.cohorts()) {
      if (cohort.genesis() && cohort.bonded()) {
        established.add(cohort.name());
      }
    }
    batches = new BatchLog(writer);
    transactions = new TransactionLog(writer, batches);
    provers = new ProverLog(writer, profile -> !established.contains(profile.cohort()));
    tasks =
        new TaskLog(writer, scenario.rules().bounty().unitPrice(), provers, transactions, batches);
    submissions =
        new SubmissionLog(
            writer, batches, transactions, scenario.rules().submission().confirmations());
    gaugeLog = new GaugeLog(writer);
  }

  @Override
  public void founded(Genesis genesis, Hash256 root) {
    posted.founded(genesis, root);
  }

  @Override
  public void validator(ValidatorProfile profile) {
    submissions.validator(profile);
  }

  @Override
  public void prover(ProverProfile profile) {
    provers.add(profile);
  }

  @Override
  public void session(long millis, int member, boolean open) {
    provers.session(millis, member, open);
  }

  @Override
  public void worked(long millis, int member, long task, long busyMillis) {
    provers.worked(member, busyMillis);
    tasks.worked(member, task, busyMillis);
  }

  @Override
  public void proved(long millis, long task, String circuit, long nanos) {
    realProofs.proved(millis, task, circuit, nanos);
  }

  /** Real proofs so far, in order. */
  List<RealProofTimes.Proof> realProofs() {
    return realProofs.proofs();
  }

  /**
   * Writes into a run's directory what only runs with real proofs have: how long those took, and
   * what was posted on L1.
   */
  void writeReal(RunDirectory directory, int replication) {
    realProofs.write(directory, replication);
    posted.write(directory.path(), replication);
  }

  @Override
  public void submitted(
      long millis, Transaction transaction, String transactionClass, boolean targeted) {
    transactions.submitted(millis, transaction, transactionClass, targeted);
  }

  @Override
  public void refused(long millis, Transaction transaction, Rejection reason) {
    transactions.refused(millis, transaction, reason);
  }

  @Override
  public void queued(long millis, L1Item item, boolean targeted) {
    transactions.queued(millis, item, targeted);
  }

  @Override
  public void applied(long millis, Block block, List<Fact> facts, Gauges gauges) {
    height = block.height();
    double usdPerWei = Amounts.ratio(ethUsd, Amounts.toDouble(block.zkpowPerEth()));
    for (Fact fact : facts) {
      take(millis, block, fact, usdPerWei);
    }
    gaugeLog.block(gauges);
  }

  private void take(long millis, Block block, Fact fact, double usdPerWei) {
    switch (fact) {
      case Fact.Included included -> {
        transactions.included(millis, included);
        provers.included(included);
      }
      case Fact.Refused refused ->
          transactions.refused(millis, refused.transaction(), refused.reason());
      case Fact.Called called -> transactions.called(called);
      case Fact.Imported imported -> transactions.imported(millis, imported);
      case Fact.Executed executed -> batches.executed(millis, executed.transition());
      case Fact.TaskMade made -> tasks.made(millis, made, height);
      case Fact.Leased leased -> tasks.leased(millis, leased, height);
      case Fact.ClockStarted clock -> tasks.clockStarted(clock);
      case Fact.LeaseEnded ended -> tasks.leaseEnded(ended, height);
      case Fact.Proven proven -> tasks.proven(millis, proven, height);
      case Fact.Paid paid -> {
        provers.paid(height, millis, paid, usdPerWei);
        tasks.paid(paid);
      }
      case Fact.Penalised penalised -> provers.penalised(height, penalised, usdPerWei);
      case Fact.Registered registered ->
          provers.registered(registered.prover(), registered.account());
      case Fact.BatchClosed closed -> {
        batches.closed(millis, closed);
        posted.closed(closed.header());
      }
      case Fact.BatchProven proven -> batches.rootProven(millis, proven.batch());
      case Fact.Refunded refunded -> submissions.refunded(refunded, block.zkpowPerEth());
      case Fact.Slashed slashed ->
          event(millis, "slash", "validator " + slashed.validator() + " lost its stake");
      case Fact.Settled _, Fact.Ignored _ -> {}
    }
  }

  @Override
  public void reverted(long millis, L1Block block, long lastKept, long blocks, List<Fact> facts) {
    revertedBlocks += blocks;
    revertedTransactions += transactions.reverted(lastKept);
    batches.reverted(lastKept);
    // The last batch kept ends within a block: nobody's proof in that block counts any more.
    height -= blocks;
    tasks.reverted(height);
    provers.reverted(lastKept, height);
    for (Fact fact : facts) {
      switch (fact) {
        case Fact.Imported imported -> transactions.imported(millis, imported);
        case Fact.Executed(Transition transition) -> {
          batches.executed(millis, transition);
          batches.leafProven(millis, transition.sequence(), 1);
        }
        case Fact.BatchClosed closed -> {
          batches.closed(millis, closed);
          transactions.proven(millis, closed.firstTransition(), closed.lastTransition());
        }
        case Fact.BatchProven(long index, int _, _) -> {
          batches.rootProven(millis, index);
          batches.committed(index, millis);
          batches.l1Proven(index, millis, block.number(), Row.NOBODY);
        }
        default -> {}
      }
    }
  }

  @Override
  public void l1(long millis, Event.L1Changed change) {
    submissions.changed(millis, change);
    tasks.settled(batches.finalHeight());
    posted.l1(change);
    provers.settled(batches.finalHeight());
  }

  @Override
  public void submissionSlot(long millis, long slot, int validator) {
    submissions.submissionSlot(validator);
  }

  @Override
  public void sample(long millis, Gauges gauges) {
    gaugeLog.sample(millis, gauges, batches.provenNotCommitted());
  }

  @Override
  public void event(long millis, String kind, String text) {
    writer.event(new EventRow(millis, kind, text));
  }

  @Override
  public void end(long millis, Gauges gauges) {
    MetricSheet sheet = new MetricSheet();
    transactions.end(millis);
    transactions.report(millis, sheet);
    tasks.end(millis, sheet);
    batches.end(millis, sheet);
    submissions.end(sheet);
    provers.end(millis, gauges, sheet);
    gaugeLog.end(gauges, sheet);
    sheet.put("reverted_blocks", revertedBlocks);
    sheet.put("reverted_transactions", revertedTransactions);
    sheet.rows().forEach(writer::metric);
    ended = true;
  }

  /** Whether the horizon was reached and everything has been written. */
  boolean ended() {
    return ended;
  }
}
