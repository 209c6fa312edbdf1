package io.crowdroll.reports.html;

import io.crowdroll.reports.stats.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.Function;

/** The variants of a scenario beside each other, by the few numbers that one asks for first. */
final class Glance {
  static final Section SECTION = new Section("glance", "At a glance", Glance::write);

  /** A number that every variant has. */
  private record Question(
      String text, Function<Results, Interval> answer, DoubleFunction<String> format) {}

  private static final int FINAL = 3;

  private static final List<Question> QUESTIONS =
      List.of(
          new Question(
              "tasks proven within, median",
              results -> results.acrossOrWithin(r -> r.tasks().all().p50()),
              Numbers::duration),
          new Question(
              "… 95th percentile",
              results -> results.acrossOrWithin(r -> r.tasks().all().p95()),
              Numbers::duration),
          new Question(
              "tasks unproven at the end",
              results ->
                  results.shareAcross(
                      r -> 1 - (double) r.tasks().all().ended() / r.tasks().all().count()),
              Numbers::share),
          new Question(
              "user's transaction final on L1 within, median",
              results -> results.acrossOrWithin(r -> r.transactions().stages()[FINAL].p50()),
              Numbers::duration),
          new Question("windows to a batch's last proof", Batches::meanWindows, Numbers::value),
          new Question(
              "active provers, mean", results -> mean(results, "active_provers"), Numbers::value),
          new Question(
              "tasks waiting for a lease, mean",
              results -> mean(results, "waiting_tasks"),
              Numbers::value),
          new Question("bounty paid ÷ base bounty", Bounties::paidOverBase, Numbers::value),
          new Question("leases missed", Penalties::missedShare, Numbers::share),
          new Question("penalties levied, ZKPoW", Penalties::levied, Numbers::value),
          new Question(
              "change of the supply, ZKPoW",
              results -> Token.change(results, "supply_wei"),
              Numbers::value),
          new Question("Gini of prover income", Income::gini, Numbers::value),
          new Question("provers in profit", Income::shareInProfit, Numbers::share),
          new Question(
              "targeted ÷ others, wait until final",
              results -> Censorship.ratio(results, FINAL),
              Numbers::value),
          new Question("L1 gas of a user transaction", L1Cost::gasPerTransaction, Numbers::value));

  private Glance() {}

  private static void write(Html page, Report report) {
    List<Variant> variants = report.variants();
    List<String> header = new ArrayList<>(List.of(""));
    variants.forEach(variant -> header.add(variant.name()));
    Table table = Table.of(header.toArray(String[]::new));
    for (Question question : QUESTIONS) {
      List<String> row = new ArrayList<>(List.of(question.text()));
      boolean any = false;
      for (Variant variant : variants) {
        Interval answer =
            variant.results().n() == 0
                ? Results.NOTHING
                : question.answer().apply(variant.results());
        any |= !Double.isNaN(answer.estimate());
        row.add(Numbers.sentence(answer, question.format()));
      }
      if (any) {
        table.row(row.toArray(String[]::new));
      }
    }
    List<String> counts = new ArrayList<>(List.of("replications (n)"));
    variants.forEach(variant -> counts.add(Numbers.count(variant.results().n())));
    table.row(counts.toArray(String[]::new));
    page.table(table);
    page.note(
        "Brackets: 95 % intervals of the mean over replications. The variants share their random"
            + " numbers: they differ more surely than two intervals that touch suggest, see the"
            + " differences below.");
    page.raw("<p>Each variant has a page of its own:");
    for (Variant variant : variants) {
      page.raw(" <a href=\"variants/")
          .raw(Html.escape(variant.name()))
          .raw("/report.html\">")
          .raw(Html.escape(variant.name()))
          .raw("</a>");
    }
    page.raw("</p>\n");
  }

  private static Interval mean(Results results, String metric) {
    return results.across(
        r -> {
          Series series = r.series().get(metric);
          return series == null ? Double.NaN : series.mean();
        });
  }
}
