package io.crowdroll.sim.cli;

import io.crowdroll.sim.evm.StateTest;
import io.crowdroll.sim.evm.StepWriter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code evm statetest}: Ethereum's GeneralStateTests, as go-ethereum's command runs them. */
@Command(
    name = "statetest",
    description = {
      "Run Ethereum's GeneralStateTests and print an array with name, pass, stateRoot, fork and",
      "error of each case. A case of another fork than Cancun fails with `unsupported fork`.",
      "The state root of each case also goes to the error stream as soon as it is known, and with",
      "--trace before it every step (EIP-3155).",
      "Without files their names are read from standard input, one a line, and an array is printed",
      "for each.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  crowdroll evm statetest GeneralStateTests/stExample/add11.json",
      "  crowdroll evm statetest GeneralStateTests/ 2>/dev/null",
      "",
      "Exit codes: 0 all cases pass, 1 some do not, 2 a file is missing or no state test."
    })
final class EvmStateTestCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description = "files of tests, or folders of .json files")
  private List<Path> files = List.of();

  @Option(names = "--trace", description = "print every step")
  private boolean trace;

  @Override
  public Integer call() {
    try {
      boolean pass = true;
      if (!files.isEmpty()) {
        pass = report(files);
      } else {
        BufferedReader names =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String name; (name = names.readLine()) != null && !name.isEmpty(); ) {
          pass &= report(List.of(Path.of(name)));
        }
      }
      return pass ? ExitCode.PASS : ExitCode.FAIL;
    } catch (NoSuchFileException e) {
      return wrong("there is no file " + e.getFile());
    } catch (IOException e) {
      return wrong(e.getMessage());
    }
  }

  private int wrong(String message) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("crowdroll: " + message);
    err.flush();
    return ExitCode.BAD_INPUT;
  }

  /** Runs files and prints the array, case by case; whether all passed. */
  private boolean report(List<Path> paths) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    boolean pass = true;
    String separator = "[";
    for (Path path : paths) {
      for (Path file : expanded(path)) {
        for (StateTest test : StateTest.read(file)) {
          StateTest.Result result = run(test);
          out.print(separator + "\n" + json(result).indent(2).stripTrailing());
          separator = ",";
          pass &= result.pass();
        }
      }
    }
    out.println(separator.equals("[") ? "[]" : "\n]");
    out.flush();
    return pass;
  }

  private static List<Path> expanded(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> files = Files.walk(path)) {
      return files
          .filter(file -> file.toString().endsWith(".json") && Files.isRegularFile(file))
          .sorted()
          .toList();
    }
  }

  private StateTest.Result run(StateTest test) {
    PrintWriter err = spec.commandLine().getErr();
    StateTest.Result result = trace ? test.run(new StepWriter(err)) : test.run();
    if (result.stateRoot() != null) {
      err.println("{\"stateRoot\": \"" + result.stateRoot() + "\"}");
    }
    return result;
  }

  private static String json(StateTest.Result result) {
    StringBuilder json = new StringBuilder("{\n");
    json.append("  \"name\": ").append(quoted(result.name())).append(",\n");
    json.append("  \"pass\": ").append(result.pass()).append(",\n");
    if (result.stateRoot() != null) {
      json.append("  \"stateRoot\": \"").append(result.stateRoot()).append("\",\n");
    }
    json.append("  \"fork\": ").append(quoted(result.fork()));
    if (result.error() != null) {
      json.append(",\n  \"error\": ").append(quoted(result.error()));
    }
    return json.append("\n}").toString();
  }

  private static String quoted(String text) {
    return JsonMapper.shared().writeValueAsString(text);
  }
}
