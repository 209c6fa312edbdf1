package io.crowdroll.reports.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/**
 * Seconds on a logarithmic scale, with ticks where people count time. JFreeChart's own logarithmic
 * labels would be attributed strings, which it measures with a font of the machine.
 */
final class DurationAxis extends LogAxis {
  private static final long serialVersionUID = 1L;

  private static final double[] SECONDS = {
    0.01, 0.1, 1, 10, 60, 600, 3_600, 21_600, 86_400, 864_000, 8_640_000
  };
  private static final String[] NAMES = {
    "10 ms", "0.1 s", "1 s", "10 s", "1 min", "10 min", "1 h", "6 h", "1 day", "10 days", "100 days"
  };

  DurationAxis(String label) {
    super(label);
  }

  @Override
  public List<NumberTick> refreshTicks(
      Graphics2D graphics, AxisState state, Rectangle2D area, RectangleEdge edge) {
    List<NumberTick> ticks = new ArrayList<>();
    for (int i = 0; i < SECONDS.length; i++) {
      if (getRange().contains(SECONDS[i])) {
        ticks.add(
            new NumberTick(SECONDS[i], NAMES[i], TextAnchor.TOP_CENTER, TextAnchor.CENTER, 0));
      }
    }
    return ticks;
  }
}
