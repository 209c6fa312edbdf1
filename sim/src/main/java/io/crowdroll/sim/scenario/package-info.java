/**
 * The scenario file: its catalogue of parameters, loading with located errors, units, {@code
 * extends}, overrides, and the typed {@link io.crowdroll.sim.scenario.Scenario} that everything
 * else reads.
 */
package io.crowdroll.sim.scenario;
