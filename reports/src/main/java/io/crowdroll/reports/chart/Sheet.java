package io.crowdroll.reports.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Line2D;
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
  private static final double MARGIN = 22;

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
    zeroForConstants(plot.getRangeAxis());
    fewTicks(plot.getDomainAxis(), 8);
    fewTicks(plot.getRangeAxis(), 5);
    for (Marker marker : markers) {
      plot.addDomainMarker(line(marker), Layer.BACKGROUND);
    }
    return plot;
  }

  static String svg(XYPlot plot, Frame frame, Axis y, List<Name> names) {
    SvgGraphics beside = new SvgGraphics();
    double widest = names.stream().mapToDouble(name -> NAMES.width(name.text())).max().orElse(0);
    Rectangle2D area = draw(plot, frame, y, Math.max(MARGIN, widest + 10), beside);
    if (writeBeside(names, plot, area, beside)) {
      return document(frame, beside);
    }
    // The curves end too close together: their names go into the heading.
    SvgGraphics above = new SvgGraphics();
    draw(plot, frame, y, MARGIN, above);
    writeAbove(names, frame, above);
    return document(frame, above);
  }

  private static Rectangle2D draw(
      XYPlot plot, Frame frame, Axis y, double right, SvgGraphics graphics) {
    JFreeChart chart = new JFreeChart(null, null, plot, false);
    chart.setBackgroundPaint(null);
    chart.setPadding(new RectangleInsets(HEADING, 2, 2, right));
    ChartRenderingInfo info = new ChartRenderingInfo();
    chart.draw(graphics, new Rectangle2D.Double(0, 0, frame.width(), frame.height()), null, info);
    graphics.setFont(NAMES);
    graphics.setPaint(Palette.INK);
    graphics.drawString(y.label(), 2, 12);
    return info.getPlotInfo().getDataArea();
  }

  private static String document(Frame frame, SvgGraphics graphics) {
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

  /** An axis fitted to a constant would magnify its rounding errors. */
  private static void zeroForConstants(ValueAxis axis) {
    if (axis instanceof NumberAxis numbers
        && numbers.getRange().getLength() < 1e-9 * Math.abs(numbers.getUpperBound())) {
      numbers.setAutoRangeIncludesZero(true);
    }
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

  /** Writes names beside the ends of their curves, unless that would put one far from its curve. */
  private static boolean writeBeside(
      List<Name> names, XYPlot plot, Rectangle2D area, SvgGraphics graphics) {
    List<Name> topDown =
        names.stream().sorted((a, b) -> Double.compare(b.value(), a.value())).toList();
    double[] ends = new double[topDown.size()];
    for (int i = 0; i < ends.length; i++) {
      double y =
          plot.getRangeAxis().valueToJava2D(topDown.get(i).value(), area, RectangleEdge.LEFT);
      ends[i] = Math.clamp(y, area.getMinY(), area.getMaxY());
    }
    double[] at = ends.clone();
    spread(at, area.getMinY() + 2, area.getMaxY());
    for (int i = 0; i < at.length; i++) {
      if (Math.abs(at[i] - ends[i]) > NAME_HEIGHT) {
        return false;
      }
      graphics.setPaint(topDown.get(i).colour());
      graphics.drawString(topDown.get(i).text(), (float) area.getMaxX() + 6, (float) at[i] + 4);
    }
    return true;
  }

  /** Writes names into the heading, from the right, each behind a dash of its colour. */
  private static void writeAbove(List<Name> names, Frame frame, SvgGraphics graphics) {
    double right = frame.width() - MARGIN;
    for (Name name : names.reversed()) {
      double left = right - NAMES.width(name.text());
      graphics.setPaint(name.colour());
      graphics.drawString(name.text(), (float) left, 12);
      graphics.setStroke(new BasicStroke(2.5f));
      graphics.draw(new Line2D.Double(left - 18, 8, left - 5, 8));
      right = left - 32;
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
