package io.crowdroll.reports.html;

import io.crowdroll.reports.results.AgentRow;
import io.crowdroll.reports.results.BatchRow;
import io.crowdroll.reports.results.CsvTable;
import io.crowdroll.reports.results.EventRow;
import io.crowdroll.reports.results.MetricRow;
import io.crowdroll.reports.results.ProverRow;
import io.crowdroll.reports.results.ReplicationReader;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;

/**
 * One replication, its large tables reduced.
 *
 * @param transactions transactions, reduced
 * @param tasks tasks, reduced
 * @param batches batches
 * @param provers provers
 * @param proverGroups the same by cohort and behaviour
 * @param agents agents
 * @param events time line
 * @param metrics scalar results
 * @param series quantities over time
 */
record Replication(
    TransactionResults transactions,
    TaskResults tasks,
    List<BatchRow> batches,
    List<ProverRow> provers,
    Map<String, ProverGroup> proverGroups,
    List<AgentRow> agents,
    List<EventRow> events,
    List<MetricRow> metrics,
    Map<String, Series> series) {

  static Replication read(ReplicationReader reader, long horizonMs) {
    // Both tables are large, and either takes a core for a second.
    ForkJoinTask<TransactionResults> transactions =
        ForkJoinPool.commonPool().submit(() -> TransactionResults.read(reader, horizonMs));
    List<ProverRow> provers = reader.all(CsvTable.PROVERS);
    TaskResults tasks = TaskResults.read(reader, provers, horizonMs);
    return new Replication(
        transactions.join(),
        tasks,
        reader.all(CsvTable.BATCHES),
        provers,
        ProverGroup.of(provers),
        reader.all(CsvTable.AGENTS),
        reader.all(CsvTable.EVENTS),
        reader.all(CsvTable.METRICS),
        Series.read(reader));
  }
}
