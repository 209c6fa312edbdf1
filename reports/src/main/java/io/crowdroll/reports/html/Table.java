package io.crowdroll.reports.html;

import io.crowdroll.reports.stats.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/** A table of texts; the first column is left-aligned, the others hold numbers. */
final class Table {
  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();
  private boolean prose;
  private String caption = "";

  private Table(List<String> header) {
    this.header = header;
  }

  static Table of(String... header) {
    return new Table(List.of(header));
  }

  /** The table of results: what was measured, estimate, interval and n. */
  static Table ofResults(String what, String counted) {
    return of(what, "estimate", "95 % interval", counted);
  }

  /** A table whose cells are estimates followed by their 95 % intervals, which it says below. */
  static Table ofIntervals(String... header) {
    Table table = of(header);
    table.caption = "Brackets: 95 % intervals.";
    return table;
  }

  /** All columns are words. */
  Table ofWords() {
    prose = true;
    return this;
  }

  Table row(String... cells) {
    if (cells.length != header.size()) {
      throw new IllegalArgumentException(
          cells.length + " cells in a row of a table with " + header.size() + " columns");
    }
    rows.add(List.of(cells));
    return this;
  }

  Table result(String what, Interval interval, DoubleFunction<String> format) {
    return row(
        what,
        format.apply(interval.estimate()),
        Numbers.ends(interval, format),
        Numbers.count(interval.n()));
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  String html() {
    StringBuilder html = new StringBuilder("<div class=\"scroll\"><table");
    html.append(prose ? " class=\"words\"" : "").append(">\n<thead><tr>");
    header.forEach(cell -> html.append("<th>").append(Html.inline(cell)).append("</th>"));
    html.append("</tr></thead>\n<tbody>\n");
    for (List<String> row : rows) {
      html.append("<tr>");
      row.forEach(cell -> html.append("<td>").append(Html.inline(cell)).append("</td>"));
      html.append("</tr>\n");
    }
    html.append("</tbody></table>");
    if (!caption.isEmpty()) {
      html.append("<p class=\"note\">").append(Html.inline(caption)).append("</p>");
    }
    return html.append("</div>\n").toString();
  }
}
