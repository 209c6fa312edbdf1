package io.crowdroll.sim.cli;

import io.crowdroll.sim.experiment.Progress;
import java.io.PrintWriter;
import java.util.Locale;

/** One line that is written over and over. */
final class TerminalProgress implements Progress {
  private static final int BAR = 24;
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintWriter out;

  TerminalProgress(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void show(Snapshot snapshot) {
    out.print(CLEAR_LINE + line(snapshot));
    out.flush();
  }

  static String line(Snapshot snapshot) {
    int filled = (int) Math.round(BAR * snapshot.share());
    long eta = snapshot.etaMillis();
    return String.format(
        Locale.ROOT,
        "[%s%s] %3.0f %%  %d of %d replications  %.2f M events/s  %s",
        "#".repeat(filled),
        ".".repeat(BAR - filled),
        100 * snapshot.share(),
        snapshot.done(),
        snapshot.planned(),
        snapshot.eventsPerSecond() / 1e6,
        eta < 0 ? "" : "about " + duration(eta) + " to go");
  }

  private static String duration(long millis) {
    long seconds = Math.max(1, Math.round(millis / 1e3));
    if (seconds < 100) {
      return seconds + " s";
    }
    return seconds < 6_000 ? (seconds + 30) / 60 + " min" : (seconds + 1_800) / 3_600 + " h";
  }

  @Override
  public void end() {
    out.print(CLEAR_LINE);
    out.flush();
  }
}
