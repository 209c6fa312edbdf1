package io.crowdroll.sim.testnet.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Ethereum's clients from npm, each call a process of its own: ethers and viem as the lock file
 * beside {@code src/test/js/package.json} says, installed once below {@code target}; cast as the
 * contracts have it.
 */
final class NpmClients {
  private static final String MISSING =
      "The tests of clients need Node.js 20 or newer with npm on the PATH: please install it"
          + " (nodejs.org, or apt-get install nodejs npm).";

  private final Path home;
  private final Path cast;

  private NpmClients(Path home, Path cast) {
    this.home = home;
    this.cast = cast;
  }

  /** Installs what is missing. */
  static NpmClients installed() {
    Path root = Path.of(System.getProperty("crowdroll.home", ".."));
    Path sources = root.resolve("sim/src/test/js");
    try {
      Path home = Files.createDirectories(root.resolve("sim/target/js")).toRealPath();
      try (FileChannel channel =
              FileChannel.open(
                  home.resolve("install.lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock _ = channel.lock();
          Stream<Path> files = Files.list(sources)) {
        Path lock = home.resolve("package-lock.json");
        boolean old =
            !Files.exists(lock)
                || Files.mismatch(sources.resolve("package-lock.json"), lock) >= 0
                || !Files.exists(home.resolve("node_modules/.package-lock.json"));
        for (Path file : files.toList()) {
          Path copy = home.resolve(file.getFileName().toString());
          Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        }
        if (old) {
          run(home, List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
        }
      }
      Path contracts = root.resolve("contracts").toRealPath();
      Path cast = contracts.resolve("node_modules/@foundry-rs/cast-linux-amd64/bin/cast");
      return new NpmClients(home, cast);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot install the npm packages of src/test/js", e);
    }
  }

  /** What a script of {@code src/test/js} prints. */
  String node(String script, String... arguments) {
    List<String> command = new ArrayList<>(List.of("node", home.resolve(script).toString()));
    command.addAll(Arrays.asList(arguments));
    return run(home, command);
  }

  /** What {@code cast ARGUMENTS} prints. */
  String cast(String... arguments) {
    assertThat(cast).as("cast comes from npm for Linux on x86-64 only").isExecutable();
    List<String> command = new ArrayList<>(List.of(cast.toString()));
    command.addAll(Arrays.asList(arguments));
    return run(home, command);
  }

  private static String run(Path folder, List<String> command) {
    try {
      Path output = Files.createTempFile("client-", ".txt");
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(3, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError("took more than 3 minutes: " + command);
      }
      String said = Files.readString(output);
      Files.delete(output);
      assertThat(process.exitValue()).as(command + "\n" + said).isZero();
      return said;
    } catch (IOException e) {
      throw new AssertionError(MISSING, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
