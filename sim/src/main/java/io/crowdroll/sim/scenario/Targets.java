package io.crowdroll.sim.scenario;

/**
 * The users that censors aim at.
 *
 * @param share of the users, in [0, 1]; rounded to whole users
 */
public record Targets(double share) {
  /** Whether a user is one: they are spread evenly. */
  public boolean holds(int user) {
    return user >= 0 && Math.floor((user + 1) * share) > Math.floor(user * share);
  }
}
