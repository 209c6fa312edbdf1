/**
 * Running a scenario: what happened becomes rows and metrics, replications run side by side, and
 * expectations are judged.
 */
package io.crowdroll.sim.experiment;
