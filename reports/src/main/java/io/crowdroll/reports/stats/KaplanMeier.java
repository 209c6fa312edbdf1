package io.crowdroll.reports.stats;

import java.util.Arrays;
import java.util.function.IntPredicate;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * The product-limit estimate of a survival function S(t) = P(T &gt; t) from durations some of which
 * are censored: all that is known of those is that they are longer (Kaplan and Meier 1958).
 *
 * <p>Variance by Greenwood's formula; intervals on the log(−log S) scale, so that they stay in [0,
 * 1] (Kalbfleisch and Prentice). Pointwise, not simultaneous, and for independent durations:
 * durations of one replication share its congestion, so across replications use one curve each.
 */
public final class KaplanMeier {
  private final double[] times;
  private final double[] survival;
  private final double[] greenwood;
  private final int observations;
  private final int events;

  private KaplanMeier(
      double[] times, double[] survival, double[] greenwood, int observations, int events) {
    this.times = times;
    this.survival = survival;
    this.greenwood = greenwood;
    this.observations = observations;
    this.events = events;
  }

  /**
   * Estimates from observed durations and from durations at which observation stopped.
   *
   * @param observed durations that ended, not negative
   * @param censored durations that had not ended when last seen
   */
  public static KaplanMeier of(double[] observed, double[] censored) {
    double[] ended = observed.clone();
    double[] lost = censored.clone();
    Arrays.sort(ended);
    Arrays.sort(lost);
    double[] times = new double[ended.length];
    double[] survival = new double[ended.length];
    double[] greenwood = new double[ended.length];
    int steps = 0;
    int atRisk = ended.length + lost.length;
    int lostBefore = 0;
    double s = 1;
    double variance = 0;
    for (int i = 0; i < ended.length; ) {
      double time = ended[i];
      // Who is censored at the time of an event counts as at risk in it.
      while (lostBefore < lost.length && lost[lostBefore] < time) {
        lostBefore++;
        atRisk--;
      }
      int deaths = 0;
      while (i < ended.length && ended[i] == time) {
        deaths++;
        i++;
      }
      s *= 1 - (double) deaths / atRisk;
      variance += (double) deaths / ((double) atRisk * (atRisk - deaths));
      atRisk -= deaths;
      times[steps] = time;
      survival[steps] = s;
      greenwood[steps++] = variance;
    }
    return new KaplanMeier(
        Arrays.copyOf(times, steps),
        Arrays.copyOf(survival, steps),
        Arrays.copyOf(greenwood, steps),
        ended.length + lost.length,
        ended.length);
  }

  /** Durations in all. */
  public int observations() {
    return observations;
  }

  /** Durations that ended. */
  public int events() {
    return events;
  }

  /** The times at which the estimate steps down, ascending. */
  public double[] times() {
    return times.clone();
  }

  /** S(t), with its interval at that point. */
  public Interval survival(double t, double confidence) {
    int step = stepAt(t);
    if (step < 0) {
      return new Interval(1, 1, 1, confidence, observations);
    }
    double z = z(confidence);
    return new Interval(survival[step], bound(step, z), bound(step, -z), confidence, observations);
  }

  /** S(t). */
  public double survival(double t) {
    int step = stepAt(t);
    return step < 0 ? 1 : survival[step];
  }

  /**
   * The time by which a share {@code p} has ended, with the interval of Brookmeyer and Crowley: the
   * times that the pointwise intervals of S do not rule out. Infinite where observation stopped too
   * early to tell; NaN when nothing was observed at all.
   */
  public Interval quantile(double p, double confidence) {
    if (observations == 0) {
      return new Interval(Double.NaN, Double.NaN, Double.NaN, confidence, 0);
    }
    double z = z(confidence);
    double target = 1 - p;
    double low = first(step -> bound(step, z) <= target);
    double high = first(step -> bound(step, -z) <= target);
    return new Interval(quantile(p), low, high, confidence, observations);
  }

  /** The time by which a share {@code p} has ended, as {@link #quantile(double, double)} has it. */
  public double quantile(double p) {
    return observations == 0 ? Double.NaN : first(step -> survival[step] <= 1 - p + 1e-12);
  }

  private double first(IntPredicate step) {
    for (int i = 0; i < times.length; i++) {
      if (step.test(i)) {
        return times[i];
      }
    }
    return Double.POSITIVE_INFINITY;
  }

  /**
   * The mean duration up to {@code limit}: the area under S. Unlike the mean of what ended, it does
   * not pretend that what is still waiting never was.
   */
  public double restrictedMean(double limit) {
    double area = 0;
    double from = 0;
    double s = 1;
    for (int step = 0; step < times.length && times[step] < limit; step++) {
      area += s * (times[step] - from);
      from = times[step];
      s = survival[step];
    }
    return area + s * (limit - from);
  }

  private int stepAt(double t) {
    int found = Arrays.binarySearch(times, t);
    return found >= 0 ? found : -found - 2;
  }

  /** An end of the interval: the lower for a positive {@code z}, the upper for a negative one. */
  private double bound(int step, double z) {
    double s = survival[step];
    if (s <= 0) {
      // Greenwood's variance is infinite there: the upper end stays where the last step left it.
      return z > 0 ? 0 : step > 0 ? bound(step - 1, z) : 1;
    }
    double logarithm = StrictMath.log(s);
    double spread = StrictMath.sqrt(greenwood[step]) / -logarithm;
    return StrictMath.exp(logarithm * StrictMath.exp(z * spread));
  }

  private static double z(double confidence) {
    return new NormalDistribution(null, 0, 1).inverseCumulativeProbability((1 + confidence) / 2);
  }
}
