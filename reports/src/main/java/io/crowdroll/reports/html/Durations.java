package io.crowdroll.reports.html;

import io.crowdroll.reports.results.Row;
import io.crowdroll.reports.stats.KaplanMeier;
import java.util.Arrays;

/** Durations in seconds as they come, those still running at the horizon kept apart. */
final class Durations {
  private final long horizonMs;
  private double[] observed = new double[64];
  private double[] censored = new double[16];
  private int ended;
  private int running;

  Durations(long horizonMs) {
    this.horizonMs = horizonMs;
  }

  /**
   * Counts what began at {@code fromMs}, if it began at all, and ended at {@code toMs} or not yet.
   */
  void add(long fromMs, long toMs) {
    if (fromMs == Row.NEVER) {
      return;
    }
    if (toMs == Row.NEVER) {
      censored = running == censored.length ? Arrays.copyOf(censored, 2 * running) : censored;
      censored[running++] = Math.max(0, horizonMs - fromMs) / 1e3;
    } else {
      observed = ended == observed.length ? Arrays.copyOf(observed, 2 * ended) : observed;
      observed[ended++] = (toMs - fromMs) / 1e3;
    }
  }

  Survival reduce() {
    KaplanMeier curve =
        KaplanMeier.of(Arrays.copyOf(observed, ended), Arrays.copyOf(censored, running));
    return Survival.of(curve, horizonMs / 1e3);
  }
}
