package io.crowdroll.sim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.reports.results.RunDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C, as a shell sends it. */
@Tag("long")
@DisabledOnOs(OS.WINDOWS)
class InterruptTest {
  private static final long PATIENCE_SECONDS = 120;

  @TempDir private Path scratch;

  @Test
  void whatIsFinishedIsReportedAndTheExitCodeSaysInterrupted()
      throws IOException, InterruptedException {
    Path out = scratch.resolve("runs");
    Path said = scratch.resolve("said.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dcrowdroll.home=" + System.getProperty("crowdroll.home", ".."),
                "-cp",
                System.getProperty("java.class.path"),
                "io.crowdroll.sim.cli.Main",
                "run",
                "baseline",
                "--quiet",
                "--set",
                "duration=10min",
                "--replications",
                "1000",
                "--out",
                out.toString())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      awaitReplication(out);
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();

      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    String text = Files.readString(said, StandardCharsets.UTF_8);
    assertThat(process.exitValue()).as(text).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(text).contains("of 1000 replications").contains("Interrupted: ");
    RunDirectory run = RunDirectory.open(runs(out).getFirst());
    assertThat(run.manifest().replications()).hasSameSizeAs(run.replications()).isNotEmpty();
    assertThat(run.summary().finishedReplications()).isEqualTo(run.replications().size());
    assertThat(run.reportFile()).isNotEmptyFile();
  }

  private static List<Path> runs(Path out) throws IOException {
    if (!Files.isDirectory(out)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(out)) {
      return entries.toList();
    }
  }

  private static void awaitReplication(Path out) throws IOException, InterruptedException {
    for (long tenths = 0; tenths < 10 * PATIENCE_SECONDS; tenths++) {
      List<Path> runs = runs(out);
      if (!runs.isEmpty() && Files.isDirectory(runs.getFirst().resolve("replication-0000"))) {
        return;
      }
      Thread.sleep(100);
    }
    throw new AssertionError("no replication finished");
  }
}
