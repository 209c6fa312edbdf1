package io.crowdroll.sim.agents;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.node.Rollup;
import io.crowdroll.protocol.state.Accounts;
import io.crowdroll.protocol.zkpow.SettlementRules;

/** What gauges read off the chain itself, whoever runs it. */
public abstract class RollupGauges implements Gauges {
  /** The chain now. */
  protected abstract Rollup rollup();

  @Override
  public int activeProvers() {
    return (int) rollup().proving().activeProvers();
  }

  @Override
  public long waitingUnits() {
    return rollup().market().waitingUnits();
  }

  @Override
  public int waitingTasks() {
    return rollup().market().waitingTasks();
  }

  @Override
  public int leasedTasks() {
    return rollup().market().leasedTasks();
  }

  @Override
  public Wei gasBaseFee() {
    return rollup().fees().gasBaseFee();
  }

  @Override
  public Wei unitBaseFee() {
    return rollup().fees().unitBaseFee();
  }

  @Override
  public Wei bountyOfTransfer() {
    return rollup().proving().freshQuote(rollup().rules().units().transfer());
  }

  @Override
  public Wei minted() {
    return rollup().treasury().minted();
  }

  @Override
  public Wei burned() {
    return rollup().treasury().burned();
  }

  @Override
  public Wei pool() {
    return rollup().treasury().pool();
  }

  @Override
  public Wei escrow() {
    return rollup().treasury().escrow();
  }

  @Override
  public Wei agentFund() {
    return rollup().treasury().agentFund();
  }

  @Override
  public Wei pending() {
    return rollup().pending().total();
  }

  @Override
  public Wei uncollected() {
    return rollup().treasury().uncollected();
  }

  @Override
  public Wei supply() {
    return rollup().treasury().supply();
  }

  @Override
  public Wei debt() {
    Wei sum = Wei.ZERO;
    // Only literal settlement makes debt.
    if (rollup().rules().settlement().key() == SettlementRules.Key.LITERAL) {
      Accounts accounts = rollup().accounts();
      for (int account = 0; account < accounts.size(); account++) {
        sum = sum.plus(accounts.debt(account));
      }
    }
    return sum;
  }

  @Override
  public Wei balance(Address account) {
    int index = rollup().accounts().find(account);
    return index < 0 ? Wei.ZERO : rollup().accounts().balance(index);
  }

  @Override
  public Wei bonded(Address account) {
    int index = rollup().accounts().find(account);
    return index < 0 ? Wei.ZERO : rollup().accounts().bonded(index);
  }

  @Override
  public Wei debt(Address account) {
    int index = rollup().accounts().find(account);
    return index < 0 ? Wei.ZERO : rollup().accounts().debt(index);
  }
}
