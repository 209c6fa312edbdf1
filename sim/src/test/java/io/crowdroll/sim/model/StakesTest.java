package io.crowdroll.sim.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.chain.ValidatorBits;
import io.crowdroll.sim.kernel.EntityClass;
import io.crowdroll.sim.kernel.Purpose;
import io.crowdroll.sim.kernel.RandomStream;
import io.crowdroll.sim.kernel.Streams;
import io.crowdroll.sim.scenario.Validators.StakeLaw;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StakesTest {
  private static RandomStream stream(int replication) {
    return new Streams(1, replication).stream(EntityClass.WORLD, 0, Purpose.TRAITS);
  }

  @Test
  void noValidatorHoldsMoreThanTheCap() {
    int cut = 0;
    for (int r = 0; r < 2_000; r++) {
      long[] stakes = Stakes.draw(new StakeLaw.Pareto(1.2, 0.2), 16, stream(r));
      long total = Arrays.stream(stakes).sum();
      long most = Arrays.stream(stakes).max().orElseThrow();
      assertThat(5 * most).isLessThanOrEqualTo(total);
      assertThat(Arrays.stream(stakes).min().orElseThrow()).isPositive();
      cut += 5 * most > total - 100 ? 1 : 0;
    }
    // PROTOCOL.md §12: a cap that never binds would be no cap.
    assertThat(cut).isGreaterThan(800);
  }

  @Test
  void aCapThatNobodyCanKeepMakesAllEqual() {
    assertThat(Stakes.draw(new StakeLaw.Pareto(1.2, 0.1), 4, stream(0))).containsOnly(1_000_000);
    assertThat(Stakes.draw(new StakeLaw.Explicit(List.of(3L, 4L)), 2, stream(0)))
        .containsExactly(3, 4);
  }

  @Test
  void aShareIsMadeUpFromTheLargestThatFit() {
    long[] stakes = {10, 50, 25, 15};
    ValidatorBits picked = StakeShare.pick(stakes, 0.4, ValidatorBits.NONE);
    assertThat(picked).isEqualTo(ValidatorBits.NONE.with(2).with(3));
    assertThat(StakeShare.of(stakes, picked)).isEqualTo(40);
    assertThat(StakeShare.pick(stakes, 0.4, picked)).isEqualTo(ValidatorBits.NONE.with(0));
    assertThat(StakeShare.pick(stakes, 1, ValidatorBits.NONE).count()).isEqualTo(4);
  }
}
