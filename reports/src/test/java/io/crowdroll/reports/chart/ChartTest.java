package io.crowdroll.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ChartTest {
  private static final double[] X = {0, 1, 2, 3};
  private static final double[] Y = {4, 2, 1, 0.5};

  @Test
  void aFigureIsWellFormedAndSaysWhatItShows() throws Exception {
    String svg = lines("active <provers> & more");
    assertThat(texts(svg)).contains("tasks", "simulated time (h)", "active <provers> & more", "1");
    assertThat(svg).contains("<title>what it shows</title>");
  }

  @Test
  void aFigureIsTheSameEveryTimeAndInEveryLocale() {
    String first = lines("a");
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      assertThat(lines("a")).isEqualTo(first);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void namesStandBesideTheirCurvesAndDoNotOverlap() {
    List<Curve> curves = new ArrayList<>();
    for (double end : new double[] {0.5, 0.6, 4}) {
      curves.add(Curve.of("name" + end, X, new double[] {4, 2, 1, end}));
    }
    List<Double> heights = positions("y", curves);
    assertThat(heights).hasSize(3);
    assertThat(heights.get(1) - heights.get(0)).isGreaterThan(50);
    assertThat(heights.get(2) - heights.get(1)).isBetween(13.9, 28.0);
  }

  @Test
  void namesOfCurvesThatEndInOnePointGoIntoTheHeading() {
    List<Curve> curves = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      curves.add(Curve.of("name" + i, X, Y));
    }
    assertThat(positions("y", curves)).containsOnly(12.0);
    List<Double> starts = positions("x", curves);
    for (int i = 1; i < 5; i++) {
      assertThat(starts.get(i) - starts.get(i - 1)).isGreaterThan(40);
    }
  }

  @Test
  void durationsAreCountedAsPeopleCountThem() throws Exception {
    String svg =
        LineChart.svg(
            Frame.half("durations"),
            Axis.duration("since created", 1, 100_000),
            Axis.share("still unproven"),
            List.of(
                Curve.of("all", new double[] {1, 10, 90_000}, new double[] {1, 0.5, 0}).asSteps()),
            List.of());
    assertThat(texts(svg)).contains("1 s", "10 s", "1 min", "1 h", "1 day", "100 %", "0 %");
  }

  @Test
  void stepsKeepAValueUntilTheNextAbscissa() {
    Curve steps = Curve.of("", new double[] {0, 1, 5}, new double[] {9, 8, 7}).asSteps();
    assertThat(steps.x()).containsExactly(0, 1, 1, 5, 5);
    assertThat(steps.y()).containsExactly(9, 9, 8, 8, 7);
  }

  @Test
  void everyBarIsDrawn() throws Exception {
    String svg =
        BarChart.svg(
            Frame.half("bars"),
            Axis.linear("windows"),
            Axis.shareOfData("share"),
            new double[] {0.5, 1.5, 2.5, 3.5},
            new double[] {0.7, 0.2, 0.1},
            List.of());
    assertThat(svg.split("fill=\"#0072b2\"", -1)).hasSize(4);
    assertThatThrownBy(
            () ->
                BarChart.svg(
                    Frame.half("bars"),
                    Axis.linear("x"),
                    Axis.linear("y"),
                    new double[2],
                    new double[2],
                    List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void coordinatesAreShortAndAlwaysNumbers() {
    assertThat(SvgPath.number(-0.001)).isEqualTo("0");
    assertThat(SvgPath.number(12.5)).isEqualTo("12.5");
    assertThat(SvgPath.number(-3.05)).isEqualTo("-3.05");
    assertThatThrownBy(() -> SvgPath.number(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Where the names of the curves stand, ascending. */
  private static List<Double> positions(String axis, List<Curve> curves) {
    String svg =
        LineChart.svg(Frame.half("names"), Axis.linear("x"), Axis.linear("y"), curves, List.of());
    List<Double> positions = new ArrayList<>();
    Matcher name = Pattern.compile(" " + axis + "=\"([0-9.]+)\"[^>]*>name").matcher(svg);
    while (name.find()) {
      positions.add(Double.valueOf(name.group(1)));
    }
    positions.sort(null);
    return positions;
  }

  private static String lines(String name) {
    return LineChart.svg(
        Frame.wide("what it shows"),
        Axis.linear("simulated time (h)", 0, 3).every(1),
        Axis.linear("tasks"),
        List.of(
            Curve.of(name, X, Y).within(new double[] {3, 1, 0, 0}, new double[] {5, 3, 2, 1}),
            Curve.of("", X, X).asReference()),
        List.of(new Marker(2, "1")));
  }

  private static List<String> texts(String svg) throws Exception {
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)));
    NodeList elements = document.getElementsByTagName("text");
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < elements.getLength(); i++) {
      texts.add(elements.item(i).getTextContent());
    }
    return texts;
  }
}
