package io.crowdroll.reports.chart;

import java.awt.FontMetrics;

/** The metrics of an {@link SvgFont}, as AWT wants to be asked for them. */
final class SvgFontMetrics extends FontMetrics {
  private static final long serialVersionUID = 1L;

  private final SvgFont svgFont;

  SvgFontMetrics(SvgFont font) {
    super(font);
    this.svgFont = font;
  }

  @Override
  public int getAscent() {
    return Math.round(svgFont.ascent());
  }

  @Override
  public int getDescent() {
    return Math.round(svgFont.descent());
  }

  @Override
  public int getLeading() {
    return 0;
  }

  @Override
  public int charWidth(char c) {
    return stringWidth(String.valueOf(c));
  }

  @Override
  public int charsWidth(char[] data, int offset, int length) {
    return stringWidth(new String(data, offset, length));
  }

  @Override
  public int stringWidth(String text) {
    return (int) Math.round(svgFont.width(text));
  }
}
