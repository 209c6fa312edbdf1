package io.crowdroll.sim.scenario;

/**
 * The users that censors aim at.
 *
 * @param share of the users, in [0, 1]; rounded to whole users
 */
public record Targets(double share) {}
