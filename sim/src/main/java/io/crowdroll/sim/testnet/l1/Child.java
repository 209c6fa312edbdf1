package io.crowdroll.sim.testnet.l1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A child process that does not outlive this one, however that ends. */
final class Child implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 5;

  private final Process process;

  /** Ends the child when its own standard input ends, as it does with this process. */
  private final Process watch;

  private Child(Process process, Process watch) {
    this.process = process;
    this.watch = watch;
  }

  /**
   * Starts a command.
   *
   * @param log gets all that it says, after what is there already
   */
  static Child start(List<String> command, Path log) throws IOException {
    Files.createDirectories(log.getParent());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().put("HOME", log.getParent().toString()); // no traces in the user's
    Process process = builder.start();
    String pid = Long.toString(process.pid());
    return new Child(
        process, new ProcessBuilder("sh", "-c", "read _; kill -9 \"$0\"", pid).start());
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Stops it as the system's paging would: it answers nothing and loses nothing. */
  void pause() throws IOException {
    signal("STOP");
  }

  void resume() throws IOException {
    signal("CONT");
  }

  private void signal(String name) throws IOException {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    try {
      if (kill.waitFor() != 0) {
        throw new IOException("process " + process.pid() + " is gone");
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /** kill −9. */
  void kill() {
    process.destroyForcibly();
    await();
    forget();
  }

  @Override
  public void close() {
    process.destroy();
    if (!await()) {
      kill();
    }
    forget();
  }

  private boolean await() {
    try {
      return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void forget() {
    watch.destroyForcibly();
  }
}
