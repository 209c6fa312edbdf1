package io.crowdroll.sim.agents;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.chain.Block;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.evm.Evm;
import io.crowdroll.sim.scenario.Scenario;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** How often blocks are executed where every validator is simulated. */
@Isolated("counts the EVM's runs in the whole process")
class EvmRunsTest {
  @TempDir Path folder;

  /** Calls that blocks have executed, as the observer hears of them. */
  private static final class Calls extends Tally {
    long executed;

    @Override
    public void applied(long millis, Block block, List<Fact> facts, Gauges gauges) {
      super.applied(millis, block, facts, gauges);
      executed += facts.stream().filter(Fact.Called.class::isInstance).count();
    }
  }

  /**
   * Runs of the EVM in this process, whoever ran it, are counted by the JVM: at the observer alone
   * it could not be seen if each validator executed blocks of its own.
   *
   * @return runs of the EVM for each call in a block
   */
  private double runsPerCall(String checks) throws Exception {
    Calls calls = new Calls();
    Scenario scenario =
        Worlds.extended(
            folder,
            FullExecutionTest.SMALL,
            "checks=" + checks,
            "duration=2 min",
            "fidelity.execution=full",
            "fidelity.consensus=full",
            "validators.count=31");
    long runs =
        Invocations.count(Evm.class, "execute", () -> new Simulation(scenario, 11, 0, calls).run());
    assertThat(calls.executed).isGreaterThan(40);
    return (double) runs / calls.executed;
  }

  @Test
  void theEvmRunsOnceForAllHonestValidators() throws Exception {
    assertThat(runsPerCall("cheap")).isEqualTo(1);
  }

  @Test
  void aSecondNodeThatChecksTheFirstRunsTheEvmAgain() throws Exception {
    assertThat(runsPerCall("full")).isEqualTo(2);
  }
}
