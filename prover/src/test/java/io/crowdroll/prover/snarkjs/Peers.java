package io.crowdroll.prover.snarkjs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
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
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The npm packages that we are tested against (snarkjs, circom2 with circomlib, solc, anvil), each
 * call a process of its own. They are installed once, below {@code target}, as the lock file beside
 * {@code src/test/js/package.json} says.
 */
final class Peers {
  private static final String MISSING =
      "The interop tests need Node.js 18 or newer with npm on the PATH: please install it"
          + " (nodejs.org, or apt-get install nodejs npm).";

  private final Path home;

  private Peers(Path home) {
    this.home = home;
  }

  /** Installs what is missing. */
  static Peers installed() {
    try {
      Path module = Path.of(System.getProperty("crowdroll.home", "..")).resolve("prover");
      Path sources = module.resolve("src/test/js");
      Path home = Files.createDirectories(module.resolve("target/js")).toRealPath();
      Peers peers = new Peers(home);
      try (FileChannel channel =
              FileChannel.open(
                  home.resolve("install.lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock _ = channel.lock()) {
        peers.install(sources);
      }
      return peers;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot install the npm packages of src/test/js", e);
    }
  }

  private void install(Path sources) throws IOException {
    Path lock = sources.resolve("package-lock.json");
    Path done = home.resolve("installed-lock.json");
    if (!Files.exists(done) || Files.mismatch(lock, done) >= 0) {
      for (String name : List.of("package.json", "package-lock.json")) {
        Files.copy(sources.resolve(name), home.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      }
      run(home, null, List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
      Files.copy(lock, done, StandardCopyOption.REPLACE_EXISTING);
    }
    Files.copy(
        sources.resolve("solc.js"), home.resolve("solc.js"), StandardCopyOption.REPLACE_EXISTING);
  }

  /** What a process said, and its exit code. */
  record Said(int code, String output) {
    Said mustSucceed() {
      assertThat(code).as(output).isZero();
      return this;
    }
  }

  /** Runs {@code snarkjs ARGUMENTS} in a folder. */
  Said snarkjs(Path folder, String... arguments) {
    List<String> command = new ArrayList<>(List.of("node", module("snarkjs/build/cli.cjs")));
    command.addAll(Arrays.asList(arguments));
    return run(folder, null, command);
  }

  /**
   * Compiles NAME.circom in a folder to NAME.r1cs and NAME.wasm beside it. The compiler is itself
   * WASM and sees its own working folder only, so it works there.
   */
  void circom(Path folder, String name) {
    try {
      Path work = Files.createTempDirectory(home, "circom-");
      Files.copy(folder.resolve(name + ".circom"), work.resolve(name + ".circom"));
      String relative = home.relativize(work).toString();
      run(
              home,
              null,
              List.of(
                  "node",
                  "node_modules/circom2/cli.js",
                  relative + "/" + name + ".circom",
                  "--r1cs",
                  "--wasm",
                  "--O2",
                  "-l",
                  "node_modules/circomlib/circuits",
                  "-o",
                  relative))
          .mustSucceed();
      Files.move(work.resolve(name + ".r1cs"), folder.resolve(name + ".r1cs"));
      Files.move(work.resolve(name + "_js/" + name + ".wasm"), folder.resolve(name + ".wasm"));
      try (Stream<Path> left = Files.walk(work)) {
        for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The Solidity compiler's answer to standard JSON. */
  String solc(Path folder, String input) {
    try {
      Path file = Files.writeString(folder.resolve("solc-input.json"), input);
      return run(folder, file.toFile(), List.of("node", home.resolve("solc.js").toString()))
          .mustSucceed()
          .output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The program of an L1 for development. */
  Path anvil() {
    Path binary = home.resolve("node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil");
    assertThat(binary)
        .as("anvil comes from npm for Linux on x86-64 only; contracts are tested there")
        .isExecutable();
    return binary;
  }

  private String module(String path) {
    return home.resolve("node_modules").resolve(path).toString();
  }

  private static Said run(Path folder, File input, List<String> command) {
    try {
      Path output = Files.createTempFile("peer-", ".txt");
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .redirectInput(
                  input == null
                      ? ProcessBuilder.Redirect.PIPE
                      : ProcessBuilder.Redirect.from(input))
              .start();
      if (!process.waitFor(5, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError("took more than 5 minutes: " + command);
      }
      String text = Files.readString(output);
      Files.delete(output);
      if (command.getFirst().equals("npm")) {
        assertThat(process.exitValue()).as(text).isZero();
      }
      return new Said(process.exitValue(), text);
    } catch (IOException e) {
      throw new AssertionError(MISSING, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
