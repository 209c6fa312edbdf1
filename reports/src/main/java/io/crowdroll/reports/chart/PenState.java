package io.crowdroll.reports.chart;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Composite;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Paint;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.NoninvertibleTransformException;
import java.awt.geom.Rectangle2D;
import java.util.Map;

/** What a pen on a page remembers: where it is, what it must not leave, how it draws. */
abstract class PenState extends PlainGraphics {
  AffineTransform transform = new AffineTransform();

  /** In device space; null means everything. */
  Rectangle2D clip;

  Paint paint = Color.BLACK;
  Color background = Color.WHITE;
  Stroke stroke = new BasicStroke();
  Composite composite = AlphaComposite.SrcOver;
  SvgFont font = new SvgFont(Font.PLAIN, 12);
  final RenderingHints hints = new RenderingHints(Map.of());

  /** Takes over all that another one remembers. */
  final void copy(PenState other) {
    transform = new AffineTransform(other.transform);
    clip = other.clip;
    paint = other.paint;
    background = other.background;
    stroke = other.stroke;
    composite = other.composite;
    font = other.font;
    hints.putAll(other.hints);
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
