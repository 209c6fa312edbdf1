package io.crowdroll.reports.results;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Writes the tables of one replication. They appear under their final name all at once, on {@link
 * #commit}: until then they live in a hidden directory beside it, so that a run that is killed
 * leaves only whole replications behind.
 *
 * <p>Rows keep the order in which they come; for the same rows the files are byte for byte the
 * same. Not thread-safe: one writer belongs to the thread of one replication.
 */
public final class ReplicationWriter implements Closeable {
  private final Path temporary;
  private final Path target;
  private final TableWriter<TransactionRow> transactions;
  private final TableWriter<TaskRow> tasks;
  private final TableWriter<BatchRow> batches;
  private final TableWriter<ProverRow> provers;
  private final TableWriter<AgentRow> agents;
  private final TableWriter<SeriesRow> series;
  private final TableWriter<EventRow> events;
  private final TableWriter<MetricRow> metrics;
  private boolean open = true;

  ReplicationWriter(Path temporary, Path target) {
    this.temporary = temporary;
    this.target = target;
    try {
      Directories.delete(temporary);
      Files.createDirectories(temporary);
      transactions = new TableWriter<>(CsvTable.TRANSACTIONS, temporary);
      tasks = new TableWriter<>(CsvTable.TASKS, temporary);
      batches = new TableWriter<>(CsvTable.BATCHES, temporary);
      provers = new TableWriter<>(CsvTable.PROVERS, temporary);
      agents = new TableWriter<>(CsvTable.AGENTS, temporary);
      series = new TableWriter<>(CsvTable.SERIES, temporary);
      events = new TableWriter<>(CsvTable.EVENTS, temporary);
      metrics = new TableWriter<>(CsvTable.METRICS, temporary);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write results to " + temporary, e);
    }
  }

  /** Appends to the transactions. */
  public void transaction(TransactionRow row) {
    transactions.write(row);
  }

  /** Appends to the tasks. */
  public void task(TaskRow row) {
    tasks.write(row);
  }

  /** Appends to the batches. */
  public void batch(BatchRow row) {
    batches.write(row);
  }

  /** Appends to the provers. */
  public void prover(ProverRow row) {
    provers.write(row);
  }

  /** Appends to the agents. */
  public void agent(AgentRow row) {
    agents.write(row);
  }

  /** Appends to the samples over time. */
  public void series(SeriesRow row) {
    series.write(row);
  }

  /** Appends to the time line. */
  public void event(EventRow row) {
    events.write(row);
  }

  /** Appends to the scalar results. */
  public void metric(MetricRow row) {
    metrics.write(row);
  }

  /**
   * Flushes every table to the disk and gives the replication its final name, replacing an earlier
   * one of that name.
   *
   * @throws UncheckedIOException when the disk refuses; nothing is left under the final name then
   */
  public void commit() {
    try {
      closeTables();
      Directories.syncWithFiles(temporary);
      Directories.delete(target);
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      Directories.sync(target.getParent());
      open = false;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot finish the results in " + target, e);
    }
  }

  /** Deletes what was written, unless {@link #commit} has been called. */
  @Override
  public void close() {
    if (!open) {
      return;
    }
    open = false;
    try (var _ = (Closeable) () -> Directories.delete(temporary)) {
      closeTables();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove unfinished results in " + temporary, e);
    }
  }

  private void closeTables() throws IOException {
    try (transactions;
        tasks;
        batches;
        provers;
        agents;
        series;
        events;
        metrics) {
      // closes each of them, whichever fails
    }
  }
}
