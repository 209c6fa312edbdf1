package io.crowdroll.reports.chart;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Composite;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Paint;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.NoninvertibleTransformException;
import java.awt.geom.Rectangle2D;
import java.util.Map;

/**
 * The part of Java 2D that charts need, written down as SVG: shapes, texts, clipping by rectangles,
 * translation and rotation.
 *
 * <p>There are Graphics2D for SVG, but the one that fits JFreeChart is GPL, and all of them measure
 * text with the fonts of the machine (see {@link SvgFont}).
 */
final class SvgGraphics extends PlainGraphics {
  private final StringBuilder out;
  private AffineTransform transform = new AffineTransform();

  /** In device space; null means everything. */
  private Rectangle2D clip;

  private Paint paint = Color.BLACK;
  private Color background = Color.WHITE;
  private Stroke stroke = new BasicStroke();
  private Composite composite = AlphaComposite.SrcOver;
  private SvgFont font = new SvgFont(Font.PLAIN, 12);
  private final RenderingHints hints = new RenderingHints(Map.of());

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

  // State

  @Override
  public Graphics create() {
    SvgGraphics copy = new SvgGraphics(out);
    copy.transform = new AffineTransform(transform);
    copy.clip = clip;
    copy.paint = paint;
    copy.background = background;
    copy.stroke = stroke;
    copy.composite = composite;
    copy.font = font;
    copy.hints.putAll(hints);
    return copy;
  }

  @Override
  public void dispose() {
    // nothing is held
  }

  @Override
  public void translate(double x, double y) {
    transform.translate(x, y);
  }

  @Override
  public void translate(int x, int y) {
    transform.translate(x, y);
  }

  @Override
  public void rotate(double angle) {
    transform.rotate(angle);
  }

  @Override
  public void rotate(double angle, double x, double y) {
    transform.rotate(angle, x, y);
  }

  @Override
  public void scale(double x, double y) {
    transform.scale(x, y);
  }

  @Override
  public void shear(double x, double y) {
    transform.shear(x, y);
  }

  @Override
  public void transform(AffineTransform next) {
    transform.concatenate(next);
  }

  @Override
  public void setTransform(AffineTransform next) {
    transform = new AffineTransform(next);
  }

  @Override
  public AffineTransform getTransform() {
    return new AffineTransform(transform);
  }

  @Override
  public void clip(Shape shape) {
    Rectangle2D next = transform.createTransformedShape(shape).getBounds2D();
    clip = clip == null ? next : clip.createIntersection(next);
  }

  @Override
  public void clipRect(int x, int y, int width, int height) {
    clip(new Rectangle(x, y, width, height));
  }

  @Override
  public void setClip(Shape shape) {
    clip = shape == null ? null : transform.createTransformedShape(shape).getBounds2D();
  }

  @Override
  public void setClip(int x, int y, int width, int height) {
    setClip(new Rectangle(x, y, width, height));
  }

  @Override
  public Shape getClip() {
    if (clip == null) {
      return null;
    }
    try {
      return transform.createInverse().createTransformedShape(clip).getBounds2D();
    } catch (NoninvertibleTransformException e) {
      throw new IllegalStateException("a figure is scaled to nothing", e);
    }
  }

  @Override
  public Rectangle getClipBounds() {
    return clip == null ? null : getClip().getBounds();
  }

  @Override
  public void setPaint(Paint next) {
    if (next != null) {
      paint = next;
    }
  }

  @Override
  public Paint getPaint() {
    return paint;
  }

  @Override
  public void setColor(Color next) {
    setPaint(next);
  }

  @Override
  public Color getColor() {
    return (Color) paint;
  }

  @Override
  public void setBackground(Color next) {
    background = next;
  }

  @Override
  public Color getBackground() {
    return background;
  }

  @Override
  public void setStroke(Stroke next) {
    stroke = next;
  }

  @Override
  public Stroke getStroke() {
    return stroke;
  }

  @Override
  public void setComposite(Composite next) {
    composite = next;
  }

  @Override
  public Composite getComposite() {
    return composite;
  }

  @Override
  public void setFont(Font next) {
    font = svg(next);
  }

  @Override
  public Font getFont() {
    return font;
  }

  @Override
  public FontMetrics getFontMetrics(Font asked) {
    return new SvgFontMetrics(svg(asked));
  }

  @Override
  public FontRenderContext getFontRenderContext() {
    return new FontRenderContext(null, true, true);
  }

  private static SvgFont svg(Font font) {
    return font instanceof SvgFont own ? own : new SvgFont(font.getStyle(), font.getSize());
  }

  @Override
  public void setRenderingHint(RenderingHints.Key key, Object value) {
    if (value == null) {
      hints.remove(key);
    } else {
      hints.put(key, value);
    }
  }

  @Override
  public Object getRenderingHint(RenderingHints.Key key) {
    return hints.get(key);
  }

  @Override
  public void setRenderingHints(Map<?, ?> next) {
    hints.clear();
    hints.putAll(next);
  }

  @Override
  public void addRenderingHints(Map<?, ?> more) {
    hints.putAll(more);
  }

  @Override
  public RenderingHints getRenderingHints() {
    return hints;
  }
}
