package io.crowdroll.reports.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYItemRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYDataset;

/** The one look of all figures: no frame, a faint grid, names beside what they name. */
final class Sheet {
  static final SvgFont NAMES = new SvgFont(Font.PLAIN, 12);
  private static final SvgFont MARKS = new SvgFont(Font.BOLD, 10);
  private static final int NAME_HEIGHT = 14;
  private static final int HEADING = 26;

  /** A name to write at the right edge, at the height of a value. */
  record Name(String text, double value, Color colour) {}

  private Sheet() {}

  static XYPlot plot(
      XYDataset data, XYItemRenderer renderer, Axis x, Axis y, List<Marker> markers) {
    XYPlot plot = new XYPlot(data, x.build(), y.build(), renderer);
    // JFreeChart would write it sideways, and measure it with a font of the machine.
    plot.getRangeAxis().setLabel(null);
    plot.setOrientation(PlotOrientation.VERTICAL);
    plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
    plot.setBackgroundPaint(null);
    plot.setOutlineVisible(false);
    plot.setDomainGridlinesVisible(false);
    plot.setRangeGridlinePaint(Palette.GRID);
    plot.setRangeGridlineStroke(new BasicStroke(0.8f));
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    plot.setInsets(RectangleInsets.ZERO_INSETS);
    fewTicks(plot.getDomainAxis(), 8);
    fewTicks(plot.getRangeAxis(), 5);
    for (Marker marker : markers) {
      plot.addDomainMarker(line(marker), Layer.BACKGROUND);
    }
    return plot;
  }

  static String svg(XYPlot plot, Frame frame, Axis y, List<Name> names) {
    double right = 14;
    for (Name name : names) {
      right = Math.max(right, NAMES.width(name.text()) + 10);
    }
    JFreeChart chart = new JFreeChart(null, null, plot, false);
    chart.setBackgroundPaint(null);
    chart.setPadding(new RectangleInsets(HEADING, 2, 2, right));
    ChartRenderingInfo info = new ChartRenderingInfo();
    SvgGraphics graphics = new SvgGraphics();
    chart.draw(graphics, new Rectangle2D.Double(0, 0, frame.width(), frame.height()), null, info);
    graphics.setFont(NAMES);
    graphics.setPaint(Palette.INK);
    graphics.drawString(y.label(), 2, 12);
    write(names, plot, info.getPlotInfo().getDataArea(), graphics);
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 "
        + frame.width()
        + " "
        + frame.height()
        + "\" role=\"img\" font-family=\"Helvetica, Arial, Liberation Sans, sans-serif\">\n<title>"
        + SvgGraphics.escape(frame.description())
        + "</title>\n"
        + graphics.elements()
        + "</svg>\n";
  }

  /** Ticks at 1, 2 or 5 times a power of ten, as many as are read, not as many as fit. */
  private static void fewTicks(ValueAxis axis, int most) {
    if (axis instanceof NumberAxis numbers && numbers.isAutoTickUnitSelection()) {
      double least = numbers.getRange().getLength() / most;
      double power = StrictMath.pow(10, StrictMath.floor(StrictMath.log10(least)));
      double step = least <= power ? 1 : least <= 2 * power ? 2 : least <= 5 * power ? 5 : 10;
      numbers.setTickUnit(new NumberTickUnit(step * power), false, true);
    }
  }

  private static ValueMarker line(Marker marker) {
    ValueMarker line = new ValueMarker(marker.x());
    line.setPaint(Palette.FAINT);
    line.setStroke(
        new BasicStroke(
            0.8f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 1, new float[] {3, 3}, 0));
    line.setLabel(marker.label());
    line.setLabelFont(MARKS);
    line.setLabelPaint(Palette.INK);
    line.setLabelBackgroundColor(new Color(0, 0, 0, 0));
    line.setLabelAnchor(RectangleAnchor.TOP_RIGHT);
    line.setLabelTextAnchor(TextAnchor.TOP_LEFT);
    line.setLabelOffset(new RectangleInsets(1, 2, 1, 2));
    return line;
  }

  /** Writes names beside the ends of their curves, pushed apart where they would overlap. */
  private static void write(List<Name> names, XYPlot plot, Rectangle2D area, SvgGraphics graphics) {
    List<Name> topDown =
        names.stream().sorted((a, b) -> Double.compare(b.value(), a.value())).toList();
    double[] at = new double[topDown.size()];
    for (int i = 0; i < at.length; i++) {
      double y =
          plot.getRangeAxis().valueToJava2D(topDown.get(i).value(), area, RectangleEdge.LEFT);
      at[i] = Math.clamp(y, area.getMinY(), area.getMaxY());
    }
    spread(at, area.getMinY() + 2, area.getMaxY());
    for (int i = 0; i < at.length; i++) {
      graphics.setPaint(topDown.get(i).colour());
      graphics.drawString(topDown.get(i).text(), (float) area.getMaxX() + 6, (float) at[i] + 4);
    }
  }

  private static void spread(double[] at, double top, double bottom) {
    double free = top;
    for (int i = 0; i < at.length; i++) {
      at[i] = Math.max(at[i], free);
      free = at[i] + NAME_HEIGHT;
    }
    free = bottom;
    for (int i = at.length - 1; i >= 0; i--) {
      at[i] = Math.min(at[i], free);
      free = at[i] - NAME_HEIGHT;
    }
  }
}
