package io.crowdroll.reports.html;

import io.crowdroll.reports.results.PredictionRow;
import io.crowdroll.reports.stats.Interval;

/** A testnet run beside what the simulator says of the same scenario. */
final class Predictions {
  static final Section SECTION =
      new Section("predicted", "Predicted and measured", Predictions::write);

  private Predictions() {}

  private static void write(Html page, Report report) {
    long agree = count(report, "agree");
    long differ = count(report, "differ");
    int replications =
        report.prediction().stream().mapToInt(PredictionRow::replications).max().orElse(0);
    page.paragraph(
        "The simulator ran the same scenario "
            + (replications == 1 ? "once" : Numbers.count(replications) + " times")
            + ", for as long as the testnet ran. **"
            + agree
            + " of "
            + (agree + differ)
            + "** metrics that both have agree: what was measured, with its interval, and where"
            + " a single run is predicted to fall overlap.");
    Table table =
        Table.of("metric", "predicted mean", "predicted for one run", "measured", "n", "verdict");
    for (PredictionRow row : report.prediction()) {
      Quantity quantity = Quantity.ofMetric(row.metric(), row.unit());
      table.row(
          "`" + row.metric() + "`" + (quantity.unit().isEmpty() ? "" : ", " + quantity.unit()),
          cell(quantity, row.predicted(), row.predictedLow(), row.predictedHigh()),
          Numbers.ends(
              interval(quantity, row.predicted(), row.runLow(), row.runHigh()), Numbers::value),
          cell(quantity, row.measured(), row.measuredLow(), row.measuredHigh()),
          Numbers.count(row.observations()),
          row.verdict());
    }
    page.table(table);
    page.note(
        "Brackets: 95 % intervals. Of the simulator: t interval of the mean over its replications,"
            + " and t prediction interval of one more. Of the testnet, which ran once: over its"
            + " transactions (order statistics), batches and tasks (t interval of a"
            + " ratio's linear approximation), taken for independent; n counts them. “open”: one"
            + " side has no value, or n is below five.");
  }

  private static long count(Report report, String verdict) {
    return report.prediction().stream().filter(row -> row.verdict().equals(verdict)).count();
  }

  private static Interval interval(Quantity quantity, double value, double low, double high) {
    return new Interval(
        quantity.show(value), quantity.show(low), quantity.show(high), Results.CONFIDENCE, 0);
  }

  private static String cell(Quantity quantity, double value, double low, double high) {
    if (Double.isInfinite(value)) {
      return "not reached";
    }
    return Numbers.cell(interval(quantity, value, low, high), Numbers::value);
  }
}
