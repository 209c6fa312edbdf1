package io.crowdroll.reports.html;

import io.crowdroll.reports.results.Manifest;

/** What the figures rest on, and how to get them again. */
final class Reproduction {
  static final Section ASSUMPTIONS =
      new Section("assumptions", "Assumptions", Reproduction::assumptions);
  static final Section SECTION = new Section("reproduce", "Reproduce this", Reproduction::write);

  private Reproduction() {}

  private static void assumptions(Html page, Report report) {
    String resolved = report.results().resolved();
    if (resolved.isBlank()) {
      page.paragraph("The run kept no resolved scenario.");
      return;
    }
    page.paragraph(
        "Everything that this run assumed: the scenario with all that it inherits and every"
            + " default spelt out. The same text is in `resolved.yaml` beside this page.");
    page.raw("<details><summary>All ")
        .raw(Numbers.count(resolved.lines().filter(line -> line.contains(":")).count()))
        .raw(" parameters</summary>\n");
    page.code(resolved.stripTrailing());
    page.raw("</details>\n");
  }

  private static void write(Html page, Report report) {
    Manifest manifest = report.results().manifest();
    page.paragraph("With version " + manifest.version() + " of the program:");
    page.code(manifest.command());
    page.paragraph(
        "gives these numbers again, on any machine and with any number of threads. Scenario"
            + " `"
            + manifest.scenarioHash()
            + "`, seed "
            + manifest.seed()
            + ".");
    Table table = Table.of("replication", "seed", "events", "trace hash");
    manifest
        .replications()
        .forEach(
            replication ->
                table.row(
                    Numbers.count(replication.index()),
                    String.valueOf(replication.seed()),
                    Numbers.count(replication.events()),
                    "`" + replication.traceHash() + "`"));
    if (!table.isEmpty()) {
      page.table(table);
    }
    page.note(
        "The trace hash covers every event in order: two replications with the same hash are the"
            + " same. The data behind each figure is in the directories `replication-…` beside"
            + " this page, as CSV.");
  }
}
