package io.crowdroll.sim.cli;

import io.crowdroll.sim.scenario.LoadedScenario;
import io.crowdroll.sim.scenario.Problem;
import io.crowdroll.sim.scenario.ScenarioException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code check}: whether scenario files are right. */
@Command(
    name = "check",
    description = "Check scenario files: every mistake with its line, and what is allowed there.")
final class CheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "<scenario>",
      description = "files, or names of shipped scenarios")
  private List<String> files;

  @Override
  public Integer call() throws ScenarioException {
    List<Problem> problems = new ArrayList<>();
    for (String file : files) {
      try {
        LoadedScenario loaded = Scenarios.load(file, List.of());
        loaded.scenario().requireBuilt();
        spec.commandLine().getOut().println(file + ": right");
      } catch (ScenarioException e) {
        problems.addAll(e.problems());
      }
    }
    spec.commandLine().getOut().flush();
    if (!problems.isEmpty()) {
      throw new ScenarioException(problems);
    }
    return ExitCode.PASS;
  }
}
