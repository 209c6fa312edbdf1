package io.crowdroll.reports.results;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** Reads the tables of one replication, whole or row by row. */
public final class ReplicationReader {
  private final int index;
  private final Path directory;

  ReplicationReader(int index, Path directory) {
    this.index = index;
    this.directory = directory;
  }

  /** The replication's number, from 0. */
  public int index() {
    return index;
  }

  /**
   * All rows of a table, in the order of the file.
   *
   * @throws ResultsException as {@link #forEach}
   */
  public <R extends Row> List<R> all(CsvTable<R> table) {
    List<R> rows = new ArrayList<>();
    forEach(table, rows::add);
    return rows;
  }

  /**
   * Hands each row of a table to {@code action}, in the order of the file; holds one at a time.
   *
   * @throws ResultsException when the file is missing or a row does not fit, naming file and row
   */
  public <R extends Row> void forEach(CsvTable<R> table, Consumer<R> action) {
    read(directory.resolve(table.fileName()), table, action);
  }

  static <R extends Row> void read(Path file, CsvTable<R> table, Consumer<R> action) {
    if (!Files.exists(file)) {
      throw new ResultsException(file + " is missing; is this a whole replication?");
    }
    try (CsvInput csv = new CsvInput(new InputStreamReader(bytes(file), StandardCharsets.UTF_8))) {
      expectHeader(file, csv, table);
      for (R row = next(file, csv, table); row != null; row = next(file, csv, table)) {
        action.accept(row);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static <R extends Row> void expectHeader(Path file, CsvInput csv, CsvTable<R> table)
      throws IOException {
    List<String> header = fields(file, csv);
    if (!table.columns().equals(header)) {
      throw new ResultsException(
          file
              + ", row 1: the columns are "
              + header
              + "; this version reads "
              + table.columns()
              + ". Was the run written by another version?");
    }
  }

  private static <R extends Row> R next(Path file, CsvInput csv, CsvTable<R> table)
      throws IOException {
    List<String> fields = fields(file, csv);
    if (fields == null) {
      return null;
    }
    try {
      return table.codec().read(fields);
    } catch (IllegalArgumentException e) {
      throw new ResultsException(file + ", row " + csv.row() + ": " + e.getMessage(), e);
    }
  }

  private static List<String> fields(Path file, CsvInput csv) throws IOException {
    try {
      return csv.next();
    } catch (IllegalArgumentException e) {
      throw new ResultsException(file + ", row " + csv.row() + ": " + e.getMessage(), e);
    }
  }

  private static InputStream bytes(Path file) throws IOException {
    InputStream raw = Files.newInputStream(file);
    try {
      return file.toString().endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw;
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }
}
