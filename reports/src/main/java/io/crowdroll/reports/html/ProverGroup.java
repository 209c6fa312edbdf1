package io.crowdroll.reports.html;

import io.crowdroll.reports.results.ProverRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Provers of one replication that the page puts into one row. */
final class ProverGroup {
  private static final double ETHER = 1e18;

  private final List<ProverRow> provers = new ArrayList<>();

  /** Cohort and behaviour: "laptops, honest". */
  private static String name(ProverRow prover) {
    return prover.cohort() + ", " + prover.behaviour();
  }

  /** The groups of one replication, by name. */
  static Map<String, ProverGroup> of(List<ProverRow> provers) {
    Map<String, ProverGroup> groups = new TreeMap<>();
    for (ProverRow prover : provers) {
      groups.computeIfAbsent(name(prover), _ -> new ProverGroup()).provers.add(prover);
    }
    return groups;
  }

  /** The names of all groups with their provers in all replications. */
  static Map<String, Long> sizes(List<Replication> replications) {
    Map<String, Long> sizes = new TreeMap<>();
    for (Replication replication : replications) {
      replication
          .proverGroups()
          .forEach((name, group) -> sizes.merge(name, (long) group.provers.size(), Long::sum));
    }
    return sizes;
  }

  double perProver(ToDoubleFunction<ProverRow> amount) {
    return sum(amount) / provers.size();
  }

  double sum(ToDoubleFunction<ProverRow> amount) {
    double sum = 0;
    for (ProverRow prover : provers) {
      sum += amount.applyAsDouble(prover);
    }
    return sum;
  }

  double missedShare() {
    return sum(ProverRow::misses) / sum(ProverRow::leases);
  }

  double earnedPerActiveHour() {
    return sum(ProverGroup::earned) / (sum(ProverRow::activeMs) / 3_600e3);
  }

  double shareInProfit() {
    return perProver(prover -> prover.profitUsd() > 0 ? 1 : 0);
  }

  /** The price in USD of one ZKPoW at which income, less penalties paid, covers electricity. */
  double breakEvenUsd() {
    double net =
        sum(ProverGroup::earned) - sum(ProverGroup::levied) + sum(ProverGroup::uncollected);
    double electricity = sum(ProverRow::electricityUsd);
    return net > 0 ? electricity / net : electricity > 0 ? Double.POSITIVE_INFINITY : Double.NaN;
  }

  static double earned(ProverRow prover) {
    return prover.earnedWei().doubleValue() / ETHER;
  }

  static double levied(ProverRow prover) {
    return prover.penaltiesLeviedWei().doubleValue() / ETHER;
  }

  static double uncollected(ProverRow prover) {
    return prover.penaltiesUncollectedWei().doubleValue() / ETHER;
  }

  static double debt(ProverRow prover) {
    return prover.debtWei().doubleValue() / ETHER;
  }
}
