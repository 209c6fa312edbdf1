package io.crowdroll.sim.scenario;

/**
 * One {@code --set path=value} of the command line; the value is YAML.
 *
 * @param path dotted, names of list entries in brackets: {@code provers.cohorts[crowd].count}
 */
public record Setting(String path, String value) {

  /** As typed, for messages. */
  @Override
  public String toString() {
    return "--set " + path + "=" + value;
  }
}
