package io.crowdroll.sim.cli;

import io.crowdroll.sim.experiment.Engine;
import io.crowdroll.sim.experiment.SimulationEngine;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line: one subcommand a class. */
@Command(
    name = "crowdroll",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "<command>",
    description = {
      "Simulates a ZK rollup whose proofs are made by the browsers of its users: a scenario file",
      "goes in, an economic report comes out.",
      ""
    },
    footer = {
      "",
      "To begin:",
      "  crowdroll list                          what there is to run",
      "  crowdroll run baseline                  a day of the whole protocol, then read the report",
      "  crowdroll explain unitPrice             what a parameter means",
      "  crowdroll check my-scenario.yaml        every mistake with its line",
      "",
      "`crowdroll <command> --help` tells more of a command.",
      "",
      "Exit codes: 0 every expectation holds, 1 one does not or the program failed,",
      "2 bad input, 3 an invariant of the protocol was violated, 130 interrupted."
    })
public final class Main implements Callable<Integer> {
  @Spec private CommandSpec spec;

  private Main() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(
        Groth16Work.plain(arguments)
            .orElseGet(() -> commandLine(new SimulationEngine()).execute(arguments)));
  }

  /**
   * The whole command line.
   *
   * @param engine what runs replications
   */
  static CommandLine commandLine(Engine engine) {
    CommandLine main =
        new CommandLine(new Main())
            .addSubcommand(new RunCommand(engine))
            .addSubcommand(new ListCommand())
            .addSubcommand(new ExplainCommand())
            .addSubcommand(new CheckCommand())
            .addSubcommand(new ReportCommand())
            .addSubcommand(new BenchCommand(engine))
            .addSubcommand(new CalibrateCommand(engine))
            .addSubcommand(new KeysCommand())
            .addSubcommand(new ExitCommand())
            .addSubcommand(new Groth16Command())
            .addSubcommand(new TestnetCommand())
            .addSubcommand(new SendCommand())
            .addSubcommand(new ReplayCommand())
            .addSubcommand(new CompareCommand())
            .addSubcommand(new TestnetNodeCommand())
            .addSubcommand(new EvmCommand())
            .addSubcommand(new DocsCommand());
    withHelp(main);
    Errors errors = new Errors();
    return main.setParameterExceptionHandler(errors)
        .setExecutionExceptionHandler(errors)
        .setUsageHelpAutoWidth(false)
        .setUsageHelpWidth(96)
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  private static void withHelp(CommandLine command) {
    for (CommandLine subcommand : command.getSubcommands().values()) {
      // commands that are methods bring theirs along: added later they would shift the arguments
      if (!subcommand.getCommandSpec().mixinStandardHelpOptions()) {
        subcommand.getCommandSpec().mixinStandardHelpOptions(true);
      }
      withHelp(subcommand);
    }
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return ExitCode.PASS;
  }
}
