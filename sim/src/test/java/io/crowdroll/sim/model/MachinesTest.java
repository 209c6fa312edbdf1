package io.crowdroll.sim.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MachinesTest {
  private final List<String> worked = new ArrayList<>();
  private final Machines machines =
      new Machines(2, (machine, task, micros) -> worked.add(machine + ":" + task + "=" + micros));

  @Test
  void proofsOnOneMachineShareItsSpeed() {
    machines.start(0, 11, 100, 0);
    assertThat(machines.nextDone(0)).isEqualTo(100);
    machines.start(0, 12, 30, 40);
    // 60 and 30 are left, at half the speed each.
    assertThat(machines.nextDone(0)).isEqualTo(100);
    assertThat(machines.finish(0, 100)).isEqualTo(12);
    assertThat(machines.nextDone(0)).isEqualTo(130);
    assertThat(machines.finish(0, 130)).isEqualTo(11);
    assertThat(machines.nextDone(0)).isEqualTo(Span.FOR_EVER);
    assertThat(worked).containsExactly("0:12=30", "0:11=100");
  }

  @Test
  void aDroppedProofLeavesTheSpeedToTheOthers() {
    machines.start(0, 11, 100, 0);
    machines.start(0, 12, 100, 0);
    machines.start(1, 13, 5, 0);
    machines.stop(0, 11, 100);
    assertThat(machines.nextDone(0)).isEqualTo(150);
    machines.clear(0, 120);
    assertThat(machines.nextDone(0)).isEqualTo(Span.FOR_EVER);
    assertThat(machines.nextDone(1)).isEqualTo(5);
    assertThat(worked).containsExactly("0:11=50", "0:12=70");
  }

  @Test
  void everyChangeOfTheWorkIsANewGeneration() {
    int before = machines.generation(0);
    machines.start(0, 11, 100, 0);
    int started = machines.generation(0);
    machines.stop(0, 99, 10);
    assertThat(started).isNotEqualTo(before);
    assertThat(machines.generation(0)).isEqualTo(started);
    machines.stop(0, 11, 10);
    assertThat(machines.generation(0)).isNotEqualTo(started);
  }
}
