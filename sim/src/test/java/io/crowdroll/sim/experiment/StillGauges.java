package io.crowdroll.sim.experiment;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.sim.agents.Gauges;

/** Gauges of a world in which nothing moves, apart from what tests need to move. */
record StillGauges(int activeProvers, long waitingUnits, Wei minted, Wei debtOfAll)
    implements Gauges {
  static final StillGauges ZERO = new StillGauges(0, 0, Wei.ZERO, Wei.ZERO);

  @Override
  public int waitingTasks() {
    return 0;
  }

  @Override
  public int leasedTasks() {
    return 0;
  }

  @Override
  public Wei gasBaseFee() {
    return Wei.ZERO;
  }

  @Override
  public Wei unitBaseFee() {
    return Wei.ZERO;
  }

  @Override
  public Wei bountyOfTransfer() {
    return Wei.ZERO;
  }

  @Override
  public Wei burned() {
    return Wei.ZERO;
  }

  @Override
  public Wei pool() {
    return Wei.ZERO;
  }

  @Override
  public Wei escrow() {
    return Wei.ZERO;
  }

  @Override
  public Wei agentFund() {
    return Wei.ZERO;
  }

  @Override
  public Wei pending() {
    return Wei.ZERO;
  }

  @Override
  public Wei uncollected() {
    return Wei.ZERO;
  }

  @Override
  public Wei supply() {
    return minted;
  }

  @Override
  public Wei debt() {
    return debtOfAll;
  }

  @Override
  public Wei l1BaseFee() {
    return Wei.of(10_000_000_000L);
  }

  @Override
  public Wei zkpowPerEth() {
    return Wei.tokens(10_000);
  }

  @Override
  public int queueLength() {
    return 0;
  }

  @Override
  public int mempool() {
    return 0;
  }

  @Override
  public Wei balance(Address account) {
    return Wei.ZERO;
  }

  @Override
  public Wei bonded(Address account) {
    return Wei.ZERO;
  }

  @Override
  public Wei debt(Address account) {
    return Wei.ZERO;
  }
}
