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
 * @param kind what sort of scale it has
 */
public record Axis(String label, double low, double high, double tick, Kind kind) {

  /** What sort of scale an axis has. */
  public enum Kind {
    /** Evenly spaced, from zero. */
    LINEAR,
    /** Evenly spaced, where the data lie. */
    FITTED,
    /** Shares of one, shown as percentages. */
    SHARE,
    /** Seconds, logarithmic. */
    DURATION
  }

  private static final SvgFont LABEL = new SvgFont(Font.PLAIN, 12);
  private static final SvgFont TICKS = new SvgFont(Font.PLAIN, 11);

  /** A linear axis over what the data needs, zero included. */
  public static Axis linear(String label) {
    return new Axis(label, Double.NaN, Double.NaN, Double.NaN, Kind.LINEAR);
  }

  /** A linear axis over what the data needs and no more, for what varies little around a value. */
  public static Axis fitted(String label) {
    return new Axis(label, Double.NaN, Double.NaN, Double.NaN, Kind.FITTED);
  }

  /** A linear axis from {@code low} to {@code high}. */
  public static Axis linear(String label, double low, double high) {
    return new Axis(label, low, high, Double.NaN, Kind.LINEAR);
  }

  /** Seconds on a logarithmic scale, from {@code low} to {@code high}, both positive. */
  public static Axis duration(String label, double low, double high) {
    return new Axis(label, low, high, Double.NaN, Kind.DURATION);
  }

  /** Shares from 0 to 1, shown from 0 to 100 %. */
  public static Axis share(String label) {
    return new Axis(label, 0, 1, 0.25, Kind.SHARE);
  }

  /** Shares from 0 up to what the data needs, shown as percentages. */
  public static Axis shareOfData(String label) {
    return new Axis(label, Double.NaN, Double.NaN, Double.NaN, Kind.SHARE);
  }

  /** This axis with ticks at a fixed distance. */
  public Axis every(double distance) {
    return new Axis(label, low, high, distance, kind);
  }

  ValueAxis build() {
    ValueAxis axis = kind == Kind.DURATION ? durationAxis() : linearAxis();
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
    axis.setAutoRangeIncludesZero(kind != Kind.FITTED);
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
        kind == Kind.SHARE ? "0.# %" : "#,##0.######",
        DecimalFormatSymbols.getInstance(Locale.ROOT));
  }
}
