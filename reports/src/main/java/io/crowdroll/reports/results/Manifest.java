package io.crowdroll.reports.results;

import java.util.List;

/**
 * How a run came about: {@code manifest.json}, the only file of a run with wall-clock content.
 *
 * @param version version of the program
 * @param scenario the scenario's name
 * @param scenarioHash SHA-256 of the resolved scenario, in hex
 * @param seed the run's seed
 * @param command the command line that reproduces it
 * @param replications the replications that finished, by index
 * @param jdk the Java that ran it
 * @param os operating system and architecture
 * @param threads threads that ran replications
 * @param startedAt ISO-8601 instant
 */
public record Manifest(
    String version,
    String scenario,
    String scenarioHash,
    long seed,
    String command,
    List<Replication> replications,
    String jdk,
    String os,
    int threads,
    String startedAt) {

  /** Copies the list. */
  public Manifest {
    replications = List.copyOf(replications);
  }

  /**
   * One finished replication.
   *
   * @param index its number, from 0
   * @param seed the seed its random streams are keyed with
   * @param traceHash hash over all of its events, in hex
   * @param events events dispatched
   * @param wallMillis how long it took
   * @param eventsPerSecond events a second of wall-clock time
   */
  public record Replication(
      int index,
      long seed,
      String traceHash,
      long events,
      long wallMillis,
      double eventsPerSecond) {}
}
