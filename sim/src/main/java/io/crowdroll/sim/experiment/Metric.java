package io.crowdroll.sim.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A scalar result that every replication reports: what {@code metrics.csv} holds and {@code expect}
 * judges. Where a name ends in {@code .*}, one is reported for each name that the scenario gives.
 *
 * @param name as {@code expect} writes it
 * @param unit {@code s}, {@code wei}, {@code gas}, {@code USD}, {@code units} or empty
 * @param meaning one line, for {@code explain}
 */
public record Metric(String name, String unit, String meaning) {
  private static final String FAMILY = ".*";

  /** Every metric, in the order of the reports. */
  public static final List<Metric> ALL = catalogue();

  /** The metric of a name, a member of a family included. */
  public static Optional<Metric> find(String name) {
    return ALL.stream().filter(metric -> metric.covers(name)).findFirst();
  }

  private boolean covers(String other) {
    if (!name.endsWith(FAMILY)) {
      return name.equals(other);
    }
    String stem = name.substring(0, name.length() - FAMILY.length() + 1);
    return other.startsWith(stem) && other.length() > stem.length();
  }

  private static List<Metric> catalogue() {
    List<Metric> all = new ArrayList<>();
    delay(all, "inclusion_delay", "from a user's submission to the block that includes it");
    delay(all, "time_to_proof", "from a user's submission to the proof of its transition");
    delay(all, "time_to_final", "from a user's submission to a final state root on L1");
    delay(all, "task_wait", "from a task's creation, of any kind, to its proof");
    delay(all, "batch_proven_delay", "from a batch's first transition to its root proof");
    delay(all, "commit_delay", "from a batch's closing to its commit on L1");
    delay(all, "unposted_age", "from a batch's root proof to that proof on L1");
    all.add(new Metric("unposted_age.max", "s", "the longest such delay"));
    delay(all, "forced_delay", "from queueing a transaction on L1 to the block that imports it");
    censorship(all);
    proving(all);
    income(all);
    token(all);
    l1(all);
    load(all);
    return List.copyOf(all);
  }

  private static void delay(List<Metric> all, String name, String meaning) {
    for (int percent : new int[] {50, 95, 99}) {
      String which = percent == 50 ? "median" : percent + "th percentile";
      all.add(new Metric(name + ".p" + percent, "s", "time " + meaning + ": " + which));
    }
    all.add(new Metric(name + ".mean", "s", "time " + meaning + ": mean up to the horizon"));
  }

  private static void censorship(List<Metric> all) {
    for (String delay : new String[] {"inclusion_delay", "time_to_proof", "time_to_final"}) {
      for (String group : new String[] {"targeted", "others"}) {
        String whose = group.equals("targeted") ? "users whom censors target" : "all other users";
        all.add(new Metric(delay + "." + group + ".mean", "s", delay + " of " + whose + ": mean"));
      }
    }
    all.add(
        new Metric(
            "censorship_delay_ratio",
            "",
            "mean inclusion delay of targeted users over that of all others"));
    all.add(
        new Metric(
            "censorship_proof_delay_ratio",
            "",
            "mean time to proof of targeted users over that of all others"));
  }

  private static void proving(List<Metric> all) {
    all.add(new Metric("tasks_made", "", "proving tasks made"));
    all.add(new Metric("tasks_proven", "", "proving tasks proven"));
    all.add(new Metric("oldest_unproven_age", "s", "age of the oldest task unproven at the end"));
    all.add(
        new Metric(
            "windows_to_last_proof.mean",
            "",
            "rounds of leases that the slowest leaf of a batch needed: mean over batches"));
    all.add(new Metric("windows_to_last_proof.p95", "", "the same: 95th percentile"));
    all.add(new Metric("windows_to_last_proof.max", "", "the same: largest"));
    all.add(new Metric("misses_per_task", "", "leases missed, over tasks made"));
    all.add(new Metric("miss_rate", "", "share of ended leases that were missed"));
    all.add(
        new Metric("reassignment_rate", "", "share of leased tasks that needed a second round"));
    all.add(
        new Metric(
            "wasted_compute_share",
            "",
            "share of the machines' proving time whose proof earned nothing"));
    all.add(
        new Metric("utilisation", "", "proving time over time with the plugin open, all provers"));
    all.add(
        new Metric(
            "bounty_paid_over_base", "", "bounties paid over unit price × units of what was paid"));
    all.add(new Metric("declines", "", "leases declined"));
    all.add(new Metric("late_proofs", "", "tasks proven by a late proof"));
    all.add(new Metric("last_resort_proofs", "", "tasks proven by a validator as last resort"));
  }

  private static void income(List<Metric> all) {
    all.add(new Metric("gini_income", "", "Gini coefficient of the provers' bounties"));
    all.add(
        new Metric(
            "gini_null", "", "Gini coefficient that pure chance gives equal provers (null)"));
    all.add(new Metric("gini_excess", "", "gini_income less gini_null"));
    all.add(new Metric("lorenz.50", "", "share of all bounties that the poorer half earned"));
    all.add(new Metric("lorenz.90", "", "share of all bounties that the poorest 90 % earned"));
    all.add(new Metric("hhi_income", "", "Herfindahl index of the provers' bounties"));
    all.add(
        new Metric(
            "nakamoto_assignments", "", "fewest provers that together held over half of leases"));
    all.add(new Metric("hhi_assignments", "", "Herfindahl index of the provers' leases"));
    all.add(new Metric("active_provers.mean", "", "active set of the protocol: mean over blocks"));
    all.add(new Metric("active_provers.min", "", "active set of the protocol: smallest"));
    all.add(new Metric("open_plugins.mean", "", "plugins really open: mean over time"));
    all.add(
        new Metric("profit_usd.mean", "USD", "income − penalties − electricity a prover: mean"));
    all.add(new Metric("profit_usd.cohort.*", "USD", "the same, mean within a cohort"));
    all.add(new Metric("profit_usd.behaviour.*", "USD", "the same, mean within a behaviour"));
    all.add(new Metric("earned.behaviour.*", "wei", "bounties a prover, mean of a behaviour"));
    all.add(
        new Metric(
            "spam_profit",
            "wei",
            "what self-spammers earned, less their penalties and the fees that they paid"));
    all.add(
        new Metric(
            "spam_return",
            "wei",
            "what self-spammers earned for proving their own transactions, less their fees"));
    delay(all, "time_to_first_earning", "from a newcomer's first session to its first bounty");
  }

  private static void token(List<Metric> all) {
    all.add(new Metric("penalties_levied", "wei", "penalties levied"));
    all.add(new Metric("penalties_uncollected", "wei", "penalties that nothing had covered"));
    all.add(new Metric("minted", "wei", "ZKPoW minted"));
    all.add(new Metric("burned", "wei", "ZKPoW burned"));
    all.add(new Metric("net_issuance", "wei", "minted less burned"));
    all.add(new Metric("pool_end", "wei", "the pool at the end"));
    all.add(new Metric("agent_fund_end", "wei", "the agent fund at the end"));
    all.add(new Metric("supply_end", "wei", "supply on L2 at the end"));
    all.add(new Metric("debt", "wei", "debt of all accounts at the end"));
    all.add(new Metric("fee_per_tx", "wei", "all fees of an included transaction: mean"));
    all.add(new Metric("fee_per_tx.gas", "wei", "its gas, burned"));
    all.add(new Metric("fee_per_tx.proof", "wei", "its proof, escrowed"));
    all.add(new Metric("fee_per_tx.l1", "wei", "its share of L1, into the agent fund"));
    all.add(new Metric("fee_per_tx.tip", "wei", "its tip to the proposer"));
  }

  private static void l1(List<Metric> all) {
    all.add(new Metric("batches_closed", "", "batches closed"));
    all.add(new Metric("batches_final", "", "batches final on L1"));
    all.add(new Metric("batches_pruned", "", "batches that L1 dropped for want of a proof"));
    all.add(new Metric("permissionless_batches", "", "batches that anybody proved without agents"));
    all.add(new Metric("reverted_blocks", "", "L2 blocks reverted for such batches"));
    all.add(
        new Metric("reverted_transactions", "", "users' transactions in them, which wait again"));
    all.add(new Metric("withdrawals_claimed", "", "withdrawals paid out on L1"));
    all.add(new Metric("users_escaped", "", "users who left a frozen rollup"));
    all.add(new Metric("l1_gas_per_tx", "gas", "L1 gas a user transaction of the batches proven"));
    all.add(
        new Metric("l1_cost_per_tx", "wei", "wei of ETH a user transaction of the batches proven"));
    all.add(new Metric("submission_slots", "", "submission slots that had an owner"));
    all.add(
        new Metric(
            "missed_slots", "", "slots in which their owner posted nothing of what was ready"));
    all.add(
        new Metric(
            "agent_profit_eth",
            "wei",
            "refunds at the market's price less what was spent, wei of ETH, all agents"));
  }

  private static void load(List<Metric> all) {
    all.add(new Metric("transactions_submitted", "", "users' transactions submitted"));
    all.add(new Metric("transactions_included", "", "those included in a block"));
    all.add(new Metric("transactions_refused", "", "those refused, by mempool or block"));
    all.add(new Metric("transactions_proven", "", "those proven"));
    all.add(new Metric("forced_included.share", "", "share of forced transactions imported"));
    all.add(new Metric("forced_void", "", "forced transactions consumed as void"));
    all.add(new Metric("backlog.max", "units", "units waiting for a lease: largest"));
    all.add(new Metric("backlog.mean", "units", "units waiting for a lease: mean over blocks"));
    all.add(new Metric("backlog.slope", "units/h", "growth of the units waiting, least squares"));
    all.add(new Metric("blocks", "", "blocks of the sequencer chain"));
  }
}
