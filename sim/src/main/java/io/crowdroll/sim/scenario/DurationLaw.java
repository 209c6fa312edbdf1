package io.crowdroll.sim.scenario;

/** The law of a random duration of the world model; times in milliseconds. */
public sealed interface DurationLaw {

  /** Always {@code millis}. */
  record Constant(long millis) implements DurationLaw {}

  record Exponential(long meanMillis) implements DurationLaw {}

  /** P(X > x) = exp(−(x / scale)^shape). */
  record Weibull(long scaleMillis, double shape) implements DurationLaw {}

  /** ln X is normal with mean ln(median) and standard deviation {@code sigma}. */
  record Lognormal(long medianMillis, double sigma) implements DurationLaw {}
}
