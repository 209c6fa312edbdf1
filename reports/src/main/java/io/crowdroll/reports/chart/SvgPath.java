package io.crowdroll.reports.chart;

import java.awt.Shape;
import java.awt.geom.PathIterator;

/** Shapes and numbers as SVG spells them: shortest, to a hundredth of a pixel. */
final class SvgPath {
  private SvgPath() {}

  /** The value of a path's {@code d} attribute. */
  static String of(Shape shape) {
    StringBuilder path = new StringBuilder();
    double[] points = new double[6];
    for (PathIterator i = shape.getPathIterator(null); !i.isDone(); i.next()) {
      switch (i.currentSegment(points)) {
        case PathIterator.SEG_MOVETO -> segment(path, 'M', points, 2);
        case PathIterator.SEG_LINETO -> segment(path, 'L', points, 2);
        case PathIterator.SEG_QUADTO -> segment(path, 'Q', points, 4);
        case PathIterator.SEG_CUBICTO -> segment(path, 'C', points, 6);
        case PathIterator.SEG_CLOSE -> path.append('Z');
        default -> throw new IllegalArgumentException("no such segment of a path");
      }
    }
    return path.toString();
  }

  /** A coordinate or a length. */
  static String number(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("a figure has no place for " + value);
    }
    long hundredths = Math.round(value * 100);
    StringBuilder text = new StringBuilder();
    if (hundredths < 0) {
      text.append('-');
      hundredths = -hundredths;
    }
    text.append(hundredths / 100);
    long rest = hundredths % 100;
    if (rest != 0) {
      text.append('.').append(rest / 10);
      if (rest % 10 != 0) {
        text.append(rest % 10);
      }
    }
    return text.toString();
  }

  private static void segment(StringBuilder path, char command, double[] points, int count) {
    path.append(command);
    for (int i = 0; i < count; i++) {
      path.append(i == 0 ? "" : " ").append(number(points[i]));
    }
  }
}
