package io.crowdroll.sim.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code evm}: the machine as a tool of its own, in place of go-ethereum's. */
@Command(
    name = "evm",
    subcommands = {EvmRunCommand.class, EvmStateTestCommand.class},
    synopsisSubcommandLabel = "<command>",
    description = {
      "The EVM that executes the rollup's contracts, with the rules of Cancun, as a tool of its"
          + " own:",
      "arguments, traces and results are those of go-ethereum's `evm`.",
      ""
    },
    footer = {
      "",
      "To begin:",
      "  crowdroll evm run 6001600201 --trace          every step of 1 + 2",
      "  crowdroll evm run --codefile loop.hex --bench how long it takes, warm",
      "  crowdroll evm statetest tests/*.json          Ethereum's own tests",
      "",
      "Exit codes: 0 done, 1 a test failed, 2 bad input."
    })
final class EvmCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return ExitCode.PASS;
  }
}
