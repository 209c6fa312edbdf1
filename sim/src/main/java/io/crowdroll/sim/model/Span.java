package io.crowdroll.sim.model;

/**
 * Spans of simulated time: the kernel counts µs, scenarios and the protocol ms.
 *
 * <p>A sampled duration is rounded to a whole µs, and cut at {@link #FOR_EVER}: the tail of a heavy
 * law must not overflow a sum of two times.
 */
public final class Span {
  public static final long MILLI = 1_000;
  public static final long SECOND = 1_000 * MILLI;
  public static final long HOUR = 3_600 * SECOND;
  public static final long DAY = 24 * HOUR;

  /** A time that no run reaches; the sum of two of them does not overflow. */
  public static final long FOR_EVER = Long.MAX_VALUE / 4;

  private Span() {}

  /** µs of a duration in ms, at least 0. */
  public static long ofMillis(double millis) {
    double micros = millis * MILLI;
    return micros >= FOR_EVER ? FOR_EVER : Math.round(Math.max(0, micros));
  }

  /** µs of a duration in ms. */
  public static long ofMillis(long millis) {
    return millis >= FOR_EVER / MILLI ? FOR_EVER : millis * MILLI;
  }

  /** The sum of two times, at most {@link #FOR_EVER}. */
  public static long plus(long time, long span) {
    return Math.min(FOR_EVER, time + span);
  }
}
