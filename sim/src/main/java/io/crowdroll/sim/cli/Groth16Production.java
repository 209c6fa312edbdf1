package io.crowdroll.sim.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** {@code --production} of the commands that rely on a key. */
final class Groth16Production {
  @Option(
      names = "--production",
      paramLabel = "KEYS",
      description = {
        "refuse a development key, and every key that is not on this list: a line for each, its",
        "fingerprint as info tells it"
      })
  private Path list;

  /** The list, or null if any key will do. */
  Path list() {
    return list;
  }
}
