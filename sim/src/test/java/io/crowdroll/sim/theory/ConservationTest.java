package io.crowdroll.sim.theory;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Block;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.sim.agents.Gauges;
import io.crowdroll.sim.agents.ProverProfile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * No chance in it: at every block what was there at genesis and was minted, less what was burned,
 * is to the last wei what accounts, pots and funds hold (I1). Added up here from accounts and facts
 * alone, beside the protocol's own audit.
 */
class ConservationTest {
  private static final long USERS = 200;
  private static final Wei EACH = Wei.tokens(1_000);

  @Test
  void mintedBountiesAndFinesUpToDebtKeepEveryWei() {
    for (Run run :
        Theory.run(
            Theory.scenario(
                "checks=full",
                "users={count: " + USERS + ", balance: 1000 ZKPoW}",
                "protocol.bounty.unitPrice=1 ZKPoW",
                "protocol.penalty.amount=700 ZKPoW",
                "protocol.penalty.burnShare=30 %",
                "protocol.leases.deadlineBase=4 blocks",
                "protocol.settlement={settleMin: 1 ZKPoW, userTransitionsBetween: 4}",
                "hardware[machine].secondsPerUnit=0.002 s",
                "provers.cohorts[crowd].count=" + USERS,
                "provers.cohorts[crowd].loss=30 %",
                "arrivals.rate=400/s",
                "duration=2 s"),
            3,
            Run::new)) {
      assertThat(run.mintedByBounties).isEqualTo(run.minted).isGreaterThan(Wei.ZERO);
      assertThat(run.burned).as("gas, and the burned part of fines").isGreaterThan(run.gasFees);
      assertThat(run.debt).as("fines go past balances").isGreaterThan(Wei.ZERO);
    }
  }

  @Test
  void feesEscrowsAndBondsKeepEveryWei() {
    for (Run run :
        Theory.run(
            Theory.scenario(
                "mode=hardened",
                "checks=full",
                "protocol.leases.lastResortMisses=none",
                "protocol.leases.lastResortBlocks=none",
                "users={count: " + USERS + ", balance: 1000 ZKPoW}",
                "protocol.leases.deadlineBase=4 blocks",
                "protocol.settlement={settleMin: 1 ZKPoW}",
                "protocol.aggregation={batchSize: 32, batchMaxAge: 1 s}",
                "protocol.units.transfer=44 units",
                "hardware[machine].secondsPerUnit=0.0001 s",
                "provers.cohorts[crowd].count=" + USERS,
                "provers.cohorts[crowd].loss=30 %",
                "arrivals.rate=400/s",
                "duration=2 s"),
            3,
            Run::new)) {
      assertThat(run.burned).as("only gas is burned").isEqualTo(run.gasFees);
      assertThat(run.debt).as("a bond covers every fine").isEqualTo(Wei.ZERO);
      assertThat(run.pool).isGreaterThan(Wei.ZERO);
    }
  }

  private static final class Run extends Watcher {
    private final List<Address> accounts = new ArrayList<>();
    private Wei genesis = Wei.ZERO;
    private Wei mintedByBounties = Wei.ZERO;
    private Wei gasFees = Wei.ZERO;
    private Wei minted;
    private Wei burned;
    private Wei debt;
    private Wei pool;

    /** All users are provers. */
    @Override
    public void prover(ProverProfile profile) {
      accounts.add(profile.account());
    }

    @Override
    public void applied(long millis, Block block, List<Fact> facts, Gauges gauges) {
      for (Fact fact : facts) {
        switch (fact) {
          case Fact.Paid paid -> mintedByBounties = mintedByBounties.plus(paid.amount());
          case Fact.Included included -> gasFees = gasFees.plus(included.fee().gas());
          default -> {}
        }
      }
      minted = gauges.minted();
      burned = gauges.burned();
      debt = gauges.debt();
      pool = gauges.pool();
      Wei held =
          pool.plus(gauges.escrow())
              .plus(gauges.agentFund())
              .plus(gauges.pending())
              .plus(gauges.uncollected());
      for (Address account : accounts) {
        held =
            held.plus(gauges.balance(account))
                .plus(gauges.bonded(account))
                .minus(gauges.debt(account));
      }
      if (genesis.isZero()) {
        genesis = gauges.supply().minus(minted).plus(burned);
        assertThat(genesis).isGreaterThanOrEqualTo(EACH.times(USERS));
        assertThat(accounts).hasSize((int) USERS);
      }
      assertThat(held)
          .as("block %d", block.height())
          .isEqualTo(genesis.plus(minted).minus(burned))
          .isEqualTo(gauges.supply());
    }
  }
}
