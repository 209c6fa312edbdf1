package io.crowdroll.sim.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HoldModelTest {

  @Test
  void printsOneLineAQueueWithTheRatioToPriorityQueue() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    HoldModel.print(new PrintStream(bytes, true, StandardCharsets.UTF_8), 1, 1000);
    String[] lines = bytes.toString(StandardCharsets.UTF_8).split("\\R");
    assertThat(lines).hasSize(4);
    assertThat(lines[1]).matches("1000 +ReferenceQueue +[0-9.]+ +[0-9.]+ +1\\.00");
    assertThat(lines[2]).matches("1000 +QuaternaryHeap +[0-9.]+ +[0-9.]+ +[0-9.]+");
    assertThat(lines[3]).matches("1000 +WheelQueue +[0-9.]+ +[0-9.]+ +[0-9.]+");
  }
}
