package io.crowdroll.reports.results;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The directory of a run. Every file in it is either whole or not there; several replications may
 * be written at the same time, each by its own thread.
 */
public final class RunDirectory {
  private static final Pattern REPLICATION = Pattern.compile("replication-(\\d{4,9})");
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private static final String VARIANTS = "variants";

  private final Path path;

  private RunDirectory(Path path) {
    this.path = path;
  }

  /**
   * Creates the directory, or takes up the one that is there, so that a run can be resumed.
   *
   * @throws UncheckedIOException when it cannot be created
   */
  public static RunDirectory create(Path path) {
    try {
      Files.createDirectories(path);
      return new RunDirectory(path);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create the run directory " + path, e);
    }
  }

  /**
   * Opens a run for reading.
   *
   * @throws ResultsException when there is no run
   */
  public static RunDirectory open(Path path) {
    RunDirectory run = new RunDirectory(path);
    if (!Files.exists(run.manifestFile())) {
      throw new ResultsException(path + " is not a run: there is no manifest.json in it");
    }
    return run;
  }

  /** The directory itself. */
  public Path path() {
    return path;
  }

  /** {@code manifest.json}. */
  public Path manifestFile() {
    return path.resolve("manifest.json");
  }

  /** {@code summary.json}. */
  public Path summaryFile() {
    return path.resolve("summary.json");
  }

  /** {@code resolved.yaml}: the scenario with every parameter spelt out. */
  public Path resolvedFile() {
    return path.resolve("resolved.yaml");
  }

  /** {@code metrics.csv}: the scalar results of all replications. */
  public Path metricsFile() {
    return path.resolve("metrics.csv");
  }

  /** {@code report.html}. */
  public Path reportFile() {
    return path.resolve("report.html");
  }

  /** Starts the replication of an index. Close the writer, whether or not it was committed. */
  public ReplicationWriter writer(int index) {
    String name = name(index);
    return new ReplicationWriter(path.resolve("." + name + ".tmp"), path.resolve(name));
  }

  /** A reader for the replication of an index, which must be one of {@link #replications}. */
  public ReplicationReader reader(int index) {
    return new ReplicationReader(index, path.resolve(name(index)));
  }

  /** Whether the replication of an index is whole. */
  public boolean has(int index) {
    return Files.isDirectory(path.resolve(name(index)));
  }

  /** Removes the replication of an index, if it is there. */
  public void remove(int index) {
    try {
      Directories.delete(path.resolve(name(index)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove a replication of " + path, e);
    }
  }

  /** The indices of the replications that are whole, ascending. */
  public List<Integer> replications() {
    try (Stream<Path> entries = Files.list(path)) {
      return entries
          .map(entry -> REPLICATION.matcher(entry.getFileName().toString()))
          .filter(Matcher::matches)
          .map(match -> Integer.valueOf(match.group(1)))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + path, e);
    }
  }

  /**
   * The names of the variants that the run compares, in the order of its {@code comparison.csv};
   * empty when it is a run of its own.
   */
  public List<String> variants() {
    Path directory = path.resolve(VARIANTS);
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    Set<String> names = new LinkedHashSet<>();
    Path comparison = path.resolve("comparison.csv");
    try (Stream<Path> entries = Files.list(directory)) {
      if (Files.exists(comparison)) {
        Files.readAllLines(comparison).stream()
            .skip(1)
            .map(line -> line.substring(0, line.indexOf(',')))
            .forEach(names::add);
      }
      entries.map(entry -> entry.getFileName().toString()).sorted().forEach(names::add);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the variants in " + directory, e);
    }
    return names.stream().filter(name -> Files.exists(variant(name).manifestFile())).toList();
  }

  /** The directory of a variant. */
  public RunDirectory variant(String name) {
    return new RunDirectory(path.resolve(VARIANTS).resolve(name));
  }

  /** Writes {@code manifest.json}. */
  public void writeManifest(Manifest manifest) {
    writeJson(manifestFile(), manifest);
  }

  /**
   * Reads {@code manifest.json}.
   *
   * @throws ResultsException when it is missing or malformed
   */
  public Manifest manifest() {
    return readJson(manifestFile(), Manifest.class);
  }

  /** Writes {@code summary.json}. */
  public void writeSummary(Summary summary) {
    writeJson(summaryFile(), summary);
  }

  /**
   * Reads {@code summary.json}.
   *
   * @throws ResultsException when it is missing or malformed
   */
  public Summary summary() {
    return readJson(summaryFile(), Summary.class);
  }

  /** Writes {@code resolved.yaml}. */
  public void writeResolved(String yaml) {
    replace(resolvedFile(), yaml);
  }

  /** The resolved scenario, empty when the run has none. */
  public String resolved() {
    try {
      return Files.exists(resolvedFile()) ? Files.readString(resolvedFile()) : "";
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resolvedFile(), e);
    }
  }

  /** Writes {@code report.html}. */
  public void writeReport(String html) {
    replace(reportFile(), html);
  }

  /** Gathers the scalar results of all whole replications, by index. */
  public List<RunMetricRow> metrics() {
    List<RunMetricRow> rows = new ArrayList<>();
    for (int index : replications()) {
      reader(index)
          .forEach(
              CsvTable.METRICS,
              row -> rows.add(new RunMetricRow(index, row.metric(), row.unit(), row.value())));
    }
    return rows;
  }

  /** Real proofs of all whole replications, in their order; none where proofs are modelled. */
  public List<RealProofRow> realProofs() {
    List<RealProofRow> rows = new ArrayList<>();
    for (int index : replications()) {
      Path file = realProofsFile(index);
      if (Files.exists(file)) {
        ReplicationReader.read(file, CsvTable.REAL_PROOFS, rows::add);
      }
    }
    return rows;
  }

  /** {@code real-proofs-<replication>.csv}. */
  public Path realProofsFile(int index) {
    return path.resolve(String.format(Locale.ROOT, "real-proofs-%04d.csv", index));
  }

  /** Writes {@link #metrics} to {@code metrics.csv}. */
  public void writeMetrics() {
    writeTable(CsvTable.RUN_METRICS, metrics());
  }

  /** Writes {@code prediction.csv}: what a testnet run measured beside what was predicted. */
  public void writePrediction(List<PredictionRow> rows) {
    writeTable(CsvTable.PREDICTION, rows);
  }

  /** What {@link #writePrediction} wrote; empty where nothing was compared. */
  public List<PredictionRow> prediction() {
    List<PredictionRow> rows = new ArrayList<>();
    Path file = path.resolve(CsvTable.PREDICTION.fileName());
    if (Files.exists(file)) {
      ReplicationReader.read(file, CsvTable.PREDICTION, rows::add);
    }
    return rows;
  }

  private <R extends Row> void writeTable(CsvTable<R> table, List<R> rows) {
    Path file = path.resolve(table.fileName());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (CsvOutput csv = new CsvOutput(bytes)) {
      for (String column : table.columns()) {
        csv.text(column);
      }
      csv.endRow();
      for (R row : rows) {
        table.codec().write(row, csv);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
    replace(file, bytes.toByteArray());
  }

  private static String name(int index) {
    if (index < 0) {
      throw new IllegalArgumentException("a replication's index is not negative: " + index);
    }
    return String.format(Locale.ROOT, "replication-%04d", index);
  }

  private static void writeJson(Path file, Object value) {
    replace(file, JSON.writeValueAsString(value) + "\n");
  }

  private static <T> T readJson(Path file, Class<T> type) {
    if (!Files.exists(file)) {
      throw new ResultsException(file + " is missing");
    }
    try {
      return JSON.readValue(file.toFile(), type);
    } catch (JacksonException e) {
      throw new ResultsException(file + ": " + e.getOriginalMessage(), e);
    }
  }

  private static void replace(Path file, String content) {
    replace(file, content.getBytes(StandardCharsets.UTF_8));
  }

  private static void replace(Path file, byte[] content) {
    try {
      Directories.replace(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
