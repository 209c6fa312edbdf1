package io.crowdroll.sim.testnet.l1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where Anvil is: in $ANVIL, on the PATH, or among the npm packages of the contracts. */
public final class AnvilBinary {
  private static final Path PACKAGE =
      Path.of("node_modules", "@foundry-rs", "anvil-linux-amd64", "bin", "anvil");

  private AnvilBinary() {}

  /**
   * Finds it, or has npm fetch it.
   *
   * @param home the folder of the program
   * @throws IOException in one sentence, if it cannot be had
   */
  public static Path find(Path home) throws IOException {
    Path named = Programs.named("ANVIL", "anvil");
    if (named != null) {
      return named;
    }
    Path contracts = home.resolve("contracts");
    Path fetched = contracts.resolve(PACKAGE);
    if (!Files.isExecutable(fetched)) {
      String how = "Anvil is neither in $ANVIL nor on the PATH, and npm cannot fetch it";
      List<String> npm = List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
      Programs.run(npm, contracts, how);
    }
    if (!Files.isExecutable(fetched)) {
      throw new IOException("npm has no Anvil for this machine: please set $ANVIL to one");
    }
    return fetched;
  }
}
