package io.crowdroll.reports.html;

import io.crowdroll.reports.results.BatchRow;
import io.crowdroll.reports.results.Row;
import io.crowdroll.reports.stats.Interval;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** What happened, in sentences. */
final class Story {
  static final Section SECTION = new Section("story", "What happened", Story::write);

  private static final int INCLUDED = 0;
  private static final int FINAL = 3;

  private final Html page;
  private final Report report;
  private final Results results;

  private Story(Html page, Report report) {
    this.page = page;
    this.report = report;
    this.results = report.results();
  }

  private static void write(Html page, Report report) {
    if (report.results().n() == 0) {
      page.paragraph("No replication has finished; there is nothing to report yet.");
      return;
    }
    new Story(page, report).tell();
  }

  private void tell() {
    page.raw("<dl class=\"story\">\n");
    users();
    proofs();
    batches();
    load();
    bounties();
    supply();
    income();
    penalties();
    censorship();
    l1();
    page.raw("</dl>\n");
    page.note(
        results.n() == 1
            ? "From one replication of "
                + Numbers.duration(report.horizonSeconds())
                + " of simulated time: brackets, where there are any, are 95 % intervals within"
                + " it. Several replications would show how far runs differ."
            : "From "
                + results.replicationsText()
                + " of "
                + Numbers.duration(report.horizonSeconds())
                + " of simulated time each. Brackets are 95 % intervals of the mean over"
                + " replications.");
  }

  private void item(Section section, String topic, String text) {
    page.raw("<dt><a href=\"#")
        .raw(section.id())
        .raw("\">")
        .raw(Html.inline(topic))
        .raw("</a></dt><dd>")
        .raw(Html.inline(text))
        .raw("</dd>\n");
  }

  private void users() {
    Interval submitted = results.across(r -> r.transactions().count());
    if (!(submitted.estimate() > 0)) {
      item(ProofTimes.STAGES, "Users", "Nobody submitted a transaction.");
      return;
    }
    item(
        ProofTimes.STAGES,
        "Users",
        "Users submitted "
            + Numbers.sentence(submitted, Numbers::value)
            + " transactions. Of those that were not rejected, "
            + Numbers.sentence(reached(INCLUDED), Numbers::share)
            + " got into a block and "
            + Numbers.sentence(reached(FINAL), Numbers::share)
            + " were final on L1 by the end; half of them were final there within "
            + Numbers.sentence(
                results.acrossOrWithin(r -> r.transactions().stages()[FINAL].p50()),
                Numbers::duration)
            + " of being submitted.");
  }

  private Interval reached(int stage) {
    return results.shareAcross(
        r -> {
          Survival survival = r.transactions().stages()[stage];
          return (double) survival.ended() / survival.count();
        });
  }

  private void proofs() {
    if (results.total(r -> r.tasks().all().count()) == 0) {
      item(ProofTimes.TASKS, "Proofs", "No proving task was created.");
      return;
    }
    Interval unproven =
        results.shareAcross(r -> 1 - (double) r.tasks().all().ended() / r.tasks().all().count());
    item(
        ProofTimes.TASKS,
        "Proofs",
        "Half of all tasks were proven within "
            + Numbers.sentence(
                results.acrossOrWithin(r -> r.tasks().all().p50()), Numbers::duration)
            + ", 95 % within "
            + Numbers.sentence(
                results.acrossOrWithin(r -> r.tasks().all().p95()), Numbers::duration)
            + "; "
            + (unproven.estimate() == 0
                ? "none was left unproven."
                : Numbers.sentence(unproven, Numbers::share) + " were unproven at the end."));
  }

  private void batches() {
    Interval windows = Batches.meanWindows(results);
    if (Double.isNaN(windows.estimate())) {
      item(Batches.SECTION, "Batches", "No batch had all of its leaves proven by the end.");
      return;
    }
    long most =
        results.replications().stream()
            .flatMap(r -> r.batches().stream())
            .mapToLong(BatchRow::windowsToLastProof)
            .max()
            .orElse(0);
    Interval posted =
        results.across(r -> r.batches().stream().filter(b -> b.l1ProvenMs() != Row.NEVER).count());
    item(
        Batches.SECTION,
        "Batches",
        "A batch needed "
            + Numbers.sentence(windows, Numbers::value)
            + " lease windows for its last leaf proof on average, "
            + most
            + " at worst; "
            + Numbers.sentence(posted, Numbers::value)
            + " batches were proven on L1.");
  }

  private void load() {
    Interval mean = series("active_provers", Series::mean);
    Interval backlog = series("waiting_tasks", Series::mean);
    if (Double.isNaN(mean.estimate()) && Double.isNaN(backlog.estimate())) {
      return;
    }
    item(
        Load.SECTION,
        "Provers",
        Numbers.sentence(mean, Numbers::value)
            + " were active on average, between "
            + Numbers.value(series("active_provers", Series::smallest).estimate())
            + " and "
            + Numbers.value(series("active_provers", Series::largest).estimate())
            + ". "
            + Numbers.sentence(backlog, Numbers::value)
            + " tasks waited for a lease on average, "
            + Numbers.value(series("waiting_tasks", Series::largest).estimate())
            + " at the peak."
            + events());
  }

  private String events() {
    if (report.timeLine().marked().isEmpty()) {
      return "";
    }
    return " Meanwhile: "
        + report.timeLine().marked().entrySet().stream()
            .limit(4)
            .map(
                moment ->
                    moment.getValue().get(0).text()
                        + " (at "
                        + report.scale().text(moment.getKey())
                        + ")")
            .collect(Collectors.joining("; "))
        + ".";
  }

  private Interval series(String metric, ToDoubleFunction<Series> number) {
    return results.across(
        r -> {
          Series series = r.series().get(metric);
          return series == null ? Double.NaN : number.applyAsDouble(series);
        });
  }

  private void bounties() {
    Interval ratio = Bounties.paidOverBase(results);
    if (Double.isNaN(ratio.estimate())) {
      return;
    }
    item(
        Bounties.SECTION,
        "Bounties",
        "A proof was paid "
            + Numbers.sentence(ratio, Numbers::value)
            + " times its base bounty on average.");
  }

  private void supply() {
    Interval supply = Token.change(results, "supply_wei");
    if (Double.isNaN(supply.estimate())) {
      return;
    }
    item(
        Token.SECTION,
        "Supply",
        (supply.estimate() < 0 ? "The supply fell by " : "The supply grew by ")
            + Numbers.sentence(supply.estimate() < 0 ? negated(supply) : supply, Numbers::value)
            + " ZKPoW"
            + flows()
            + ".");
  }

  private String flows() {
    Interval minted = Token.change(results, "minted_wei");
    Interval burned = Token.change(results, "burned_wei");
    return Double.isNaN(minted.estimate()) || Double.isNaN(burned.estimate())
        ? ""
        : ": "
            + Numbers.sentence(minted, Numbers::value)
            + " were minted and "
            + Numbers.sentence(burned, Numbers::value)
            + " burned";
  }

  private static Interval negated(Interval interval) {
    return new Interval(
        -interval.estimate(),
        -interval.high(),
        -interval.low(),
        interval.confidence(),
        interval.n());
  }

  private void income() {
    Interval gini = Income.gini(results);
    if (Double.isNaN(gini.estimate())) {
      item(Income.SECTION, "Income", "No prover earned anything.");
      return;
    }
    item(
        Income.SECTION,
        "Income",
        "The income of provers has a Gini coefficient of "
            + Numbers.sentence(gini, Numbers::value)
            + "; chance alone would give "
            + Numbers.value(Income.chanceGini(results).estimate())
            + ". "
            + Numbers.sentence(Income.shareInProfit(results), Numbers::share)
            + " of the provers made a profit after electricity.");
  }

  private void penalties() {
    Interval levied = Penalties.levied(results);
    if (!(levied.estimate() > 0)) {
      item(Penalties.SECTION, "Penalties", "None was levied.");
      return;
    }
    item(
        Penalties.SECTION,
        "Penalties",
        Numbers.sentence(Penalties.missedShare(results), Numbers::share)
            + " of leases were missed. "
            + Numbers.sentence(levied, Numbers::value)
            + " ZKPoW of penalties were levied, of which "
            + Numbers.sentence(Penalties.uncollectedShare(results), Numbers::share)
            + " could not be collected.");
  }

  private void censorship() {
    if (Censorship.targeted(results) == 0) {
      return;
    }
    Interval inclusion = Censorship.ratio(results, INCLUDED);
    Interval end = Censorship.ratio(results, FINAL);
    item(
        Censorship.SECTION,
        "Censorship",
        "Targeted transactions waited "
            + Numbers.sentence(inclusion, Numbers::value)
            + " times as long as others for a block, and "
            + Numbers.sentence(end, Numbers::value)
            + " times as long to be final on L1.");
  }

  private void l1() {
    Interval gas = L1Cost.gasPerTransaction(results);
    if (!Double.isFinite(gas.estimate())) {
      item(L1Cost.SECTION, "L1", "No user's transaction was proven on L1 by the end.");
      return;
    }
    double breakEven = L1Cost.breakEvenTransactions(results).estimate();
    item(
        L1Cost.SECTION,
        "L1",
        "A user transaction cost "
            + Numbers.sentence(gas, Numbers::value)
            + " gas on L1, "
            + Numbers.share(gas.estimate() / L1Cost.ETH_TRANSFER_GAS)
            + " of a plain ETH transfer; a batch is cheaper than ETH transfers from "
            + Numbers.value(Math.ceil(breakEven))
            + " user transactions on.");
  }
}
