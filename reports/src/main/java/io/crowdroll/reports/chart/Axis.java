package io.crowdroll.reports.chart;

import java.awt.BasicStroke;
import java.awt.Font;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.util.Locale;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.ValueAxis;

/**
 * An axis of a figure.
 *
 * @param label what it measures, with the unit
 * @param low lower end; NaN leaves it to the data
 * @param high upper end; NaN leaves it to the data
 * @param tick distance of the ticks; NaN leaves it to the space there is
 * @param duration whether it shows seconds on a logarithmic scale; needs positive data
 * @param percent whether values are shares, shown as percentages
 */
public record Axis(
    String label, double low, double high, double tick, boolean duration, boolean percent) {
  private static final SvgFont LABEL = new SvgFont(Font.PLAIN, 12);
  private static final SvgFont TICKS = new SvgFont(Font.PLAIN, 11);

  /** A linear axis over what the data needs, zero included. */
  public static Axis linear(String label) {
    return new Axis(label, Double.NaN, Double.NaN, Double.NaN, false, false);
  }

  /** A linear axis from {@code low} to {@code high}. */
  public static Axis linear(String label, double low, double high) {
    return new Axis(label, low, high, Double.NaN, false, false);
  }

  /** Seconds on a logarithmic scale, from {@code low} to {@code high}, both positive. */
  public static Axis duration(String label, double low, double high) {
    return new Axis(label, low, high, Double.NaN, true, false);
  }

  /** Shares from 0 to 1, shown from 0 to 100 %. */
  public static Axis share(String label) {
    return new Axis(label, 0, 1, 0.25, false, true);
  }

  /** Shares from 0 up to what the data needs, shown as percentages. */
  public static Axis shareOfData(String label) {
    return new Axis(label, Double.NaN, Double.NaN, Double.NaN, false, true);
  }

  /** This axis with ticks at a fixed distance. */
  public Axis every(double distance) {
    return new Axis(label, low, high, distance, duration, percent);
  }

  ValueAxis build() {
    ValueAxis axis = duration ? durationAxis() : linearAxis();
    axis.setLabelFont(LABEL);
    axis.setLabelPaint(Palette.INK);
    axis.setTickLabelFont(TICKS);
    axis.setTickLabelPaint(Palette.FAINT);
    axis.setAxisLinePaint(Palette.FAINT);
    axis.setAxisLineStroke(new BasicStroke(0.8f));
    axis.setTickMarkPaint(Palette.FAINT);
    axis.setMinorTickMarksVisible(false);
    if (!Double.isNaN(low) && !Double.isNaN(high)) {
      axis.setRange(low, high);
    }
    return axis;
  }

  private ValueAxis linearAxis() {
    NumberAxis axis = new NumberAxis(label);
    axis.setAutoRangeIncludesZero(true);
    axis.setNumberFormatOverride(format());
    if (!Double.isNaN(tick)) {
      axis.setTickUnit(new NumberTickUnit(tick, format()));
    }
    return axis;
  }

  private ValueAxis durationAxis() {
    DurationAxis axis = new DurationAxis(label);
    axis.setSmallestValue(low);
    return axis;
  }

  private NumberFormat format() {
    return new DecimalFormat(
        percent ? "0.# %" : "#,##0.######", DecimalFormatSymbols.getInstance(Locale.ROOT));
  }
}
