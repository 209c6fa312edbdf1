package io.crowdroll.sim.experiment;

import io.crowdroll.reports.results.Manifest;
import io.crowdroll.reports.results.RunDirectory;
import io.crowdroll.reports.results.RunMetricRow;
import io.crowdroll.reports.results.Summary;
import io.crowdroll.reports.results.Verdict;
import io.crowdroll.sim.experiment.RunResult.VariantMetrics;
import io.crowdroll.sim.scenario.Expectation;
import io.crowdroll.sim.scenario.LoadedScenario;
import io.crowdroll.sim.scenario.Scenario;
import io.crowdroll.sim.scenario.Variant;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The folder of a run on disk: one run directory, or where the scenario has variants one for each
 * under {@code variants/} and what compares them above.
 */
final class RunFolder {
  private static final String VARIANTS = "variants";

  private final LoadedScenario loaded;
  private final Runner.Options options;
  private final RunDirectory top;
  private final List<Part> parts = new ArrayList<>();

  /** A variant's directory; replications of it that are whole, by index. */
  private record Part(
      String name, Scenario scenario, RunDirectory directory, List<Manifest.Replication> done) {}

  private RunFolder(LoadedScenario loaded, Runner.Options options) {
    this.loaded = loaded;
    this.options = options;
    top = RunDirectory.create(options.directory());
  }

  /** Creates the folder, or takes up one that an earlier start of the same run has left. */
  static RunFolder open(LoadedScenario loaded, Runner.Options options) {
    RunFolder folder = new RunFolder(loaded, options);
    if (loaded.scenario().variants().isEmpty()) {
      folder.addPart("", loaded.scenario(), folder.top);
    } else {
      for (Variant variant : loaded.scenario().variants()) {
        Path path = folder.top.path().resolve(VARIANTS).resolve(variant.name());
        folder.addPart(variant.name(), variant.scenario(), RunDirectory.create(path));
      }
      folder.writeManifest(folder.top, List.of());
      folder.top.writeResolved(loaded.resolvedYaml());
    }
    return folder;
  }

  private void addPart(String name, Scenario scenario, RunDirectory directory) {
    List<Manifest.Replication> done = new ArrayList<>(kept(directory, scenario.replications()));
    for (int index : directory.replications()) {
      if (done.stream().noneMatch(replication -> replication.index() == index)) {
        directory.remove(index);
      }
    }
    parts.add(new Part(name, scenario, directory, done));
    writeManifest(directory, done);
    directory.writeResolved(loaded.resolvedYaml());
  }

  /** Replications that are whole and that this version made of this scenario. */
  private List<Manifest.Replication> kept(RunDirectory directory, int planned) {
    if (!Files.exists(directory.manifestFile())) {
      return List.of();
    }
    Manifest manifest = directory.manifest();
    boolean same =
        manifest.scenarioHash().equals(loaded.hash())
            && manifest.seed() == loaded.scenario().seed()
            && Objects.equals(manifest.version(), options.version());
    return same
        ? manifest.replications().stream()
            .filter(one -> one.index() < planned && directory.has(one.index()))
            .toList()
        : List.of();
  }

  Path path() {
    return top.path();
  }

  int planned() {
    return parts.stream().mapToInt(part -> part.scenario.replications()).sum();
  }

  synchronized int finished() {
    return parts.stream().mapToInt(part -> part.done.size()).sum();
  }

  /** What is to be run: all variants of a replication before the next replication. */
  List<Job> unfinished() {
    List<Job> jobs = new ArrayList<>();
    for (Part part : parts) {
      IntStream.range(0, part.scenario.replications())
          .filter(index -> part.done.stream().noneMatch(one -> one.index() == index))
          .forEach(index -> jobs.add(new Job(part.name, part.scenario, part.directory, index)));
    }
    jobs.sort(Comparator.comparingInt(Job::replication));
    return jobs;
  }

  /** A replication is whole on disk. */
  synchronized void finished(Job job, Manifest.Replication replication) {
    Part part =
        parts.stream().filter(one -> one.name.equals(job.variant())).findFirst().orElseThrow();
    part.done.add(replication);
    part.done.sort(Comparator.comparingInt(Manifest.Replication::index));
    writeManifest(part.directory, part.done);
    delete(failureFile(job));
  }

  private void writeManifest(RunDirectory directory, List<Manifest.Replication> done) {
    directory.writeManifest(
        new Manifest(
            options.version(),
            loaded.scenario().name(),
            loaded.hash(),
            loaded.scenario().seed(),
            options.command(),
            done,
            System.getProperty("java.vendor") + " " + Runtime.version(),
            System.getProperty("os.name") + " " + System.getProperty("os.arch"),
            options.threads(),
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString()));
  }

  /** Keeps an error's whole trace beside the results. */
  Path writeFailure(Job job, Throwable error) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    out.println(job.label() + ", seed " + job.scenario().seed() + ", " + options.command());
    error.printStackTrace(out);
    Path file = failureFile(job);
    try {
      Files.writeString(file, text.toString());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
    return file;
  }

  private static Path failureFile(Job job) {
    return job.directory()
        .path()
        .resolve(String.format(Locale.ROOT, "failed-%04d.txt", job.replication()));
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + file, e);
    }
  }

  List<VariantMetrics> metrics() {
    return parts.stream()
        .map(part -> new VariantMetrics(part.name, part.scenario, part.directory.metrics()))
        .toList();
  }

  /** One verdict for each expectation of each variant, in the scenario's order. */
  List<Verdict> verdicts() {
    List<Verdict> verdicts = new ArrayList<>();
    for (Expectation expectation : loaded.scenario().expectations()) {
      for (Part part : parts) {
        if (expectation.variant().isEmpty() || expectation.variant().get().equals(part.name)) {
          verdicts.add(judge(expectation, part));
        }
      }
    }
    return verdicts;
  }

  private Verdict judge(Expectation expectation, Part part) {
    List<RunMetricRow> metrics = part.directory.metrics();
    return Judge.judge(expectation, part.name, metrics, loaded.scenario().confidence());
  }

  /** Writes what sums up the replications that are whole. */
  void report(Consumer<Path> reportWriter) {
    for (Part part : parts) {
      List<Verdict> own =
          part.scenario.expectations().stream().map(one -> judge(one, part)).toList();
      part.directory.writeMetrics();
      part.directory.writeSummary(
          summary(part.scenario, part.scenario.replications(), part.done.size(), own));
      reportWriter.accept(part.directory.path());
    }
    if (parts.getFirst().directory != top) {
      top.writeSummary(summary(loaded.scenario(), planned(), finished(), verdicts()));
      writeComparison();
      reportWriter.accept(top.path());
    }
  }

  private static Summary summary(
      Scenario scenario, int planned, int finished, List<Verdict> verdicts) {
    return new Summary(
        scenario.name(),
        scenario.question(),
        scenario.durationMillis(),
        planned,
        finished,
        verdicts);
  }

  private void writeComparison() {
    Path file = top.path().resolve("comparison.csv");
    try {
      Files.writeString(
          file, Comparison.csv(Comparison.of(metrics(), loaded.scenario().confidence())));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
