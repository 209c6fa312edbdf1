package io.crowdroll.reports.chart;

import java.util.List;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/** A histogram. */
public final class BarChart {
  private BarChart() {}

  /**
   * Draws bars from the axis up.
   *
   * @param edges where bars begin and end, ascending; one more than there are bars
   * @param heights heights of the bars
   * @return an {@code svg} element, the same for the same arguments on any machine
   */
  public static String svg(
      Frame frame, Axis x, Axis y, double[] edges, double[] heights, List<Marker> markers) {
    if (edges.length != heights.length + 1) {
      throw new IllegalArgumentException(
          heights.length + " bars do not fit " + edges.length + " edges");
    }
    XYIntervalSeries series = new XYIntervalSeries(0, false, true);
    for (int i = 0; i < heights.length; i++) {
      double middle = (edges[i] + edges[i + 1]) / 2;
      series.add(middle, edges[i], edges[i + 1], heights[i], heights[i], heights[i]);
    }
    XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
    data.addSeries(series);
    XYBarRenderer renderer = new XYBarRenderer(0.08);
    renderer.setBarPainter(new StandardXYBarPainter());
    renderer.setShadowVisible(false);
    renderer.setDrawBarOutline(false);
    renderer.setSeriesPaint(0, Palette.series(0));
    XYPlot plot = Sheet.plot(data, renderer, x, y, markers);
    if (!markers.isEmpty()) {
      plot.getRangeAxis().setUpperMargin(0.12); // their labels stand above the bars
    }
    return Sheet.svg(plot, frame, y, List.of());
  }
}
