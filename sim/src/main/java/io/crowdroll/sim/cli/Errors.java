package io.crowdroll.sim.cli;

import io.crowdroll.reports.results.ResultsException;
import io.crowdroll.sim.scenario.ScenarioException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** What a user sees of an error: what is wrong and what to do, and never a stack trace. */
final class Errors implements IExecutionExceptionHandler, IParameterExceptionHandler {

  @Override
  public int handleParseException(ParameterException error, String[] arguments) {
    CommandLine command = error.getCommandLine();
    PrintWriter err = command.getErr();
    String what =
        error.getMessage().replaceAll("is not an? (int|long)\\b", "is not a whole number");
    err.println("crowdroll: " + what);
    CommandLine.UnmatchedArgumentException.printSuggestions(error, err);
    err.println(
        "`" + command.getCommandSpec().qualifiedName() + " --help` tells what is possible.");
    err.flush();
    return ExitCode.BAD_INPUT;
  }

  @Override
  public int handleExecutionException(
      Exception error, CommandLine command, ParseResult parseResult) {
    PrintWriter err = command.getErr();
    try {
      switch (error) {
        case ParameterException wrong -> {
          return handleParseException(wrong, new String[0]);
        }
        case ScenarioException wrong -> {
          wrong.problems().forEach(err::println);
          return ExitCode.BAD_INPUT;
        }
        case ResultsException wrong -> {
          err.println("crowdroll: " + wrong.getMessage());
          return ExitCode.BAD_INPUT;
        }
        case UncheckedIOException io -> {
          err.println("crowdroll: " + message(io));
          return ExitCode.FAIL;
        }
        default -> {
          err.println(
              "crowdroll: this is a mistake of the program, not yours: " + firstLine(error));
          err.println("Please report it with " + writeTrace(error, command) + ".");
          return ExitCode.FAIL;
        }
      }
    } finally {
      err.flush();
    }
  }

  private static String message(UncheckedIOException error) {
    IOException cause = error.getCause();
    String why = cause.getClass().getSimpleName().replace("Exception", "");
    return error.getMessage()
        + ": "
        + (cause.getMessage() == null ? why : why + ", " + cause.getMessage());
  }

  private static String firstLine(Exception error) {
    return error.toString().lines().findFirst().orElse("");
  }

  /** Keeps the trace in a file; where that fails, in its first lines. */
  private static String writeTrace(Exception error, CommandLine command) {
    StringWriter trace = new StringWriter();
    PrintWriter out = new PrintWriter(trace);
    out.println("crowdroll " + Version.text() + ", Java " + Runtime.version());
    out.println(
        String.join(
            " ",
            command.getParseResult() == null
                ? java.util.List.of()
                : command.getParseResult().originalArgs()));
    error.printStackTrace(out);
    try {
      Path file = Files.createTempFile("crowdroll-error-", ".txt");
      Files.writeString(file, trace.toString());
      return file.toString();
    } catch (IOException e) {
      return "this line: " + error.getStackTrace()[0];
    }
  }
}
