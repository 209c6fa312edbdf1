package io.crowdroll.sim.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** go-ethereum's {@code evm}, each call a process of its own. */
final class GoEthereum {
  private static final String VERSION = "v1.17.10";
  private static final String PACKAGE = "github.com/ethereum/go-ethereum/cmd/evm@" + VERSION;
  private static final String MISSING =
      "go-ethereum's evm is neither at $EVM nor on the PATH, and without Go it cannot be built:"
          + " please install Go (go.dev/dl).";

  private final Path binary;

  private GoEthereum(Path binary) {
    this.binary = binary;
  }

  /**
   * The one at {@code $EVM}, else on the PATH, else in the user's cache, where it is built once
   * (some minutes). Without it and without Go the test is skipped.
   */
  static GoEthereum found() {
    String given = System.getenv("EVM");
    if (given != null) {
      return new GoEthereum(Path.of(given));
    }
    Path onPath = onPath("evm");
    if (onPath != null) {
      return new GoEthereum(onPath);
    }
    String caches = System.getenv("XDG_CACHE_HOME");
    Path cache =
        (caches == null ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(caches))
            .resolve("crowdroll/go-ethereum-" + VERSION);
    if (!Files.isExecutable(cache.resolve("evm"))) {
      if (onPath("go") == null) {
        return abort(MISSING);
      }
      build(cache);
    }
    return new GoEthereum(cache.resolve("evm"));
  }

  private static void build(Path cache) {
    try {
      Files.createDirectories(cache);
      try (FileChannel channel =
              FileChannel.open(
                  cache.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock _ = channel.lock()) {
        if (!Files.isExecutable(cache.resolve("evm"))) {
          Path log = cache.resolve("build.log");
          ProcessBuilder builder = new ProcessBuilder("go", "install", PACKAGE);
          builder.environment().putAll(Map.of("GOBIN", cache.toString(), "CGO_ENABLED", "0"));
          int code = run(builder.redirectErrorStream(true).redirectOutput(log.toFile()), 10);
          assertThat(code).as("go install " + PACKAGE + ", see " + log).isZero();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot build go-ethereum's evm", e);
    }
  }

  /**
   * Runs all state tests of a folder with traces.
   *
   * @return what came on the error stream: of each case in the order of the files' names its steps,
   *     then its state root
   */
  Traces stateTests(Path folder) {
    try {
      Path out = folder.resolve("out");
      Path err = folder.resolve("err");
      ProcessBuilder builder =
          new ProcessBuilder(binary.toString(), "statetest", "--trace", folder.toString());
      int code = run(builder.redirectOutput(out.toFile()).redirectError(err.toFile()), 5);
      assertThat(code).as(Files.readString(err)).isZero();
      return new Traces(Files.readString(out), Files.readAllLines(err));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Runs code with traces.
   *
   * @param folder for its output
   * @param arguments behind {@code evm run --trace}
   * @return the lines of the trace
   */
  List<String> run(Path folder, List<String> arguments) {
    try {
      Path err = folder.resolve("steps");
      List<String> command = new ArrayList<>(List.of(binary.toString(), "run", "--trace"));
      command.addAll(arguments);
      ProcessBuilder builder = new ProcessBuilder(command);
      int code = run(builder.redirectOutput(err.toFile()).redirectErrorStream(true), 1);
      assertThat(code).as(Files.readString(err)).isZero();
      return Files.readAllLines(err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The array of results, and the lines of all traces. */
  record Traces(String results, List<String> lines) {}

  private static int run(ProcessBuilder builder, int minutes) throws IOException {
    Process process = builder.start();
    try {
      if (!process.waitFor(minutes, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError("took more than " + minutes + " minutes: " + builder.command());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
    return process.exitValue();
  }

  private static Path onPath(String program) {
    return Stream.of(
            Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(null);
  }
}
