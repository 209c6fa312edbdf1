package io.crowdroll.sim.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: one subcommand a class. */
@Command(
    name = "crowdroll",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = "Simulates a ZK rollup whose proofs are made by the browsers of its users.")
public final class Main implements Runnable {
  private Main() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }

  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"crowdroll " + Main.class.getPackage().getImplementationVersion()};
    }
  }
}
