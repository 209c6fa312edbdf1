package io.crowdroll.reports.results;

/**
 * A metric of a testnet run beside the simulator's prediction: a line of the run's {@code
 * prediction.csv}. Ends are NaN where there is too little for an interval.
 *
 * @param metric name
 * @param unit unit, empty for a pure number
 * @param replications of the simulation that had the metric
 * @param predicted its mean over them
 * @param predictedLow lower end of that mean's interval
 * @param predictedHigh upper end of it
 * @param runLow lower end of where a single run is predicted to fall
 * @param runHigh upper end of it
 * @param observations of the testnet that are behind {@code measured}: transactions, tasks, batches
 * @param measured on the testnet; NaN where it was not measured
 * @param measuredLow lower end of its interval
 * @param measuredHigh upper end of it
 * @param verdict {@code agree}: where a run is predicted and what was measured overlap; {@code
 *     differ}; or {@code open} where one of them is not known well enough
 */
public record PredictionRow(
    String metric,
    String unit,
    int replications,
    double predicted,
    double predictedLow,
    double predictedHigh,
    double runLow,
    double runHigh,
    int observations,
    double measured,
    double measuredLow,
    double measuredHigh,
    String verdict)
    implements Row {}
