package io.crowdroll.sim.testnet.l1;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Programs of the machine. */
final class Programs {
  private Programs() {}

  /**
   * The program that an environment variable names, or else the first of its name on the PATH;
   * {@code null} if there is none.
   *
   * @throws IOException if the variable names something that cannot be executed
   */
  static Path named(String variable, String name) throws IOException {
    String chosen = System.getenv(variable);
    if (chosen != null && !chosen.isBlank()) {
      if (!Files.isExecutable(Path.of(chosen))) {
        throw new IOException("$" + variable + " is not a program: " + chosen);
      }
      return Path.of(chosen);
    }
    return onPath(name);
  }

  /** The first program of a name on the PATH, {@code null} if there is none. */
  static Path onPath(String name) {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
      Path candidate = Path.of(folder, name);
      if (!folder.isEmpty() && Files.isExecutable(candidate)) {
        return candidate;
      }
    }
    return null;
  }

  /** Where this user's programs keep what they can make again. */
  static Path cache() {
    String chosen = System.getenv("XDG_CACHE_HOME");
    boolean isChosen = chosen != null && !chosen.isBlank();
    Path cache = isChosen ? Path.of(chosen) : Path.of(System.getProperty("user.home"), ".cache");
    return cache.resolve("crowdroll");
  }

  /** What a command prints, beside its complaints. */
  static byte[] output(List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    return process.getInputStream().readAllBytes();
  }

  /**
   * Runs a command to its end.
   *
   * @param complaint begins the message if it fails
   */
  static void run(List<String> command, Path directory, String complaint) throws IOException {
    run(command, directory, Map.of(), complaint);
  }

  static void run(
      List<String> command, Path directory, Map<String, String> environment, String complaint)
      throws IOException {
    try {
      ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
      builder.environment().putAll(environment);
      Process process = builder.redirectErrorStream(true).start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IOException(complaint + ": " + last(said));
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IOException(complaint + ": interrupted", stop);
    }
  }

  private static String last(String said) {
    List<String> lines = said.lines().filter(line -> !line.isBlank()).toList();
    return lines.isEmpty() ? "it said nothing" : lines.getLast();
  }
}
