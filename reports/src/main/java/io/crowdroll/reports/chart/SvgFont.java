package io.crowdroll.reports.chart;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.font.LineMetrics;
import java.awt.geom.Rectangle2D;

/**
 * A sans-serif font whose metrics are those of Helvetica, by its public AFM table, and not those of
 * whatever is installed: a figure comes out the same on a server without any font. The browser then
 * draws it with what it has of that family.
 */
final class SvgFont extends Font {
  private static final long serialVersionUID = 1L;
  private static final char FIRST = ' ';
  private static final int OTHER = 556;

  /** Advance widths of ASCII from the space to the tilde, in thousandths of the size. */
  private static final short[] WIDTHS = {
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278,
        278, // !"#$%&'()*+,-./
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, // 0-9:;<=>?
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, // @A-O
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, // P-Z[\]^_
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, // `a-o
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584 // p-z{|}~
  };

  private static final float ASCENT = 0.905f;
  private static final float DESCENT = 0.212f;

  SvgFont(int style, int size) {
    super(SANS_SERIF, style, size);
  }

  /** The width of a text in pixels. */
  double width(String text) {
    int thousandths = 0;
    for (int i = 0; i < text.length(); i++) {
      int index = text.charAt(i) - FIRST;
      thousandths += index >= 0 && index < WIDTHS.length ? WIDTHS[index] : OTHER;
    }
    return thousandths * getSize() / 1000.0;
  }

  float ascent() {
    return ASCENT * getSize();
  }

  float descent() {
    return DESCENT * getSize();
  }

  @Override
  public LineMetrics getLineMetrics(String text, FontRenderContext context) {
    return new Line(text.length());
  }

  @Override
  public Rectangle2D getStringBounds(String text, FontRenderContext context) {
    return new Rectangle2D.Double(0, -ascent(), width(text), ascent() + descent());
  }

  /** Where a line of this font has its parts; positions are relative to the baseline. */
  private final class Line extends LineMetrics {
    private final int characters;

    Line(int characters) {
      this.characters = characters;
    }

    @Override
    public int getNumChars() {
      return characters;
    }

    @Override
    public float getAscent() {
      return ascent();
    }

    @Override
    public float getDescent() {
      return descent();
    }

    @Override
    public float getLeading() {
      return 0;
    }

    @Override
    public float getHeight() {
      return ascent() + descent();
    }

    @Override
    public int getBaselineIndex() {
      return ROMAN_BASELINE;
    }

    @Override
    public float[] getBaselineOffsets() {
      return new float[] {0, -ascent() / 2, -ascent()};
    }

    @Override
    public float getStrikethroughOffset() {
      return -ascent() / 3;
    }

    @Override
    public float getStrikethroughThickness() {
      return getSize() / 16f;
    }

    @Override
    public float getUnderlineOffset() {
      return getSize() / 10f;
    }

    @Override
    public float getUnderlineThickness() {
      return getSize() / 16f;
    }
  }
}
