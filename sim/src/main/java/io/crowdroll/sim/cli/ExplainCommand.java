package io.crowdroll.sim.cli;

import io.crowdroll.sim.experiment.Metric;
import io.crowdroll.sim.scenario.Explain;
import io.crowdroll.sim.scenario.ScenarioException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code explain}: what a parameter or a metric means. */
@Command(
    name = "explain",
    description = {
      "Explain a parameter of scenarios: meaning, unit, default, allowed values, and the section",
      "of the protocol. Without a parameter, list them all; `metrics` lists what is measured."
    },
    footer = {
      "",
      "Examples:",
      "  crowdroll explain protocol.bounty.source",
      "  crowdroll explain penalty",
      "  crowdroll explain time_to_proof.p95"
    })
final class ExplainCommand implements Callable<Integer> {
  private static final String METRICS = "metrics";

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "<parameter>",
      description = "as in a file, or its last part; or a metric")
  private String parameter;

  @Override
  public Integer call() throws ScenarioException {
    PrintWriter out = spec.commandLine().getOut();
    if (METRICS.equals(parameter)) {
      Metric.ALL.forEach(metric -> out.println(line(metric.name(), metric)));
    } else if (parameter != null && Metric.find(parameter).isPresent()) {
      out.println(line(parameter, Metric.find(parameter).orElseThrow()));
    } else {
      out.print(Explain.text(Optional.ofNullable(parameter)));
    }
    out.flush();
    return ExitCode.PASS;
  }

  private static String line(String name, Metric metric) {
    String unit = metric.unit().isEmpty() ? "" : " (" + metric.unit() + ")";
    return name + unit + ": " + metric.meaning();
  }
}
