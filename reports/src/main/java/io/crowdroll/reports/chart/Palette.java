package io.crowdroll.reports.chart;

import java.awt.Color;

/** The colours of Okabe and Ito (2008), told apart with any colour vision; yellow is left out. */
final class Palette {
  static final Color INK = new Color(0x333333);
  static final Color FAINT = new Color(0x767676);
  static final Color GRID = new Color(0xe6e6e6);

  private static final Color[] SERIES = {
    new Color(0x0072b2),
    new Color(0xd55e00),
    new Color(0x00875f), // their bluish green, darkened: it also writes labels
    new Color(0xb8568f), // their reddish purple, likewise
    new Color(0xb07d00), // their orange, likewise
    new Color(0x3b8fc4), // their sky blue, likewise
    new Color(0x555555),
  };

  private Palette() {}

  /** The colour of the series of an index; they repeat after seven. */
  static Color series(int index) {
    return SERIES[index % SERIES.length];
  }
}
