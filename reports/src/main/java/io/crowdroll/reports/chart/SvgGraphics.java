package io.crowdroll.reports.chart;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;

/**
 * The part of Java 2D that charts need, written down as SVG: shapes, texts, clipping by rectangles,
 * translation and rotation.
 *
 * <p>There are Graphics2D for SVG, but the one that fits JFreeChart is GPL, and all of them measure
 * text with the fonts of the machine (see {@link SvgFont}).
 */
final class SvgGraphics extends PenState {
  private final StringBuilder out;

  SvgGraphics() {
    this(new StringBuilder());
  }

  private SvgGraphics(StringBuilder out) {
    this.out = out;
  }

  /** The elements drawn so far. */
  String elements() {
    return out.toString();
  }

  // Drawing

  @Override
  public void draw(Shape shape) {
    BasicStroke line = (BasicStroke) stroke;
    Shape visible = clipped(transform.createTransformedShape(shape), line.getLineWidth());
    if (visible == null || alpha() == 0) {
      return;
    }
    out.append("<path d=\"").append(SvgPath.of(visible)).append("\" fill=\"none\"");
    colour("stroke");
    out.append(" stroke-width=\"").append(SvgPath.number(line.getLineWidth())).append('"');
    if (line.getLineJoin() == BasicStroke.JOIN_ROUND) {
      out.append(" stroke-linejoin=\"round\"");
    }
    if (line.getDashArray() != null) {
      out.append(" stroke-dasharray=\"");
      for (float dash : line.getDashArray()) {
        out.append(SvgPath.number(dash)).append(' ');
      }
      out.setCharAt(out.length() - 1, '"');
    }
    out.append("/>\n");
  }

  @Override
  public void fill(Shape shape) {
    Shape visible = clipped(transform.createTransformedShape(shape), 0);
    if (visible == null || alpha() == 0) {
      return;
    }
    out.append("<path d=\"").append(SvgPath.of(visible)).append('"');
    colour("fill");
    out.append("/>\n");
  }

  @Override
  public void drawString(String text, float x, float y) {
    if (text.isBlank()) {
      return;
    }
    double[] at = {x, y};
    transform.transform(at, 0, at, 0, 1);
    out.append("<text x=\"").append(SvgPath.number(at[0]));
    out.append("\" y=\"").append(SvgPath.number(at[1])).append('"');
    double degrees =
        StrictMath.toDegrees(StrictMath.atan2(transform.getShearY(), transform.getScaleY()));
    if (degrees != 0) {
      out.append(" transform=\"rotate(").append(SvgPath.number(degrees));
      out.append(' ').append(SvgPath.number(at[0]));
      out.append(' ').append(SvgPath.number(at[1])).append(")\"");
    }
    out.append(" font-size=\"").append(font.getSize()).append('"');
    if (font.isBold()) {
      out.append(" font-weight=\"bold\"");
    }
    colour("fill");
    out.append('>').append(escape(text)).append("</text>\n");
  }

  @Override
  public void drawString(String text, int x, int y) {
    drawString(text, (float) x, (float) y);
  }

  @Override
  public void drawLine(int x1, int y1, int x2, int y2) {
    draw(new Line2D.Double(x1, y1, x2, y2));
  }

  @Override
  public void fillRect(int x, int y, int width, int height) {
    fill(new Rectangle(x, y, width, height));
  }

  @Override
  public void drawOval(int x, int y, int width, int height) {
    draw(new Ellipse2D.Double(x, y, width, height));
  }

  @Override
  public void fillOval(int x, int y, int width, int height) {
    fill(new Ellipse2D.Double(x, y, width, height));
  }

  static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private void colour(String attribute) {
    Color colour = (Color) paint;
    out.append(' ').append(attribute).append("=\"#");
    for (int part : new int[] {colour.getRed(), colour.getGreen(), colour.getBlue()}) {
      out.append(Character.forDigit(part >> 4, 16)).append(Character.forDigit(part & 15, 16));
    }
    out.append('"');
    if (alpha() < 1) {
      out.append(' ').append(attribute).append("-opacity=\"");
      out.append(SvgPath.number(alpha())).append('"');
    }
  }

  private double alpha() {
    double ofPaint = ((Color) paint).getAlpha() / 255.0;
    return composite instanceof AlphaComposite blend ? ofPaint * blend.getAlpha() : ofPaint;
  }

  /** What the clip leaves of a shape, or null. Shapes that are only partly visible are rare. */
  private Shape clipped(Shape shape, double lineWidth) {
    if (clip == null) {
      return shape;
    }
    Rectangle2D bounds = shape.getBounds2D();
    if (clip.contains(bounds.getX(), bounds.getY(), bounds.getWidth(), bounds.getHeight())
        || clip.contains(bounds.getCenterX(), bounds.getCenterY())
            && (bounds.getWidth() == 0 || bounds.getHeight() == 0)) {
      return shape;
    }
    double slack = lineWidth + 0.5;
    if (bounds.getMinX() >= clip.getMinX() - slack
        && bounds.getMaxX() <= clip.getMaxX() + slack
        && bounds.getMinY() >= clip.getMinY() - slack
        && bounds.getMaxY() <= clip.getMaxY() + slack) {
      return shape;
    }
    if (lineWidth > 0) {
      return bounds.intersects(clip) ? shape : null;
    }
    Area visible = new Area(shape);
    visible.intersect(new Area(clip));
    return visible.isEmpty() ? null : visible;
  }

  @Override
  public Graphics create() {
    SvgGraphics copy = new SvgGraphics(out);
    copy.copy(this);
    return copy;
  }
}
