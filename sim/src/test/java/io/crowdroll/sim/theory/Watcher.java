package io.crowdroll.sim.theory;

import io.crowdroll.protocol.chain.Block;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.L1Item;
import io.crowdroll.protocol.chain.Rejection;
import io.crowdroll.protocol.chain.Transaction;
import io.crowdroll.protocol.node.Event;
import io.crowdroll.protocol.submission.L1Block;
import io.crowdroll.sim.agents.Gauges;
import io.crowdroll.sim.agents.Observer;
import io.crowdroll.sim.agents.ProverProfile;
import io.crowdroll.sim.agents.ValidatorProfile;
import java.util.List;

/** An observer that looks at nothing; a check overrides what it measures. */
abstract class Watcher implements Observer {
  @Override
  public void validator(ValidatorProfile profile) {}

  @Override
  public void prover(ProverProfile profile) {}

  @Override
  public void session(long millis, int member, boolean open) {}

  @Override
  public void worked(long millis, int member, long task, long busyMillis) {}

  @Override
  public void submitted(
      long millis, Transaction transaction, String transactionClass, boolean targeted) {}

  @Override
  public void refused(long millis, Transaction transaction, Rejection reason) {}

  @Override
  public void queued(long millis, L1Item item, boolean targeted) {}

  @Override
  public void applied(long millis, Block block, List<Fact> facts, Gauges gauges) {}

  @Override
  public void reverted(long millis, L1Block block, long lastKept, long blocks, List<Fact> facts) {}

  @Override
  public void l1(long millis, Event.L1Changed change) {}

  @Override
  public void submissionSlot(long millis, long slot, int validator) {}

  @Override
  public void sample(long millis, Gauges gauges) {}

  @Override
  public void event(long millis, String kind, String text) {}

  @Override
  public void end(long millis, Gauges gauges) {}
}
