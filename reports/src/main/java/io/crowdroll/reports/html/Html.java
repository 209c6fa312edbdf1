package io.crowdroll.reports.html;

import java.util.regex.Pattern;

/**
 * The body of the page as it grows. Every text is escaped; {@code **bold**} and {@code `code`} are
 * all the markup a text may have.
 */
final class Html {
  private static final Pattern BOLD = Pattern.compile("\\*\\*(.+?)\\*\\*");
  private static final Pattern CODE = Pattern.compile("`(.+?)`");

  private final StringBuilder out = new StringBuilder();

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  static String inline(String text) {
    String bold = BOLD.matcher(escape(text)).replaceAll("<strong>$1</strong>");
    return CODE.matcher(bold).replaceAll("<code>$1</code>");
  }

  /** Markup that is already HTML. */
  Html raw(String html) {
    out.append(html);
    return this;
  }

  Html heading(String text) {
    return raw("<h3>").raw(inline(text)).raw("</h3>\n");
  }

  Html paragraph(String text) {
    return raw("<p>").raw(inline(text)).raw("</p>\n");
  }

  Html note(String text) {
    return raw("<p class=\"note\">").raw(inline(text)).raw("</p>\n");
  }

  Html code(String text) {
    return raw("<pre><code>").raw(escape(text)).raw("</code></pre>\n");
  }

  Html table(Table table) {
    return raw(table.html());
  }

  /** A figure across the page. */
  Html figure(String svg, String caption) {
    return raw("<figure>")
        .raw(svg)
        .raw("<figcaption>")
        .raw(inline(caption))
        .raw("</figcaption></figure>\n");
  }

  /** Opens a row of figures that stand beside each other where there is room. */
  Html beginPair() {
    return raw("<div class=\"pair\">\n");
  }

  Html endPair() {
    return raw("</div>\n");
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
