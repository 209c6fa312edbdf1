package io.crowdroll.sim.cli;

import io.crowdroll.sim.scenario.ScenarioException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code list}: the shipped scenarios. */
@Command(name = "list", description = "List the shipped scenarios, each with its question.")
final class ListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Map<String, String> questions = new TreeMap<>();
    Scenarios.shipped().keySet().forEach(name -> questions.put(name, question(name)));
    if (questions.isEmpty()) {
      out.println("no scenarios in " + Scenarios.folder());
      return ExitCode.PASS;
    }
    int width = questions.keySet().stream().mapToInt(String::length).max().orElse(0);
    questions.forEach(
        (name, question) -> out.println(name + " ".repeat(width - name.length() + 2) + question));
    out.println();
    out.println("crowdroll run <name> simulates one; each is a file in " + Scenarios.folder());
    out.flush();
    return ExitCode.PASS;
  }

  private static String question(String name) {
    try {
      return Scenarios.load(name, List.of()).scenario().question();
    } catch (ScenarioException e) {
      return "(does not load: `crowdroll check " + name + "` tells why)";
    }
  }
}
