package io.crowdroll.reports.html;

import io.crowdroll.reports.results.Manifest;
import io.crowdroll.reports.results.RunDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes the page of a run. */
public final class ReportWriter {
  private static final List<Section> SECTIONS =
      List.of(
          Verdicts.SECTION,
          Story.SECTION,
          ProofTimes.TASKS,
          ProofTimes.STAGES,
          RealProofs.SECTION,
          Batches.SECTION,
          Load.SECTION,
          Bounties.SECTION,
          Token.SECTION,
          Income.SECTION,
          Penalties.SECTION,
          Censorship.SECTION,
          L1Cost.SECTION,
          AllMetrics.SECTION,
          Reproduction.ASSUMPTIONS,
          Reproduction.SECTION);

  /** What makes sense when no replication has finished. */
  private static final List<Section> SECTIONS_WITHOUT_RESULTS =
      List.of(Verdicts.SECTION, Story.SECTION, Reproduction.ASSUMPTIONS, Reproduction.SECTION);

  /** What a scenario with variants asks: how they differ. Each of them has a page of its own. */
  private static final List<Section> SECTIONS_OF_VARIANTS =
      List.of(
          Verdicts.SECTION,
          Glance.SECTION,
          SideBySide.FIGURES,
          SideBySide.DIFFERENCES,
          Reproduction.ASSUMPTIONS,
          Reproduction.SECTION);

  private ReportWriter() {}

  /**
   * Reads the run in a directory and writes {@code report.html} into it: one file that needs
   * nothing else, the same bytes for the same results.
   *
   * @return the page
   * @throws io.crowdroll.reports.results.ResultsException when that is not a run, or a table of it
   *     is malformed
   */
  public static Path write(Path runDirectory) {
    RunDirectory run = RunDirectory.open(runDirectory);
    run.writeReport(html(Report.read(run)));
    return run.reportFile();
  }

  private static String html(Report report) {
    List<Section> sections = sections(report);
    Html page = new Html();
    page.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
        .raw(Html.escape(report.results().summary().scenario()))
        .raw(" · crowdroll</title>\n<style>\n")
        .raw(style())
        .raw("</style>\n</head>\n<body>\n");
    contents(page, sections);
    page.raw("<main>\n");
    header(page, report);
    for (Section section : sections) {
      page.raw("<section id=\"").raw(section.id()).raw("\">\n<h2>");
      page.raw(Html.inline(section.title())).raw("</h2>\n");
      section.body().accept(page, report);
      page.raw("</section>\n");
    }
    return page.raw("</main>\n</body>\n</html>\n").toString();
  }

  private static void contents(Html page, List<Section> sections) {
    page.raw("<nav aria-label=\"Contents\"><ol>\n");
    for (Section section : sections) {
      page.raw("<li><a href=\"#").raw(section.id()).raw("\">");
      page.raw(Html.inline(section.title())).raw("</a></li>\n");
    }
    page.raw("</ol></nav>\n");
  }

  private static List<Section> sections(Report report) {
    if (report.replications() == 0) {
      return SECTIONS_WITHOUT_RESULTS;
    }
    if (!report.variants().isEmpty()) {
      return SECTIONS_OF_VARIANTS;
    }
    List<Section> sections = new ArrayList<>(SECTIONS);
    if (report.results().realProofs().isEmpty()) {
      sections.remove(RealProofs.SECTION);
    }
    if (!report.prediction().isEmpty()) {
      sections.add(1, Predictions.SECTION);
    }
    return sections;
  }

  private static void header(Html page, Report report) {
    Results results = report.results();
    Manifest manifest = results.manifest();
    page.raw("<header>\n<h1>").raw(Html.escape(results.summary().scenario())).raw("</h1>\n");
    for (String paragraph : results.summary().question().strip().split("\n\\s*\n")) {
      page.raw("<p class=\"question\">").raw(Html.inline(paragraph)).raw("</p>\n");
    }
    page.note(
        (report.replications() == 1
                ? "One replication"
                : Numbers.count(report.replications()) + " replications")
            + (report.variants().isEmpty() ? "" : " of " + report.variants().size() + " variants")
            + (report.variants().isEmpty() ? " of " : ", ")
            + Numbers.duration(results.summary().horizonMs() / 1e3)
            + (report.prediction().isEmpty() ? " of simulated time" : " on a testnet")
            + " · seed "
            + manifest.seed()
            + " · crowdroll "
            + manifest.version()
            + " · scenario "
            + manifest.scenarioHash().substring(0, Math.min(8, manifest.scenarioHash().length())));
    page.raw("</header>\n");
  }

  private static String style() {
    try (InputStream css = ReportWriter.class.getResourceAsStream("report.css")) {
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the program lacks its style sheet report.css", e);
    }
  }
}
