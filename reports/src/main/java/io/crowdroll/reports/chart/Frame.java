package io.crowdroll.reports.chart;

/**
 * The sheet that a figure is drawn on.
 *
 * @param description what it shows, for who cannot see it
 * @param width in pixels; the page scales it
 * @param height in pixels
 */
public record Frame(String description, int width, int height) {

  /** A figure as wide as the text. */
  public static Frame wide(String description) {
    return new Frame(description, 880, 270);
  }

  /** One of two figures beside each other. */
  public static Frame half(String description) {
    return new Frame(description, 430, 290);
  }
}
