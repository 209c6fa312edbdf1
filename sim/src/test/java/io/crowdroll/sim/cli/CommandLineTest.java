package io.crowdroll.sim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.reports.results.RunDirectory;
import io.crowdroll.sim.experiment.Engine;
import io.crowdroll.sim.experiment.SyntheticEngine;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a user types, and what the program then says and exits with. */
class CommandLineTest {
  private static final String TINY =
      """
      question: Does it run?
      duration: 10 min
      replications: 2
      """;

  @TempDir private Path scratch;

  /** What a command said, and its exit code. */
  private record Said(int code, String out, String err) {}

  private static Said say(Engine engine, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command =
        Main.commandLine(engine)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));
    int code = command.execute(arguments);
    return new Said(code, out.toString(), err.toString());
  }

  private Path file(String content) {
    try {
      return Files.writeString(scratch.resolve("tiny.yaml"), content);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Said run(Engine engine, String content, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("run", file(content).toString(), "--quiet", "--out", scratch + "/runs"));
    arguments.addAll(List.of(more));
    return say(engine, arguments.toArray(String[]::new));
  }

  @Test
  void aRunThatMeetsItsExpectationsExitsWithZeroAndSaysWhereTheReportIs() {
    Said said = run(new SyntheticEngine(), TINY + "expect: [blocks = 300, time_to_proof.p95 < 1h]");

    assertThat(said.code).isEqualTo(0);
    assertThat(said.err).isEmpty();
    assertThat(said.out.lines())
        .hasSizeLessThan(25)
        .startsWith("tiny: Does it run?", "2 of 2 replications of 10 min simulated, seed 1")
        .anyMatch(line -> line.matches("  pass +blocks = 300 +300 .*"))
        .anyMatch(line -> line.matches("  time_to_proof.p50 +[0-9.]+ s +\\[.*s]"));
    Path report = Path.of(said.out.lines().toList().getLast().substring("report: ".length()));
    assertThat(report).isNotEmptyFile();
  }

  @Test
  void aFailedExpectationExitsWithOne() {
    Said said = run(new SyntheticEngine(), TINY + "expect: [blocks > 300]");

    assertThat(said.code).isEqualTo(1);
    assertThat(said.out).containsPattern("FAIL +blocks > 300 +300");
  }

  @Test
  void anInconclusiveExpectationCountsAsFailedAndSaysSo() {
    Said said =
        run(
            new SyntheticEngine(),
            TINY + "expect: [time_to_proof.p95 < 1h @ 95%]",
            "--replications",
            "1");

    assertThat(said.code).isEqualTo(1);
    assertThat(said.out).contains("FAIL (inconclusive)").contains("no interval");
  }

  @Test
  void aViolatedInvariantExitsWithThreeAndNamesSeedHeightAndBothSides() {
    Said said = run(new SyntheticEngine().violatingAt(1), TINY, "--seed", "9", "--threads", "1");

    assertThat(said.code).isEqualTo(3);
    assertThat(said.out)
        .contains("INVARIANT VIOLATED in replication 1, seed 9, height 149:")
        .contains("I1: expected 10 wei, found 11 wei");
  }

  @Test
  void anErrorOfTheProgramIsOneSentenceAndItsTraceAFile() {
    Said said = run(new SyntheticEngine().failingAt(0), TINY);

    assertThat(said.code).isEqualTo(1);
    assertThat(said.out + said.err).doesNotContain("\tat ");
    assertThat(said.out)
        .containsPattern("FAILED replication 0, seed 1: the synthetic world broke \\(see .*txt\\)");
  }

  @Test
  void anErrorOutsideOfReplicationsIsOneSentenceToo() {
    CommandLine command = Main.commandLine(new SyntheticEngine());
    Runnable boom =
        () -> {
          throw new IllegalStateException("boom");
        };
    command.addSubcommand("explode", CommandLine.Model.CommandSpec.wrapWithoutInspection(boom));
    StringWriter err = new StringWriter();
    command.setErr(new PrintWriter(err, true)).setExecutionExceptionHandler(new Errors());

    assertThat(command.execute("explode")).isEqualTo(1);
    assertThat(err.toString().lines())
        .hasSize(2)
        .first()
        .asString()
        .isEqualTo(
            "crowdroll: this is a mistake of the program, not yours:"
                + " java.lang.IllegalStateException: boom");
    String trace = err.toString().replaceFirst("(?s).*Please report it with (.*)\\.\\s*", "$1");
    assertThat(Path.of(trace)).content().contains("\tat ").contains("boom");
  }

  @Test
  void aMistakeInTheFileExitsWithTwoAndIsLocated() {
    Said said = run(new SyntheticEngine(), TINY + "durations: 3h\n");

    assertThat(said.code).isEqualTo(2);
    assertThat(said.err)
        .contains("tiny.yaml:4:1:")
        .contains("durations")
        .contains("did you mean `duration`?");
    assertThat(said.out).isEmpty();
  }

  @Test
  void anUnknownMetricIsRefusedBeforeAnythingRuns() {
    SyntheticEngine engine = new SyntheticEngine();
    Said said = run(engine, TINY + "expect: [time_to_prof.p95 < 1h]");

    assertThat(said.code).isEqualTo(2);
    assertThat(said.err)
        .contains("no metric `time_to_prof.p95`; did you mean `time_to_proof.p95`?");
    assertThat(engine.started()).isZero();
  }

  @Test
  void aRungThatIsNotBuiltIsRefused() {
    Said said = run(new SyntheticEngine(), TINY + "fidelity: {proofs: full}");

    assertThat(said.code).isEqualTo(2);
    assertThat(said.err).contains("fidelity.proofs: full");
  }

  @Test
  void aScenarioThatIsNowhereIsRefusedWithTheNearestName() {
    Said said = say(new SyntheticEngine(), "run", "basline");

    assertThat(said.code).isEqualTo(2);
    assertThat(said.err).contains("basline: there is no such file").contains("`baseline`");
  }

  @Test
  void aWrongOptionIsOneLineAndAHint() {
    Said said = say(new SyntheticEngine(), "run", "baseline", "--threds", "2");

    assertThat(said.code).isEqualTo(2);
    assertThat(said.err.lines()).hasSizeLessThan(5);
    assertThat(said.err).contains("--threds").contains("crowdroll run --help");
  }

  @Test
  void aSettingWithoutAValueIsRefused() {
    Said said = say(new SyntheticEngine(), "run", "baseline", "--set", "duration");

    assertThat(said.code).isEqualTo(2);
    assertThat(said.err).contains("--set duration: expected path=value");
  }

  @Test
  void settingsSeedAndReplicationsLieOverTheFile() {
    Said said =
        run(
            new SyntheticEngine(),
            TINY,
            "--set",
            "duration=4min",
            "--seed",
            "7",
            "--replications",
            "3");

    assertThat(said.code).isEqualTo(0);
    assertThat(said.out).contains("3 of 3 replications of 4 min simulated, seed 7");
    assertThat(said.out).containsPattern("runs/tiny-[0-9a-f]{8}-s7/report.html");
  }

  @Test
  void theSameCommandGoesOnWhereTheLastOneStopped() {
    run(new SyntheticEngine(), TINY);
    SyntheticEngine again = new SyntheticEngine();
    Said said = run(again, TINY);

    assertThat(again.started()).isZero();
    assertThat(said.out).contains("2 kept from an earlier start");
  }

  @Test
  void theManifestsCommandGivesTheSameBytesAgain() throws Exception {
    String[] settings = {
      "--set", "duration=4min", "--set", "question=It's \"so\", is it?", "--set", "expect=[]"
    };
    run(new SyntheticEngine(), TINY, concat(settings, "--seed", "7", "--replications", "3"));
    Path first = onlyRun(scratch.resolve("runs"));
    String command = RunDirectory.open(first).manifest().command();
    List<String> words = new ArrayList<>(wordsOf(command));
    words.addAll(List.of("--quiet", "--out", scratch + "/again"));

    Said again = say(new SyntheticEngine(), words.subList(1, words.size()).toArray(String[]::new));

    assertThat(again.code).isZero();
    Path second = onlyRun(scratch.resolve("again"));
    assertThat(second.getFileName()).isEqualTo(first.getFileName());
    assertThat(contents(second)).hasSizeGreaterThan(20).isEqualTo(contents(first));
  }

  private static String[] concat(String[] some, String... more) {
    return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
  }

  private static Path onlyRun(Path runs) throws IOException {
    try (Stream<Path> all = Files.list(runs)) {
      return all.filter(Files::isDirectory).toList().getFirst();
    }
  }

  /** What a shell makes of a command line. */
  private static List<String> wordsOf(String command) throws Exception {
    Process shell = new ProcessBuilder("sh", "-c", "printf '%s\\n' " + command).start();
    List<String> words = shell.inputReader().lines().toList();
    assertThat(shell.waitFor()).isZero();
    return words;
  }

  /** Every file of a run as text, but for those that tell of the clock. */
  private static Map<String, String> contents(Path run) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(run)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = run.relativize(file).toString();
        if (!name.equals("manifest.json")) {
          contents.put(name, new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        }
      }
    }
    return contents;
  }

  @Test
  void aNumberThatIsNoneIsSaidInWords() {
    Said said = say(new SyntheticEngine(), "run", "baseline", "--seed", "x");

    assertThat(said.code).isEqualTo(2);
    assertThat(said.err).contains("'x' is not a whole number");
  }

  @Test
  void printResolvedRunsNothing() {
    SyntheticEngine engine = new SyntheticEngine();
    Said said = run(engine, TINY, "--print-resolved");

    assertThat(said.code).isEqualTo(0);
    assertThat(said.out).contains("duration: 10 min").contains("heartbeatInterval");
    assertThat(engine.started()).isZero();
  }

  @Test
  void listNamesEachShippedScenarioWithItsQuestion() {
    Said said = say(new SyntheticEngine(), "list");

    assertThat(said.code).isEqualTo(0);
    assertThat(said.out)
        .containsPattern("(?m)^baseline +Does .*\\?$")
        .containsPattern("(?m)^sybil-flood +.*\\?$")
        .doesNotContain("does not load");
  }

  @Test
  void checkSaysRightOrEveryMistake() {
    assertThat(say(new SyntheticEngine(), "check", "baseline").out).isEqualTo("baseline: right\n");

    Path wrong = file(TINY + "seed: many\nmode: soft\n");
    Said said = say(new SyntheticEngine(), "check", "baseline", wrong.toString());
    assertThat(said.code).isEqualTo(2);
    assertThat(said.err).contains("tiny.yaml:4:").contains("tiny.yaml:5:");
  }

  @Test
  void explainKnowsParametersAndMetrics() {
    assertThat(say(new SyntheticEngine(), "explain", "unitPrice").out)
        .contains("PROTOCOL.md §")
        .contains("0.025 ZKPoW");
    assertThat(say(new SyntheticEngine(), "explain", "miss_rate").out)
        .isEqualTo("miss_rate: share of ended leases that were missed\n");
    assertThat(say(new SyntheticEngine(), "explain", "metrics").out)
        .contains("time_to_proof.p95 (s): ");
    Said unknown = say(new SyntheticEngine(), "explain", "unitPrize");
    assertThat(unknown.code).isEqualTo(2);
    assertThat(unknown.err).contains("unitPrice");
  }

  @Test
  void reportIsWrittenAnewFromWhatIsOnDisk() throws IOException {
    Said ran = run(new SyntheticEngine(), TINY);
    Path report = Path.of(ran.out.lines().toList().getLast().substring("report: ".length()));
    String first = Files.readString(report);
    Files.delete(report);

    Said said = say(new SyntheticEngine(), "report", report.getParent().toString());

    assertThat(said.code).isEqualTo(0);
    assertThat(report).content().isEqualTo(first);
    Said nowhere = say(new SyntheticEngine(), "report", scratch.toString());
    assertThat(nowhere.code).isEqualTo(2);
    assertThat(nowhere.err).contains("is not a run");
  }

  @Test
  void helpTeachesByExample() {
    Said said = say(new SyntheticEngine(), "--help");

    assertThat(said.code).isEqualTo(0);
    assertThat(said.out)
        .contains("crowdroll run baseline")
        .contains("130 interrupted")
        .doesNotContain("docs");
    assertThat(say(new SyntheticEngine(), "run", "--help").out)
        .contains("--set protocol.bounty.source=mint")
        .contains("open report.html in a browser");
    assertThat(say(new SyntheticEngine()).out).isEqualTo(said.out);
    assertThat(say(new SyntheticEngine(), "--version").out).matches("crowdroll 0\\..*\\+[^$]*");
  }
}
