package io.crowdroll.sim.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.reports.results.Manifest;
import io.crowdroll.reports.results.RunDirectory;
import io.crowdroll.reports.results.Verdict;
import io.crowdroll.sim.scenario.LoadedScenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunnerTest {
  @TempDir private Path scratch;

  private Runner runner(Engine engine, Path out, int threads) {
    return runner(engine, out, threads, "1");
  }

  private static Runner runner(Engine engine, Path out, int threads, String version) {
    return new Runner(
        engine,
        run -> {
          try {
            Files.writeString(run.resolve("report.html"), "a page");
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        new Runner.Options(
            out.resolve("run"), threads, "./crowdroll run tiny", version, Progress.NONE, 1_000));
  }

  /** Every file but the manifests, by its path. */
  private static Map<String, String> content(Path directory) throws IOException {
    Map<String, String> content = new TreeMap<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.endsWith("manifest.json")) {
          byte[] bytes = Files.readAllBytes(file);
          content.put(
              directory.relativize(file).toString(),
              new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1));
        }
      }
    }
    return content;
  }

  @Test
  void resultsDoNotDependOnTheNumberOfThreads() throws IOException {
    LoadedScenario loaded = TinyScenario.load(scratch, "");

    RunResult one = runner(new SyntheticEngine(), scratch.resolve("one"), 1).run(loaded);
    RunResult three = runner(new SyntheticEngine(), scratch.resolve("three"), 3).run(loaded);

    assertThat(one.finished()).isEqualTo(4);
    assertThat(content(one.directory())).hasSizeGreaterThan(4 * 8);
    assertThat(content(three.directory())).isEqualTo(content(one.directory()));
    assertThat(RunDirectory.open(three.directory()).manifest().replications())
        .extracting(Manifest.Replication::traceHash)
        .doesNotHaveDuplicates()
        .isEqualTo(
            RunDirectory.open(one.directory()).manifest().replications().stream()
                .map(Manifest.Replication::traceHash)
                .toList());
  }

  @Test
  void aStoppedRunIsReadableAndGoesOnWhereItStopped() throws IOException {
    LoadedScenario loaded = TinyScenario.load(scratch, "");
    List<Runner> self = new ArrayList<>();
    SyntheticEngine stopping =
        new SyntheticEngine()
            .atEachBlock(
                replication -> {
                  if (replication == 2) {
                    self.getFirst().cancel();
                  }
                });
    self.add(runner(stopping, scratch, 1));

    RunResult stopped = self.getFirst().run(loaded);

    assertThat(stopped.interrupted()).isTrue();
    assertThat(stopped.passed()).isFalse();
    assertThat(stopped.finished()).isEqualTo(2);
    RunDirectory run = RunDirectory.open(stopped.directory());
    assertThat(run.replications()).containsExactly(0, 1);
    assertThat(run.summary().finishedReplications()).isEqualTo(2);
    assertThat(run.metrics()).isNotEmpty();
    assertThat(run.reportFile()).exists();

    SyntheticEngine resuming = new SyntheticEngine();
    RunResult resumed = runner(resuming, scratch, 1).run(loaded);

    assertThat(resumed.kept()).isEqualTo(2);
    assertThat(resuming.started()).isEqualTo(2);
    assertThat(resumed.passed()).isTrue();
    RunResult whole = runner(new SyntheticEngine(), scratch.resolve("whole"), 1).run(loaded);
    assertThat(content(resumed.directory())).isEqualTo(content(whole.directory()));
  }

  @Test
  void whatAKilledProcessLeftHalfWrittenIsDoneAgain() throws IOException {
    LoadedScenario loaded = TinyScenario.load(scratch, "");
    RunResult first = runner(new SyntheticEngine(), scratch, 1).run(loaded);
    Map<String, String> whole = content(first.directory());
    // Killed between a replication's last rename and the manifest, and in the midst of another.
    RunDirectory run = RunDirectory.open(first.directory());
    Manifest manifest = run.manifest();
    run.writeManifest(
        new Manifest(
            manifest.version(),
            manifest.scenario(),
            manifest.scenarioHash(),
            manifest.seed(),
            manifest.command(),
            manifest.replications().subList(0, 3),
            manifest.jdk(),
            manifest.os(),
            manifest.threads(),
            manifest.startedAt()));
    run.remove(1);
    Files.createDirectories(first.directory().resolve(".replication-0001.tmp"));

    SyntheticEngine again = new SyntheticEngine();
    RunResult resumed = runner(again, scratch, 2).run(loaded);

    assertThat(again.started()).isEqualTo(2);
    assertThat(resumed.kept()).isEqualTo(2);
    assertThat(content(resumed.directory())).isEqualTo(whole);
  }

  @Test
  void anotherVersionOfTheProgramKeepsNothing() {
    LoadedScenario loaded = TinyScenario.load(scratch, "");
    runner(new SyntheticEngine(), scratch, 1, "1").run(loaded);

    SyntheticEngine newer = new SyntheticEngine();
    RunResult result = runner(newer, scratch, 1, "2").run(loaded);

    assertThat(result.kept()).isZero();
    assertThat(newer.started()).isEqualTo(4);
  }

  @Test
  void moreReplicationsExtendARun() {
    runner(new SyntheticEngine(), scratch, 1).run(TinyScenario.load(scratch, ""));

    SyntheticEngine more = new SyntheticEngine();
    RunResult result = runner(more, scratch, 1).run(TinyScenario.loadWith(scratch, 6));

    assertThat(more.started()).isEqualTo(2);
    assertThat(result.kept()).isEqualTo(4);
    assertThat(result.finished()).isEqualTo(6);
  }

  @Test
  void anErrorInOneReplicationLeavesTheOthersAndIsKept() {
    LoadedScenario loaded = TinyScenario.load(scratch, "");

    RunResult result = runner(new SyntheticEngine().failingAt(1), scratch, 2).run(loaded);

    assertThat(result.finished()).isEqualTo(3);
    assertThat(result.passed()).isFalse();
    assertThat(result.failures()).singleElement();
    RunResult.Failure failure = result.failures().getFirst();
    assertThat(failure.label()).isEqualTo("replication 1");
    assertThat(failure.message()).isEqualTo("the synthetic world broke");
    assertThat(failure.trace())
        .content()
        .contains("replication 1, seed 1, ./crowdroll run tiny")
        .contains("IllegalStateException");

    RunResult healed = runner(new SyntheticEngine(), scratch, 2).run(loaded);
    assertThat(healed.passed()).isTrue();
    assertThat(failure.trace()).doesNotExist();
  }

  @Test
  void aViolatedInvariantStopsTheRun() {
    LoadedScenario loaded = TinyScenario.load(scratch, "");
    SyntheticEngine engine = new SyntheticEngine().violatingAt(0);

    RunResult result = runner(engine, scratch, 1).run(loaded);

    assertThat(engine.started()).isEqualTo(1);
    assertThat(result.finished()).isZero();
    assertThat(result.interrupted()).isFalse();
    assertThat(result.violation())
        .contains(
            new RunResult.Violation("replication 0", 1, 149, "I1: expected 10 wei, found 11 wei"));
  }

  @Test
  void variantsShareRandomNumbersAndAreComparedPairByPair() throws IOException {
    LoadedScenario loaded =
        TinyScenario.load(
            scratch,
            """
            variants:
              - {name: plain}
              - {name: longer, set: {duration: 20 min}}
            expect:
              - "longer: blocks > 500"
              - "blocks > 500"
            """);

    RunResult result = runner(new SyntheticEngine(), scratch.resolve("runs"), 2).run(loaded);

    assertThat(result.finished()).isEqualTo(8);
    assertThat(result.verdicts())
        .extracting(Verdict::expectation, Verdict::pass)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("longer: blocks > 500", true),
            org.assertj.core.groups.Tuple.tuple("plain: blocks > 500", false),
            org.assertj.core.groups.Tuple.tuple("longer: blocks > 500", true));
    assertThat(result.directory().resolve("comparison.csv"))
        .content()
        .contains("plain,blocks,,4,300.0,300.0,300.0,NaN,NaN,NaN,NaN")
        .contains("longer,blocks,,4,600.0,600.0,600.0,300.0,300.0,300.0,0.0");
    assertThat(result.directory().resolve("variants/longer/report.html")).exists();
    assertThat(result.directory().resolve("report.html")).exists();
  }

  @Test
  void progressIsShownWhileItRuns() {
    LoadedScenario loaded = TinyScenario.load(scratch, "");
    List<Progress.Snapshot> shown = java.util.Collections.synchronizedList(new ArrayList<>());
    SyntheticEngine slow =
        new SyntheticEngine()
            .atEachBlock(
                _ -> {
                  try {
                    Thread.sleep(1);
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                });
    new Runner(
            slow,
            _ -> {},
            new Runner.Options(scratch, 2, "./crowdroll run tiny", "1", shown::add, 20))
        .run(loaded);

    assertThat(shown).isNotEmpty();
    assertThat(shown).extracting(Progress.Snapshot::share).isSorted();
    Progress.Snapshot middle = shown.get(shown.size() / 2);
    assertThat(middle.running()).hasSizeBetween(1, 2);
    assertThat(middle.planned()).isEqualTo(4);
    assertThat(middle.etaMillis()).isPositive();
  }
}
