package io.crowdroll.sim.cli;

import io.crowdroll.sim.scenario.LoadedScenario;
import io.crowdroll.sim.scenario.ScenarioException;
import io.crowdroll.sim.scenario.Setting;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which scenario, and what the command line lays over it. */
final class ScenarioOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandLine.Model.CommandSpec spec;

  @Parameters(
      paramLabel = "<scenario>",
      description = "a file, or the name of a shipped scenario (see `list`)")
  private String scenario;

  @Option(
      names = "--set",
      paramLabel = "<path=value>",
      description = {
        "lay one value over the file; may be repeated, e.g.",
        "--set protocol.bounty.source=mint --set duration=6h"
      })
  private List<String> overrides = List.of();

  @Option(names = "--seed", paramLabel = "<n>", description = "another seed than the scenario's")
  private Long seed;

  @Option(
      names = "--replications",
      paramLabel = "<n>",
      description = "another number of replications than the scenario's")
  private Integer replications;

  LoadedScenario load() throws ScenarioException {
    return load(List.of());
  }

  /** With more laid over it. */
  LoadedScenario load(List<Setting> more) throws ScenarioException {
    List<Setting> settings = settings();
    settings.addAll(more);
    return Scenarios.load(scenario, settings);
  }

  private List<Setting> settings() {
    List<Setting> settings = new ArrayList<>();
    for (String override : overrides) {
      int equals = override.indexOf('=');
      if (equals < 1) {
        throw new CommandLine.ParameterException(
            spec.commandLine(),
            "--set " + override + ": expected path=value, as in --set duration=6h");
      }
      settings.add(
          new Setting(override.substring(0, equals).strip(), override.substring(equals + 1)));
    }
    if (seed != null) {
      settings.add(new Setting("seed", seed.toString()));
    }
    if (replications != null) {
      settings.add(new Setting("replications", replications.toString()));
    }
    return settings;
  }

  /**
   * The command line that gives this scenario again.
   *
   * @param subcommand {@code run}, {@code testnet}
   */
  String command(String subcommand) {
    StringBuilder command = new StringBuilder("./crowdroll ").append(subcommand);
    command.append(' ').append(quoted(scenario));
    overrides.forEach(override -> command.append(" --set ").append(quoted(override)));
    if (seed != null) {
      command.append(" --seed ").append(seed);
    }
    if (replications != null) {
      command.append(" --replications ").append(replications);
    }
    return command.toString();
  }

  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
