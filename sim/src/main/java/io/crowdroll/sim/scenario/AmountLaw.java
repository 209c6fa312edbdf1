package io.crowdroll.sim.scenario;

import io.crowdroll.protocol.chain.Wei;

/** The law of a random amount of the world model. */
public sealed interface AmountLaw {

  record Constant(Wei amount) implements AmountLaw {}

  record Exponential(Wei mean) implements AmountLaw {}

  /** ln X is normal with mean ln(median) and standard deviation {@code sigma}. */
  record Lognormal(Wei median, double sigma) implements AmountLaw {}
}
