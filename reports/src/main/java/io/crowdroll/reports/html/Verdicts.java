package io.crowdroll.reports.html;

import io.crowdroll.reports.results.Summary;
import io.crowdroll.reports.results.Verdict;

/** Whether the scenario's expectations hold. */
final class Verdicts {
  static final Section SECTION = new Section("verdict", "Verdict", Verdicts::write);

  private Verdicts() {}

  private static void write(Html page, Report report) {
    Summary summary = report.results().summary();
    if (summary.finishedReplications() < summary.plannedReplications()) {
      page.note(
          "**Unfinished run:** "
              + Numbers.count(summary.finishedReplications())
              + " of "
              + Numbers.counted(summary.plannedReplications(), "replication", "replications")
              + " are there; all figures are of those.");
    }
    if (summary.verdicts().isEmpty()) {
      page.paragraph("The scenario states no expectations; what follows is what happened.");
      return;
    }
    long held = summary.verdicts().stream().filter(Verdict::pass).count();
    page.raw("<p class=\"verdict ")
        .raw(held == summary.verdicts().size() ? "pass" : "fail")
        .raw("\">")
        .raw(Html.inline(headline(held, summary.verdicts().size())))
        .raw("</p>\n");
    Table table = Table.of("", "expected", "observed", "interval").ofWords();
    for (Verdict verdict : summary.verdicts()) {
      table.row(
          mark(verdict),
          "`" + verdict.expectation() + "`",
          verdict.observed(),
          verdict.interval().isEmpty() ? Numbers.NOTHING : verdict.interval());
    }
    page.table(table);
  }

  private static String headline(long held, int all) {
    if (held == all) {
      return all == 1 ? "The expectation holds." : "All " + all + " expectations hold.";
    }
    return held
        + " of "
        + Numbers.counted(all, "expectation", "expectations")
        + (held == 1 ? " holds." : " hold.");
  }

  private static String mark(Verdict verdict) {
    if (verdict.pass()) {
      return "✓ holds";
    }
    return verdict.inconclusive() ? "? inconclusive" : "✗ fails";
  }
}
