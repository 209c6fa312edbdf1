package io.crowdroll.sim.cli;

import io.crowdroll.sim.testnet.NodeMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code testnet-node}: one node of a testnet; {@code testnet} starts it. */
@Command(name = "testnet-node", hidden = true, description = "Run one node of a testnet.")
final class TestnetNodeCommand implements Callable<Integer> {
  @Parameters(paramLabel = "<folder>", description = "the node's folder, with its setup")
  private Path folder;

  @Override
  public Integer call() {
    try {
      NodeMain.run(folder);
      return ExitCode.PASS;
    } catch (IOException e) {
      throw new UncheckedIOException("the node in " + folder + " cannot run", e);
    }
  }
}
