package io.crowdroll.sim.theory;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.reports.stats.Means;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What independent runs measured of a quantity that theory knows.
 *
 * <p>With the system property {@code theory.table} each finding is appended to that file as a row
 * of {@code docs/validation.md}.
 *
 * @param quantity what it is, in words
 * @param theory the closed form's value
 * @param measured mean of the observations
 * @param error standard error of {@code measured}
 * @param observations how many
 */
record Finding(String quantity, double theory, double measured, double error, int observations) {
  private static final double LIMIT = 4;

  /** From independent observations. */
  static Finding of(String quantity, double theory, double[] observed) {
    double error = StrictMath.sqrt(Means.variance(observed) / observed.length);
    return new Finding(quantity, theory, Means.mean(observed), error, observed.length);
  }

  /** From one observation a replication. */
  static <W> Finding of(
      String quantity, double theory, List<W> replications, ToDoubleFunction<W> observe) {
    return of(quantity, theory, replications.stream().mapToDouble(observe).toArray());
  }

  /** Of what is no matter of chance: shown in the table, and judged by the caller. */
  static void exact(String quantity, double theory, double measured) {
    append(String.format(Locale.ROOT, "| %s | %.5g | %.5g | 1 | |%n", quantity, theory, measured));
  }

  double z() {
    return (measured - theory) / error;
  }

  /** Fails where chance does not explain the difference, |z| ≥ 4. */
  void agrees() {
    record();
    assertThat(error).as("standard error of %s", quantity).isPositive();
    assertThat(z()).as("z of %s", this).isBetween(-LIMIT, LIMIT);
  }

  /** As {@link #agrees()}, and fails where the runs could not have told a difference. */
  void agreesWithin(double relativeHalfWidth) {
    agrees();
    assertThat(1.96 * error / StrictMath.abs(measured))
        .as("half the relative width of the 95 %% interval of %s", quantity)
        .isLessThan(relativeHalfWidth);
  }

  private void record() {
    append(
        String.format(
            Locale.ROOT,
            "| %s | %.5g | %.5g ± %.2g | %d | %+.2f |%n",
            quantity,
            theory,
            measured,
            1.96 * error,
            observations,
            z()));
  }

  private static void append(String row) {
    String table = System.getProperty("theory.table");
    if (table != null) {
      try {
        Files.writeString(
            Path.of(table), row, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
