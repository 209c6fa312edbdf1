package io.crowdroll.sim.cli;

import io.crowdroll.protocol.evm.Outcome;
import io.crowdroll.sim.evm.BareRun;
import io.crowdroll.sim.evm.Prestate;
import io.crowdroll.sim.evm.StepWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code evm run}: runs code as go-ethereum's {@code evm run} does. */
@Command(
    name = "run",
    description = {
      "Run code that nobody deployed and print what it returns.",
      "It stands at the address \"receiver\" (0x…7265636569766572) and is called by \"sender\"",
      "(0x…73656e646572) with all the gas, in an empty world unless --prestate gives another;"
          + " there",
      "is no transaction around it, so nothing is taken off before.",
      "The output goes to standard output, 0x and hexadecimal digits, then ` error: …` if the code",
      "failed. With --trace there are instead, on the error stream, a line of JSON a step"
          + " (EIP-3155)",
      "and one for the end.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  crowdroll evm run 60016002015f5260205ff3                  0x…03",
      "  crowdroll evm run 5f355f5260205ff3 --input 2a --trace     what call data does",
      "  crowdroll evm run --codefile loop.hex --bench             gas and time",
      "  echo 5b5f56 | crowdroll evm run --codefile - --gas 1000   error: out of gas"
    })
final class EvmRunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", arity = "0..1", paramLabel = "CODE", description = "hexadecimal digits")
  private String hex;

  @Option(
      names = "--codefile",
      paramLabel = "FILE",
      description = "file with the code in hexadecimal digits; - is standard input")
  private String codeFile;

  @Option(names = "--input", paramLabel = "HEX", description = "call data")
  private String input = "";

  @Option(
      names = "--inputfile",
      paramLabel = "FILE",
      description = "file with the call data in hexadecimal digits")
  private Path inputFile;

  @Option(
      names = "--gas",
      paramLabel = "N",
      description = "most gas that may be used (default: ${DEFAULT-VALUE})")
  private long gas = 10_000_000_000L;

  @Option(
      names = "--prestate",
      paramLabel = "FILE",
      description = {
        "genesis file of go-ethereum: accounts, and the block's header, whose gasLimit takes the",
        "place of --gas; without CODE the code that the receiver has there is run"
      })
  private Path prestate;

  @Option(names = "--sender", paramLabel = "ADDRESS", description = "who calls; also the origin")
  private String sender;

  @Option(names = "--receiver", paramLabel = "ADDRESS", description = "where the code stands")
  private String receiver;

  @Option(names = "--value", paramLabel = "WEI", description = "wei that go along, from the sender")
  private String value = "0";

  @Option(names = "--price", paramLabel = "WEI", description = "gas price that the code sees")
  private String price = "0";

  @Option(
      names = "--create",
      description = "run the code as init code of a contract, the call data behind it")
  private boolean create;

  @Option(names = "--trace", description = "print every step")
  private boolean trace;

  @Option(
      names = "--bench",
      description = {
        "print, on the error stream, the gas used and the mean time of a run, over at least a"
            + " second",
        "of runs after some seconds of warming up"
      })
  private boolean bench;

  @Override
  public Integer call() {
    if (gas < 0) {
      throw wrong("--gas " + gas + ": it must not be negative");
    }
    if (codeFile != null && hex != null) {
      throw wrong("the code is given twice, as an argument and by --codefile");
    }
    byte[] code = bytes(codeFile != null ? text(codeFile) : hex == null ? "" : hex, "the code");
    byte[] data = bytes(inputFile != null ? text(inputFile.toString()) : input, "the input");
    BareRun run = new BareRun(world(), message(), code, data, create);
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    if (bench) {
      BareRun.Bench measured = run.bench();
      err.println("EVM gas used:    " + measured.gasUsed());
      err.println("execution time:  " + duration(measured.nanoseconds()));
    }
    if (trace) {
      StepWriter steps = new StepWriter(err);
      steps.end(run.trace(steps), run.gas());
    } else {
      Outcome outcome = run.run();
      out.println("0x" + HexFormat.of().formatHex(outcome.output()));
      if (!outcome.isSuccess()) {
        out.println(" error: " + StepWriter.error(outcome.halt()));
      }
    }
    err.flush();
    out.flush();
    return ExitCode.PASS;
  }

  private Prestate world() {
    try {
      return prestate == null ? Prestate.empty(gas) : Prestate.read(prestate, gas);
    } catch (IOException e) {
      throw wrong("--prestate " + e.getMessage());
    }
  }

  private BareRun.Call message() {
    try {
      return BareRun.Call.of(sender, receiver, value, price);
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  /** A time as Go prints it, in the largest unit that leaves no zero in front. */
  static String duration(double nanoseconds) {
    String[] units = {"ns", "µs", "ms", "s"};
    double time = nanoseconds;
    int unit = 0;
    while (unit < units.length - 1 && time >= 1_000) {
      time /= 1_000;
      unit++;
    }
    int minutes = unit == units.length - 1 ? (int) (time / 60) : 0;
    String digits =
        String.format(Locale.ROOT, "%.6f", time - 60 * minutes).replaceAll("\\.?0+$", "");
    return (minutes > 0 ? minutes + "m" : "") + digits + units[unit];
  }

  private String text(String file) {
    try {
      byte[] bytes =
          file.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(file));
      return new String(bytes, StandardCharsets.ISO_8859_1).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private byte[] bytes(String text, String what) {
    try {
      return HexFormat.of().parseHex(text.startsWith("0x") ? text.substring(2) : text);
    } catch (IllegalArgumentException e) {
      throw wrong(what + " is no even number of hexadecimal digits");
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
