package io.crowdroll.reports.html;

import io.crowdroll.reports.chart.Curve;
import io.crowdroll.reports.stats.Interval;
import java.util.List;

/** How much longer those wait whom a censor targets. */
final class Censorship {
  static final Section SECTION = new Section("censorship", "Censorship", Censorship::write);

  private Censorship() {}

  private static void write(Html page, Report report) {
    Results results = report.results();
    if (targeted(results) == 0) {
      page.paragraph("No transaction was the target of a censor.");
      return;
    }
    Curve targeted =
        Curves.survival(
            results,
            r -> r.transactions().targeted()[0],
            "targeted",
            ProofTimes.leftEnd(),
            ProofTimes.right(report));
    Curve others =
        Curves.survival(
            results,
            r -> r.transactions().others()[0],
            "others",
            ProofTimes.leftEnd(),
            ProofTimes.right(report));
    List<Curve> curves = others == null ? List.of(targeted) : List.of(targeted, others);
    long count = results.total(r -> r.transactions().targeted()[0].count());
    long ended = results.total(r -> r.transactions().targeted()[0].ended());
    page.figure(
        ProofTimes.figure(
            report, "Share of transactions not yet in a block", "not included", curves),
        report.survivalCaption(count, count - ended, "targeted transactions"));
    Table table =
        Table.ofIntervals(
            "wait until",
            "targeted, mean",
            "others, mean",
            "ratio",
            "targeted, still waiting",
            "replications");
    for (int stage = 0; stage < TransactionResults.STAGES.length; stage++) {
      int at = stage;
      Interval ratio = ratio(results, stage);
      long all = results.total(r -> r.transactions().targeted()[at].count());
      long reached = results.total(r -> r.transactions().targeted()[at].ended());
      table.row(
          TransactionResults.STAGES[stage],
          mean(results.amountAcross(r -> r.transactions().targeted()[at].mean())),
          mean(results.amountAcross(r -> r.transactions().others()[at].mean())),
          Numbers.cell(ratio, Numbers::value),
          Numbers.share((double) (all - reached) / all),
          Numbers.count(ratio.n()));
    }
    page.table(table);
    page.note(
        "Means are the areas under the survival curves up to the horizon, so that who still waits"
            + " counts with at least that wait.");
  }

  /** Transactions that a censor targeted, in all replications. */
  static long targeted(Results results) {
    return results.total(r -> r.transactions().targeted()[0].count());
  }

  /** Mean wait of the targeted over that of the others, for a stage. */
  static Interval ratio(Results results, int stage) {
    return results.across(
        r -> r.transactions().targeted()[stage].mean() / r.transactions().others()[stage].mean());
  }

  private static String mean(Interval seconds) {
    return Numbers.cell(seconds, Numbers::duration);
  }
}
