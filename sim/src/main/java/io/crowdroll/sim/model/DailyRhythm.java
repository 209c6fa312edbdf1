package io.crowdroll.sim.model;

/**
 * A rate that follows the time of day: 1 + amplitude · cos(2π(t − peak)/day), with mean 1 over a
 * day. Sampled by inversion of its integral, so that one uniform number gives one time and streams
 * stay in step when the amplitude changes.
 *
 * @param amplitude in [0, 1]
 * @param peak µs, time of the highest rate
 */
record DailyRhythm(double amplitude, long peak) {
  private static final double TURN = 2 * Math.PI;
  private static final int NEWTON_STEPS = 4;

  /** ∫ of the factor from {@code from} to {@code to}, in µs. */
  double integral(long from, double to) {
    if (amplitude == 0) {
      return to - from;
    }
    return to - from + swing(to) - swing(from);
  }

  /** The span x in µs with ∫ of the factor over (from, from + x) equal to {@code work}. */
  double spanOf(long from, double work) {
    if (amplitude == 0) {
      return work;
    }
    double swing = swing(from);
    // The integral differs from x by at most 2 · amplitude · day / 2π.
    double margin = 2 * amplitude * Span.DAY / TURN;
    double low = Math.max(0, work - margin);
    double high = work + margin;
    double x = work;
    // Newton, kept inside the bracket: near the trough of a full swing the slope vanishes.
    for (int step = 0; high - low > 0.25; step++) {
      double excess = x + swing(from + x) - swing - work;
      if (excess > 0) {
        high = x;
      } else {
        low = x;
      }
      double slope = 1 + amplitude * StrictMath.cos(angle(from + x));
      double next = x - excess / slope;
      if (Math.abs(next - x) < 0.25) {
        return Math.max(0, next);
      }
      boolean inside = next > low && next < high;
      x = inside && step < NEWTON_STEPS ? next : (low + high) / 2;
    }
    return x;
  }

  private double swing(double time) {
    return amplitude * Span.DAY / TURN * StrictMath.sin(angle(time));
  }

  private double angle(double time) {
    return TURN * ((time - peak) / Span.DAY);
  }
}
