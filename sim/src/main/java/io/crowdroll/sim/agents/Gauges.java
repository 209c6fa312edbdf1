package io.crowdroll.sim.agents;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Wei;

/** What can be read off the world at an instant; valid during the call that hands it over. */
public interface Gauges {

  /** Provers that the protocol counts as active. */
  int activeProvers();

  /** Units of all tasks in state waiting. */
  long waitingUnits();

  int waitingTasks();

  int leasedTasks();

  Wei gasBaseFee();

  Wei unitBaseFee();

  /** What a lease of a transfer would be worth now, unaged. */
  Wei bountyOfTransfer();

  Wei minted();

  Wei burned();

  Wei pool();

  Wei escrow();

  Wei agentFund();

  /** Pending deltas that are not settled, their sum. */
  Wei pending();

  /** Penalties levied that nothing has covered. */
  Wei uncollected();

  /** Left side of I1: genesis + minted + deposited − burned − withdrawn. */
  Wei supply();

  /** Debt of all accounts. */
  Wei debt();

  /** L1's base fee, wei of ETH a gas. */
  Wei l1BaseFee();

  /** The market's price: wei of ZKPoW for 10^18 wei of ETH. */
  Wei zkpowPerEth();

  /** Items in the queue on L1 that no block has imported. */
  int queueLength();

  /** Transactions in the mempool. */
  int mempool();

  /** An account's balance, 0 where it is absent. */
  Wei balance(Address account);

  /** An account's bond, 0 where it is absent. */
  Wei bonded(Address account);

  /** An account's debt, 0 where it is absent. */
  Wei debt(Address account);
}
