package io.crowdroll.sim.scenario;

import static io.crowdroll.sim.scenario.Draft.listing;
import static io.crowdroll.sim.scenario.Draft.quantity;
import static io.crowdroll.sim.scenario.Draft.section;
import static io.crowdroll.sim.scenario.Draft.text;
import static io.crowdroll.sim.scenario.Draft.values;

import io.crowdroll.sim.scenario.Type.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What proofs and their verification cost on a machine, as {@code ./crowdroll calibrate} measured
 * it: a file that the law {@code measured} of a hardware class names.
 *
 * @param date of the measurement
 * @param machine in words: processor, system, Java
 * @param threads that a proof had
 * @param verification of a proof, seconds
 * @param circuits measured, at least one
 */
public record Calibration(
    String date, String machine, int threads, Verification verification, List<Circuit> circuits) {

  /** Seconds that a unit takes on the machine of RESEARCH.md's class {@code cpu8}. */
  private static final double CPU8 = 0.10;

  private static final double UNIT = 1_000;

  private static final Type.Quantity SECONDS =
      new Type.Quantity(Unit.SECONDS, "0.000001 s", "100,000 s", List.of());

  private static final Entry.Section FILE =
      section(
          "calibration",
          "What a machine needs for proofs.",
          text("date", Text.FREE).means("When it was measured."),
          text("machine", Text.FREE).means("Where."),
          quantity("threads", Unit.COUNT, "1", "10,000").means("Threads of a proof."),
          quantity("hardwareFactor", Unit.NUMBER, "0", "1,000,000")
              .both("1")
              .means("Time of a unit here, in times of the class cpu8; for reading."),
          section(
              "verification",
              "Processor time to verify a proof.",
              quantity("single", Unit.SECONDS, "0", "1,000 s").means("Alone."),
              quantity("batched", Unit.SECONDS, "0", "1,000 s").means("One of many at once."),
              quantity("batch", Unit.COUNT, "1", "100,000").means("So many at once.")),
          listing(
              "circuits",
              "What was proven.",
              100,
              "[]",
              section(
                  "circuit",
                  "",
                  text("name", Text.NAME).means("The circuit."),
                  quantity("constraints", Unit.COUNT, "1", "1,000,000,000").means("Its size."),
                  values("seconds", SECONDS, 100_000, "Of each proof."))));

  /**
   * @param single seconds of one processor to verify a proof alone
   * @param batched seconds of one processor for each of {@code batch} verified at once
   */
  public record Verification(double single, double batched, int batch) {}

  /**
   * A circuit's proofs.
   *
   * @param seconds of each, witness included
   */
  public record Circuit(String name, int constraints, List<Double> seconds) {
    public Circuit {
      seconds = List.copyOf(seconds);
    }

    /** Mean seconds of a proof. */
    public double mean() {
      return seconds.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }
  }

  public Calibration {
    circuits = List.copyOf(circuits);
  }

  /** Seconds that a unit (1,000 constraints) takes, over one proof of each circuit. */
  public double secondsPerUnit() {
    double seconds = circuits.stream().mapToDouble(Circuit::mean).sum();
    return seconds * UNIT / circuits.stream().mapToLong(Circuit::constraints).sum();
  }

  /** Time of a unit here in times of RESEARCH.md's class {@code cpu8}. */
  public double hardwareFactor() {
    return secondsPerUnit() / CPU8;
  }

  /**
   * Reads a file.
   *
   * @throws ScenarioException every problem of the file, each with its place
   */
  public static Calibration read(Path file) throws ScenarioException {
    List<Problem> problems = new ArrayList<>();
    Node tree = SourceReader.file(file.toString(), contents(file));
    Resolved read =
        new Resolver(Scenario.Mode.HARDENED, problems)
            .section(FILE, tree, "", Mark.whole(file.toString()));
    if (problems.isEmpty()) {
      require(read, problems);
    }
    if (!problems.isEmpty()) {
      throw new ScenarioException(problems);
    }
    Resolved verification = read.section("verification");
    return new Calibration(
        read.text("date"),
        read.text("machine"),
        read.count("threads"),
        new Verification(
            verification.real("single"), verification.real("batched"), verification.count("batch")),
        read.list("circuits").stream()
            .map(
                one ->
                    new Circuit(
                        one.text("name"),
                        one.count("constraints"),
                        one.values("seconds").stream()
                            .map(leaf -> leaf.parsed().number().doubleValue())
                            .toList()))
            .toList());
  }

  private static String contents(Path file) throws ScenarioException {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new ScenarioException(
          List.of(Mark.whole(file.toString()).problem("cannot be read: " + e.getMessage())));
    }
  }

  private static void require(Resolved read, List<Problem> problems) {
    if (read.list("circuits").isEmpty()) {
      problems.add(read.mark().problem("circuits is empty; a calibration has at least one"));
    }
    for (Resolved one : read.list("circuits")) {
      if (one.values("seconds").isEmpty()) {
        problems.add(one.mark().problem(one.path("seconds") + " is empty"));
      }
    }
  }

  /** As a file. */
  public String yaml() {
    String head =
        """
        date: %s
        machine: "%s"
        threads: %d
        hardwareFactor: %.3f
        verification: {single: %.6f s, batched: %.6f s, batch: %d}
        circuits:
        """;
    return String.format(
            Locale.ROOT,
            head,
            date,
            machine.replaceAll("[\"\\\\]", ""),
            threads,
            hardwareFactor(),
            verification.single,
            verification.batched,
            verification.batch)
        + circuits.stream().map(Calibration::yaml).collect(Collectors.joining());
  }

  private static String yaml(Circuit circuit) {
    String seconds =
        circuit.seconds.stream()
            .map(one -> String.format(Locale.ROOT, "%.6f", one))
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "  - name: %s\n    constraints: %d\n    seconds: [%s]\n",
        circuit.name,
        circuit.constraints,
        seconds);
  }
}
