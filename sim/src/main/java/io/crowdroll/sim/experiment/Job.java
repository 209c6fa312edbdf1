package io.crowdroll.sim.experiment;

import io.crowdroll.reports.results.RunDirectory;
import io.crowdroll.sim.scenario.Scenario;

/**
 * One replication of one variant: the unit of work.
 *
 * @param variant its name, empty where the scenario has no variants
 * @param directory where its results go
 */
record Job(String variant, Scenario scenario, RunDirectory directory, int replication) {

  /** {@code replication 3}, {@code literal, replication 3}. */
  String label() {
    return (variant.isEmpty() ? "" : variant + ", ") + "replication " + replication;
  }
}
