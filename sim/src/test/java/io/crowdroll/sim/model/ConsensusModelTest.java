package io.crowdroll.sim.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.chain.ValidatorBits;
import io.crowdroll.protocol.consensus.ConsensusRules;
import io.crowdroll.protocol.consensus.ConsensusRules.BeaconKind;
import io.crowdroll.sim.kernel.EntityClass;
import io.crowdroll.sim.kernel.Purpose;
import io.crowdroll.sim.kernel.RandomStream;
import io.crowdroll.sim.kernel.Streams;
import io.crowdroll.sim.model.ConsensusModel.Decision;
import io.crowdroll.sim.scenario.DurationLaw;
import io.crowdroll.sim.scenario.Network;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsensusModelTest {
  private static final int COUNT = 20;
  private static final ConsensusRules RULES =
      new ConsensusRules(2_000, 1_000, 500, 250, 1_800, BeaconKind.THRESHOLD_BLS, 0, 64);

  private static ConsensusModel model(DurationLaw latency) {
    long[] stakes = new long[COUNT];
    Arrays.fill(stakes, 10);
    return new ConsensusModel(
        RULES,
        stakes,
        new int[COUNT],
        new Latency(new Network(latency, 0, List.of())),
        new KeyedDraws(new Streams(1, 0), EntityClass.VALIDATOR));
  }

  private static ValidatorBits up(int count) {
    ValidatorBits up = ValidatorBits.NONE;
    for (int i = 0; i < count; i++) {
      up = up.with(i);
    }
    return up;
  }

  @Test
  void moreThanTwoThirdsOfStakeAreAQuorum() {
    ConsensusModel model = model(new DurationLaw.Constant(0));
    assertThat(model.hasQuorum(up(13))).isFalse();
    assertThat(model.hasQuorum(up(14))).isTrue();
    long[] thirds = {1, 1, 1};
    ConsensusModel exact =
        new ConsensusModel(
            RULES,
            thirds,
            new int[3],
            new Latency(new Network(new DurationLaw.Constant(0), 0, List.of())),
            new KeyedDraws(new Streams(1, 0), EntityClass.VALIDATOR));
    assertThat(exact.hasQuorum(up(2))).isFalse();
  }

  @Test
  void aBlockIsFinalAfterThreeHops() {
    ConsensusModel model = model(new DurationLaw.Constant(40));
    assertThat(model.decide(1, 7, _ -> 3, up(COUNT)))
        .isEqualTo(new Decision(3, 0, 7, 7 + 3 * 40_000));
  }

  @Test
  void aLeaderThatIsDownCostsTimeoutsThatGrowWithTheRound() {
    ConsensusModel model = model(new DurationLaw.Constant(40));
    long first = 1_000 + 2 * 40 + 500;
    long second = 1_250 + 2 * 40 + 750;
    Decision decision = model.decide(1, 0, round -> round < 2 ? 19 : 4, up(19));
    assertThat(decision)
        .isEqualTo(new Decision(4, 2, (first + second) * 1_000, (first + second + 3 * 40) * 1_000));
  }

  @Test
  void aProposalThatComesTooLateIsNone() {
    ConsensusModel model = model(new DurationLaw.Constant(1_100));
    // 1,000 and 1,000 + 250 ms: the second round waits long enough.
    assertThat(model.decide(1, 0, _ -> 4, up(COUNT)).round()).isEqualTo(1);
  }

  @Test
  void roundsAreGeometricInTheShareOfStakeThatIsDown() {
    ConsensusModel model = model(new DurationLaw.Exponential(40));
    RandomStream leaders = new Streams(2, 0).stream(EntityClass.BEACON, 0, Purpose.BEACON);
    Statistics rounds = new Statistics();
    Statistics none = new Statistics();
    for (int height = 1; height <= 50_000; height++) {
      Decision decision = model.decide(height, 0, _ -> leaders.uniform(COUNT), up(15));
      rounds.add(decision.round());
      none.add(decision.round() == 0 ? 1 : 0);
      assertThat(decision.proposer()).isLessThan(15);
    }
    rounds.assertMean(0.25 / 0.75);
    none.assertMean(0.75);
  }

  @Test
  void withFewerValidatorsUpTheQuorumIsSlower() {
    ConsensusModel model = model(new DurationLaw.Exponential(40));
    Statistics all = new Statistics();
    Statistics barely = new Statistics();
    for (int height = 1; height <= 2_000; height++) {
      all.add(model.decide(height, 0, _ -> 0, up(COUNT)).finalAt());
      barely.add(model.decide(height, 0, _ -> 0, up(14)).finalAt());
    }
    assertThat(barely.mean()).isGreaterThan(1.3 * all.mean());
  }
}
