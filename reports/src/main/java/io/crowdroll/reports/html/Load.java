package io.crowdroll.reports.html;

import io.crowdroll.reports.chart.Axis;
import io.crowdroll.reports.chart.Curve;
import io.crowdroll.reports.chart.Frame;
import io.crowdroll.reports.chart.LineChart;
import io.crowdroll.reports.results.EventRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Work waiting and provers there to do it, over time, with what happened meanwhile. */
final class Load {
  static final Section SECTION = new Section("load", "Backlog and provers", Load::write);

  private Load() {}

  private static void write(Html page, Report report) {
    boolean backlog =
        series(page, report, "tasks", "Backlog over time", "waiting_tasks", "leased_tasks");
    boolean provers = series(page, report, "provers", "Active provers over time", "active_provers");
    if (!backlog && !provers) {
      page.paragraph("The run sampled neither backlog nor active provers.");
    }
    timeLine(page, report);
  }

  /** Draws some series into one figure, if the run has any of them. */
  static boolean series(
      Html page, Report report, String axis, String description, String... metrics) {
    String svg = figure(report, Frame.wide(description), axis, metrics);
    if (svg == null) {
      return false;
    }
    page.figure(svg, description + ". " + report.seriesCaption());
    return true;
  }

  /** The figure of some series, or null when the run has none of them or all are zero. */
  static String figure(Report report, Frame frame, String axis, String... metrics) {
    return figure(report, frame, Axis.linear(axis), metrics);
  }

  static String figure(Report report, Frame frame, Axis axis, String... metrics) {
    List<Curve> curves = new ArrayList<>();
    for (String metric : metrics) {
      Quantity quantity = Quantity.ofSeries(metric);
      String name = metrics.length == 1 ? "" : quantity.title();
      Curve curve = Curves.series(report.results(), metric, name, report.scale(), quantity::show);
      if (curve != null) {
        curves.add(curve);
      }
    }
    return curves.isEmpty() || curves.stream().allMatch(Load::isZero)
        ? null
        : LineChart.svg(frame, report.scale().axis(), axis, curves, report.markers());
  }

  private static boolean isZero(Curve curve) {
    return Arrays.stream(curve.y()).allMatch(value -> value == 0);
  }

  static void timeLine(Html page, Report report) {
    TimeLine line = report.timeLine();
    page.heading("Time line");
    if (line.marked().isEmpty() && line.counted().isEmpty()) {
      page.paragraph("Nothing intervened and nothing raised an alarm.");
      return;
    }
    if (!line.marked().isEmpty()) {
      Table table = Table.of("", "when", "what", "in words").ofWords();
      int number = 0;
      for (Map.Entry<Long, List<EventRow>> moment : line.marked().entrySet()) {
        number++;
        for (EventRow event : moment.getValue()) {
          table.row(
              "**" + number + "**",
              report.scale().text(moment.getKey()),
              event.kind(),
              event.text());
        }
      }
      page.table(table);
    }
    if (!line.counted().isEmpty()) {
      page.note(
          "Not marked in the figures, counted over all replications: "
              + line.counted().entrySet().stream()
                  .map(kind -> Numbers.count(kind.getValue()) + " × " + kind.getKey())
                  .collect(Collectors.joining(", "))
              + ".");
    }
  }
}
