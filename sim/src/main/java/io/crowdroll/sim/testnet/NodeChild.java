package io.crowdroll.sim.testnet;

import io.crowdroll.sim.testnet.rpc.RpcServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A node's process seen from outside. It ends when its standard input does, so it never outlives
 * the process that started it, however that ends.
 */
public final class NodeChild implements AutoCloseable {
  private static final long POLL_MILLIS = 20;
  private static final long STOP_SECONDS = 20;
  private static final String MAIN = "io.crowdroll.sim.cli.Main";

  private final String name;
  private final Path folder;
  private final boolean isProver;
  private final boolean makesProofs;
  private Process process;
  private long logBegin;

  /**
   * A process that is not yet started.
   *
   * @param folder the node's, with its setup; its log goes there too
   */
  public NodeChild(String name, Path folder, NodeSetup setup) {
    this.name = name;
    this.folder = folder;
    isProver = setup instanceof NodeSetup.OfProver;
    makesProofs = isProver && setup.start().genesis().rules().provenOnly();
    setup.write(folder);
  }

  public String name() {
    return name;
  }

  /** Starts it, for the first time or again. */
  public void start() {
    Path log = log();
    try {
      logBegin = Files.exists(log) ? Files.size(log) : 0;
      process =
          new ProcessBuilder(command())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + name, e);
    }
  }

  /** Provers have one processor each, and leave it to others when these want it. */
  private List<String> command() {
    List<String> command = new ArrayList<>();
    if (isProver) {
      command.addAll(List.of("nice", "-n", "10"));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:ActiveProcessorCount=" + (isProver ? 1 : 2),
            "-Xmx1g",
            "-Xshare:auto",
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.awt.headless=true",
            "-Dcrowdroll.home=" + System.getProperty("crowdroll.home", ".")));
    command.addAll(RpcServer.JVM_LIMITS);
    if (makesProofs) {
      command.addAll(Groth16Proofs.JVM);
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN, "testnet-node"));
    command.add(folder.toString());
    return command;
  }

  private Path log() {
    return folder.resolve("node.log");
  }

  /**
   * Waits until the node says that it is ready.
   *
   * @throws IOException with the end of its log, if it ends instead, or takes too long
   */
  public void awaitReady(long seconds) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (!said().lines().anyMatch(NodeMain::isReady)) {
      if (!process.isAlive() || System.nanoTime() > end) {
        List<String> lines = said().lines().toList();
        String last = String.join("\n", lines.subList(Math.max(0, lines.size() - 8), lines.size()));
        throw new IOException(
            name
                + (process.isAlive() ? " is not ready after " + seconds + " s" : " has ended")
                + ", its log "
                + log()
                + " ends:\n"
                + last);
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  /** What its present life has logged. */
  private String said() throws IOException {
    byte[] log = Files.readAllBytes(log());
    return new String(log, (int) logBegin, log.length - (int) logBegin, StandardCharsets.UTF_8);
  }

  public boolean isAlive() {
    return process != null && process.isAlive();
  }

  /** Its id with the operating system. */
  public long pid() {
    return process.pid();
  }

  /** Tells it to suffer something. */
  public void order(NodeOrder order) {
    try {
      OutputStream orders = process.getOutputStream();
      orders.write((order.line() + "\n").getBytes(StandardCharsets.UTF_8));
      orders.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(name + " takes no orders", e);
    }
  }

  /** kill −9. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Halts it where it is, until {@link #resume}. */
  public void pause() throws IOException, InterruptedException {
    signal("-STOP");
  }

  /** Lets it go on. */
  public void resume() throws IOException, InterruptedException {
    signal("-CONT");
  }

  private void signal(String signal) throws IOException, InterruptedException {
    new ProcessBuilder("kill", signal, Long.toString(pid())).start().waitFor();
  }

  /** Ends it cleanly; where it does not end by itself, by force. */
  @Override
  public void close() {
    if (process == null) {
      return;
    }
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // it is gone already
    }
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
