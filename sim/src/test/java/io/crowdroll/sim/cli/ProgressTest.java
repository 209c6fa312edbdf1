package io.crowdroll.sim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.sim.experiment.Progress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ProgressTest {
  /** Two of eight found done, one more done since, another half done, after ten seconds. */
  private static final Progress.Snapshot SNAPSHOT =
      new Progress.Snapshot(
          8, 2, 3, 10_000, List.of(new Progress.Worker("literal, replication 3", 0.5, 1_250_000)));

  @Test
  void theTimeToGoIsJudgedByThePaceSinceTheStart() {
    // 1.5 replications in 10 s leave 4.5, which is 30 s.
    assertThat(SNAPSHOT.share()).isEqualTo(3.5 / 8);
    assertThat(SNAPSHOT.etaMillis()).isEqualTo(30_000);
    assertThat(new Progress.Snapshot(8, 2, 2, 5, List.of()).etaMillis()).isEqualTo(-1);
  }

  @Test
  void aTerminalGetsOneLineThatIsWrittenOver() {
    StringWriter out = new StringWriter();
    TerminalProgress progress = new TerminalProgress(new PrintWriter(out));
    progress.show(SNAPSHOT);
    progress.end();

    assertThat(out.toString())
        .contains("44 %  3 of 8 replications  1.25 M events/s  about 30 s to go")
        .doesNotContain("\n")
        .endsWith("\r\u001b[K");
  }

  @Test
  void everythingElseGetsALineOfJson() {
    StringWriter out = new StringWriter();
    new JsonProgress(new PrintWriter(out)).show(SNAPSHOT);

    assertThat(out.toString()).endsWith("}" + System.lineSeparator());
    JsonNode line = JsonMapper.builder().build().readTree(out.toString());
    assertThat(line.get("done").asInt()).isEqualTo(3);
    assertThat(line.get("planned").asInt()).isEqualTo(8);
    assertThat(line.get("etaSeconds").asInt()).isEqualTo(30);
    assertThat(line.get("eventsPerSecond").asLong()).isEqualTo(1_250_000);
    assertThat(line.get("running").get(0).get("replication").asString())
        .isEqualTo("literal, replication 3");
  }
}
