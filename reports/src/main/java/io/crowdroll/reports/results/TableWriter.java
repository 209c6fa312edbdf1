package io.crowdroll.reports.results;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.zip.GZIPOutputStream;

/**
 * Writes one table. Rows are put into text and compressed a thousand at a time, in their order, by
 * whatever core is free, so that a simulation does not wait for it.
 *
 * <p>Belongs to one thread, as a {@link ReplicationWriter} does.
 *
 * @param <R> the row
 */
final class TableWriter<R extends Row> implements Closeable {
  private static final int ROWS_AT_A_TIME = 1024;

  /** More would only fill the memory of a machine whose cores are all taken. */
  private static final int MOST_UNDER_WAY = 8;

  private final CsvTable<R> table;
  private final Path file;
  private final CsvOutput csv;
  private final ArrayDeque<CompletableFuture<Void>> underWay = new ArrayDeque<>();
  private List<R> rows = new ArrayList<>();
  private boolean closed;

  TableWriter(CsvTable<R> table, Path directory) throws IOException {
    this.table = table;
    this.file = directory.resolve(table.fileName());
    OutputStream bytes = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);
    csv = new CsvOutput(table.compressed() ? new FastGzip(bytes) : bytes);
    for (String column : table.columns()) {
      csv.text(column);
    }
    csv.endRow();
  }

  /**
   * Appends a row.
   *
   * @throws UncheckedIOException when the disk has refused one of the rows before it
   */
  void write(R row) {
    rows.add(row);
    if (rows.size() < ROWS_AT_A_TIME) {
      return;
    }
    if (underWay.size() == MOST_UNDER_WAY) {
      await(underWay.poll());
    }
    List<R> full = rows;
    rows = new ArrayList<>(ROWS_AT_A_TIME);
    underWay.add(
        underWay.isEmpty()
            ? CompletableFuture.runAsync(() -> append(full))
            : underWay.peekLast().thenRunAsync(() -> append(full)));
  }

  private void append(List<R> some) {
    try {
      for (R row : some) {
        table.codec().write(row, csv);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + file, e);
    }
  }

  private static void await(CompletableFuture<Void> written) {
    try {
      written.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof UncheckedIOException refused) {
        throw refused;
      }
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (csv) {
      if (!underWay.isEmpty()) {
        await(underWay.getLast()); // which waits for those before it
      }
      append(rows);
    }
  }

  /** Level 1: these tables shrink to nearly the same size at a fraction of the time. */
  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream out) throws IOException {
      super(out, 1 << 16);
      def.setLevel(1);
    }
  }
}
