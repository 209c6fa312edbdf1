package io.crowdroll.sim.experiment;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.Payee;
import io.crowdroll.protocol.chain.TaskKey;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.reports.results.ProverRow;
import io.crowdroll.reports.results.ReplicationWriter;
import io.crowdroll.reports.results.Row;
import io.crowdroll.reports.stats.Inequality;
import io.crowdroll.sim.agents.Gauges;
import io.crowdroll.sim.agents.ProverProfile;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What each prover did and earned: flat arrays by member, since there may be a million. */
final class ProverLog {
  private static final double WATT_MILLIS_A_KWH = 3.6e9;
  private static final int NONE = -1;

  private final ReplicationWriter writer;
  private final Predicate<ProverProfile> isNewcomer;
  private final List<ProverProfile> profiles = new ArrayList<>();
  private final Object2IntOpenHashMap<Address> byAccount = new Object2IntOpenHashMap<>();
  private final IntArrayList byRegistration = new IntArrayList();
  private int[] registered = new int[64];
  private long[] openSince = new long[64];
  private long[] activeMs = new long[64];
  private long[] busyMs = new long[64];
  private long[] firstOpenMs = new long[64];
  private int size;
  private final RevertibleCounts leases = new RevertibleCounts();
  private final RevertibleCounts misses = new RevertibleCounts();
  private final RevertibleCounts declines = new RevertibleCounts();
  private final Income income = new Income();
  private final SpamBooks spam = new SpamBooks();

  ProverLog(ReplicationWriter writer, Predicate<ProverProfile> isNewcomer) {
    this.writer = writer;
    this.isNewcomer = isNewcomer;
    byAccount.defaultReturnValue(NONE);
  }

  /**
   * A prover of the world.
   *
   * @throws IllegalArgumentException unless members come in order, without gaps
   */
  void add(ProverProfile profile) {
    if (profile.member() != size) {
      throw new IllegalArgumentException("prover " + profile.member() + " comes as " + size);
    }
    if (size == registered.length) {
      grow(2 * size);
    }
    profiles.add(profile);
    byAccount.put(profile.account(), size);
    byAccount.put(profile.caller(), size);
    registered[size] = NONE;
    openSince[size] = Row.NEVER;
    firstOpenMs[size] = Row.NEVER;
    income.add(size);
    size++;
    if (profile.registered() >= 0) {
      registered(profile.registered(), profile.account());
    }
  }

  void registered(int number, Address account) {
    int member = byAccount.getInt(account);
    while (byRegistration.size() <= number) {
      byRegistration.add(NONE);
    }
    byRegistration.set(number, member);
    if (member != NONE) {
      registered[member] = number;
    }
  }

  /** The member of a payee; nobody where it is a validator. */
  int member(int payee) {
    return Payee.isValidator(payee) || payee < 0 || payee >= byRegistration.size()
        ? Row.NOBODY
        : byRegistration.getInt(payee);
  }

  /** A member's number in the registry, −1 where it has none. */
  int registered(int member) {
    return registered[member];
  }

  void session(long millis, int member, boolean open) {
    if (open) {
      openSince[member] = millis;
      firstOpenMs[member] = firstOpenMs[member] == Row.NEVER ? millis : firstOpenMs[member];
    } else if (openSince[member] != Row.NEVER) {
      activeMs[member] += millis - openSince[member];
      openSince[member] = Row.NEVER;
    }
  }

  void worked(int member, long busyMillis) {
    busyMs[member] += busyMillis;
  }

  void leased(long height, int payee) {
    count(leases, height, payee);
  }

  void missed(long height, int payee) {
    count(misses, height, payee);
  }

  void declined(long height, int payee) {
    count(declines, height, payee);
  }

  private void count(RevertibleCounts what, long height, int payee) {
    int member = member(payee);
    if (member != Row.NOBODY) {
      what.add(height, member);
    }
  }

  void paid(long height, long millis, Fact.Paid fact, double usdPerWei) {
    int member = member(fact.payee());
    if (member == Row.NOBODY) {
      return;
    }
    income.paid(height, millis, member, fact.amount(), usdPerWei);
    if (TaskKey.level(fact.task()) == 0 && isSpammer(member)) {
      spam.paid(TaskKey.firstTransition(fact.task()), fact.amount());
    }
  }

  void penalised(long height, Fact.Penalised fact, double usdPerWei) {
    int member = member(fact.holder());
    if (member != Row.NOBODY) {
      income.penalised(height, member, fact.amount(), usdPerWei);
    }
  }

  /** Nothing below this height can be reverted any more. */
  void settled(long height) {
    income.settled(height);
    leases.settled(height);
    misses.settled(height);
    declines.settled(height);
  }

  /** Transitions after {@code lastKept} and all that blocks from {@code height} paid never were. */
  void reverted(long lastKept, long height) {
    income.reverted(height);
    leases.reverted(height);
    misses.reverted(height);
    declines.reverted(height);
    spam.reverted(lastKept);
  }

  /** Somebody's transaction was included, perhaps a self-spammer's. */
  void included(Fact.Included fact) {
    int member = byAccount.getInt(fact.transaction().sender());
    if (member != NONE && isSpammer(member)) {
      spam.included(fact.sequence(), TransactionLog.paid(fact));
    }
  }

  private boolean isSpammer(int member) {
    return profiles.get(member).behaviour().equals("self-spammer");
  }

  /** All penalties that stand. */
  Wei levied() {
    Wei sum = Wei.ZERO;
    for (int member = 0; member < size; member++) {
      sum = sum.plus(income.levied(member));
    }
    return sum;
  }

  /** Writes a row for each, and the metrics of all. */
  void end(long horizon, Gauges gauges, MetricSheet sheet) {
    double[] profits = new double[size];
    Delays firstEarnings = new Delays();
    long active = 0;
    long busy = 0;
    for (int member = 0; member < size; member++) {
      session(horizon, member, false);
      active += activeMs[member];
      busy += busyMs[member];
      ProverProfile profile = profiles.get(member);
      double electricity =
          profile.watts() * busyMs[member] / WATT_MILLIS_A_KWH * profile.electricityUsdPerKwh();
      profits[member] = income.usd(member) - electricity;
      write(member, gauges, electricity, profits[member]);
      if (isNewcomer.test(profile) && firstOpenMs[member] != Row.NEVER) {
        firstEarnings.add(firstOpenMs[member], income.firstEarnedMs(member), horizon);
      }
    }
    sheet.put("utilisation", Amounts.ratio(busy, active));
    sheet.put("open_plugins.mean", Amounts.ratio(active, horizon));
    reportShares(sheet);
    sheet.put("profit_usd.mean", mean(profits));
    reportGroups(profits, sheet);
    firstEarnings.report("time_to_first_earning", horizon, sheet);
  }

  private void write(int member, Gauges gauges, double electricityUsd, double profitUsd) {
    ProverProfile profile = profiles.get(member);
    BigInteger debt = gauges.debt(profile.account()).toBigInteger();
    BigInteger penalties = income.levied(member).toBigInteger();
    writer.prover(
        new ProverRow(
            member,
            profile.cohort(),
            profile.hardware(),
            profile.behaviour(),
            profile.region(),
            activeMs[member],
            leases.of(member),
            income.proofs(member),
            misses.of(member),
            declines.of(member),
            income.earned(member).toBigInteger(),
            penalties,
            penalties.min(debt),
            gauges.balance(profile.account()).toBigInteger(),
            gauges.bonded(profile.account()).toBigInteger(),
            debt,
            electricityUsd,
            profitUsd));
  }

  private void reportShares(MetricSheet sheet) {
    double[] earned = earned();
    double[] held = new double[size];
    double paidProofs = 0;
    for (int member = 0; member < size; member++) {
      held[member] = leases.of(member);
      paidProofs += income.proofs(member);
    }
    double gini = size == 0 ? Double.NaN : Inequality.gini(earned);
    double chance = size == 0 ? Double.NaN : Inequality.chanceGini(paidProofs / size);
    sheet.put("gini_income", gini);
    sheet.put("gini_null", chance);
    sheet.put("gini_excess", gini - chance);
    double[] lorenz = size == 0 ? null : Inequality.lorenz(earned, 10);
    sheet.put("lorenz.50", size == 0 ? Double.NaN : lorenz[5]);
    sheet.put("lorenz.90", size == 0 ? Double.NaN : lorenz[9]);
    sheet.put("hhi_income", herfindahl(earned));
    sheet.put("hhi_assignments", herfindahl(held));
    sheet.put("nakamoto_assignments", nakamoto(held));
  }

  private static double herfindahl(double[] shares) {
    double sum = 0;
    double squares = 0;
    for (double share : shares) {
      sum += share;
      squares += share * share;
    }
    return Amounts.ratio(squares, sum * sum);
  }

  /** Fewest members that together have more than half; NaN where nobody has anything. */
  private static double nakamoto(double[] shares) {
    double[] sorted = shares.clone();
    Arrays.sort(sorted);
    double total = 0;
    for (double share : sorted) {
      total += share;
    }
    double sum = 0;
    for (int count = 1; count <= sorted.length && total > 0; count++) {
      sum += sorted[sorted.length - count];
      if (2 * sum > total) {
        return count;
      }
    }
    return Double.NaN;
  }

  private void reportGroups(double[] profits, MetricSheet sheet) {
    Map<String, IntArrayList> cohorts = new TreeMap<>();
    Map<String, IntArrayList> behaviours = new TreeMap<>();
    double profit = -spam.fees();
    boolean spammers = false;
    for (int member = 0; member < size; member++) {
      ProverProfile profile = profiles.get(member);
      cohorts.computeIfAbsent(profile.cohort(), _ -> new IntArrayList()).add(member);
      behaviours.computeIfAbsent(profile.behaviour(), _ -> new IntArrayList()).add(member);
      if (isSpammer(member)) {
        spammers = true;
        profit += Amounts.toDouble(income.earned(member).minus(income.levied(member)));
      }
    }
    cohorts.forEach(
        (name, members) -> sheet.put("profit_usd.cohort." + name, mean(profits, members)));
    behaviours.forEach(
        (name, members) -> sheet.put("profit_usd.behaviour." + name, mean(profits, members)));
    double[] earned = earned();
    behaviours.forEach(
        (name, members) -> sheet.put("earned.behaviour." + name, mean(earned, members)));
    sheet.put("spam_profit", spammers ? profit : Double.NaN);
    sheet.put("spam_return", spammers ? spam.earnings() - spam.fees() : Double.NaN);
  }

  private double[] earned() {
    double[] earned = new double[size];
    Arrays.setAll(earned, member -> Amounts.toDouble(income.earned(member)));
    return earned;
  }

  private static double mean(double[] values, IntArrayList members) {
    double[] chosen = new double[members.size()];
    Arrays.setAll(chosen, i -> values[members.getInt(i)]);
    return mean(chosen);
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return Amounts.ratio(sum, values.length);
  }

  private void grow(int capacity) {
    registered = Arrays.copyOf(registered, capacity);
    openSince = Arrays.copyOf(openSince, capacity);
    activeMs = Arrays.copyOf(activeMs, capacity);
    busyMs = Arrays.copyOf(busyMs, capacity);
    firstOpenMs = Arrays.copyOf(firstOpenMs, capacity);
  }
}
