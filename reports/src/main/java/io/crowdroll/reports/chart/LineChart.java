package io.crowdroll.reports.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;

/** Curves over a common axis. */
public final class LineChart {
  private static final float[] DASHES = {5, 4};

  private LineChart() {}

  /**
   * Draws the curves, in the order in which they are given.
   *
   * @return an {@code svg} element, the same for the same arguments on any machine
   */
  public static String svg(Frame frame, Axis x, Axis y, List<Curve> curves, List<Marker> markers) {
    YIntervalSeriesCollection data = new YIntervalSeriesCollection();
    DeviationRenderer renderer = new DeviationRenderer(true, false);
    renderer.setAlpha(0.15f);
    List<Sheet.Name> names = new ArrayList<>();
    int coloured = 0;
    for (int i = 0; i < curves.size(); i++) {
      Curve curve = curves.get(i);
      Color colour = curve.reference() ? Palette.FAINT : Palette.series(coloured++);
      data.addSeries(series(i, curve));
      renderer.setSeriesPaint(i, colour);
      renderer.setSeriesFillPaint(i, curve.low() == null ? new Color(0, 0, 0, 0) : colour);
      renderer.setSeriesStroke(i, stroke(curve.reference()));
      if (!curve.name().isEmpty() && curve.y().length > 0) {
        names.add(new Sheet.Name(curve.name(), curve.y()[curve.y().length - 1], colour));
      }
    }
    return Sheet.svg(Sheet.plot(data, renderer, x, y, markers), frame, y, names);
  }

  private static YIntervalSeries series(int key, Curve curve) {
    YIntervalSeries series = new YIntervalSeries(key, false, true);
    for (int i = 0; i < curve.x().length; i++) {
      double y = curve.y()[i];
      double low = curve.low() == null ? y : curve.low()[i];
      double high = curve.high() == null ? y : curve.high()[i];
      series.add(curve.x()[i], y, low, high);
    }
    return series;
  }

  private static BasicStroke stroke(boolean reference) {
    return reference
        ? new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, DASHES, 0)
        : new BasicStroke(1.7f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  }
}
