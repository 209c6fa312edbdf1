package io.crowdroll.sim.scenario;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Rules of the world's parameters that hold between keys, and limits on what is simulated. */
final class WorldConsistency {
  private static final long MOST_TRANSACTIONS = 200_000_000;
  private static final long MOST_BLOCKS = 500_000_000;
  private static final long MOST_SAMPLES = 1_000_000;

  private final Resolved root;
  private final Path directory;
  private final List<Problem> problems;

  private WorldConsistency(Resolved root, Path directory, List<Problem> problems) {
    this.root = root;
    this.directory = directory;
    this.problems = problems;
  }

  /** Slots of the batch circuits. */
  private static final List<Long> BATCH_CIRCUITS = List.of(4L, 16L, 64L);

  /** Sizes that would not fit this machine; checked before anything is built. */
  static void limits(Resolved root, List<Problem> problems) {
    new WorldConsistency(root, Path.of(""), problems).limits();
  }

  /** Adds a problem for each broken rule. */
  static void check(Resolved root, Path directory, List<Problem> problems) {
    var check = new WorldConsistency(root, directory, problems);
    check.shares();
    check.hardware();
    check.users();
    check.validators();
    check.targets();
    check.timeline();
    check.traces();
    check.realProofs();
  }

  private void limits() {
    long duration = root.whole("duration");
    limit(
        provers(root),
        WorldCatalogue.MOST_PROVERS,
        "provers in all cohorts",
        root.section("provers").mark());
    Resolved arrivals = root.section("arrivals");
    if (arrivals.has("rate")) {
      limit(
          (long) (arrivals.perSecond("rate") * duration / 1_000),
          MOST_TRANSACTIONS,
          "transactions (arrivals.rate × duration)",
          arrivals.mark("rate"));
    }
    Resolved consensus = root.section("protocol").section("consensus");
    limit(
        duration / consensus.whole("slot"),
        MOST_BLOCKS,
        "L2 blocks (duration ÷ protocol.consensus.slot)",
        root.mark("duration"));
    limit(
        duration / root.section("l1").whole("blockTime"),
        MOST_BLOCKS,
        "L1 blocks (duration ÷ l1.blockTime)",
        root.mark("duration"));
    Resolved report = root.section("report");
    limit(
        duration / report.whole("sampleEvery"),
        MOST_SAMPLES,
        "samples (duration ÷ report.sampleEvery)",
        report.mark("sampleEvery"));
  }

  private void limit(long asked, long most, String what, Mark mark) {
    if (asked > most) {
      problems.add(
          mark.problem(
              grouped(asked) + " " + what + " are more than the limit of " + grouped(most)));
    }
  }

  private static String grouped(long number) {
    String digits = Long.toString(number);
    var grouped = new StringBuilder();
    for (int i = 0; i < digits.length(); i++) {
      if (i > 0 && (digits.length() - i) % 3 == 0) {
        grouped.append(',');
      }
      grouped.append(digits.charAt(i));
    }
    return grouped.toString();
  }

  private static long provers(Resolved root) {
    return root.section("provers").list("cohorts").stream()
        .mapToLong(cohort -> cohort.whole("count"))
        .sum();
  }

  private void shares() {
    sumToOne(
        root.section("transactions").list("classes"),
        "transactions.classes",
        root.section("transactions").mark());
    Resolved validators = root.section("validators");
    sumToOne(validators.list("regions"), "validators.regions", validators.mark());
    for (Resolved cohort : cohorts()) {
      sumToOne(cohort.list("hardware"), cohort.path("hardware"), cohort.mark());
    }
    BigDecimal agents =
        root.list("agents").stream()
            .map(group -> group.number("share"))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    if (agents.compareTo(BigDecimal.ONE) > 0) {
      problems.add(
          root.list("agents")
              .getFirst()
              .mark("share")
              .problem("the shares of agents sum to " + Unit.SHARE.print(agents) + ", over 100 %"));
    }
  }

  private void sumToOne(List<Resolved> items, String path, Mark mark) {
    BigDecimal sum =
        items.stream().map(item -> item.number("share")).reduce(BigDecimal.ZERO, BigDecimal::add);
    if (sum.subtract(BigDecimal.ONE).abs().compareTo(new BigDecimal("1e-6")) > 0) {
      Mark at = items.isEmpty() ? mark : items.getFirst().mark("share");
      problems.add(
          at.problem("the shares of " + path + " sum to " + Unit.SHARE.print(sum) + ", not 100 %"));
    }
  }

  private List<Resolved> cohorts() {
    return root.section("provers").list("cohorts");
  }

  private void hardware() {
    List<String> classes = names(root.list("hardware"));
    List<String> transactions = names(root.section("transactions").list("classes"));
    for (Resolved cohort : cohorts()) {
      for (Resolved mix : cohort.list("hardware")) {
        known(mix, "class", classes, "hardware");
      }
      Resolved behaviour = cohort.section("behaviour");
      if (behaviour.has("class")) {
        known(behaviour, "class", transactions, "transactions.classes");
      }
    }
  }

  private static List<String> names(List<Resolved> items) {
    return items.stream().map(item -> item.text("name")).toList();
  }

  private void known(Resolved one, String key, List<String> names, String list) {
    String name = one.text(key);
    if (!names.contains(name)) {
      problems.add(
          one.mark(key)
              .problem(
                  one.path(key)
                      + ": `"
                      + name
                      + "` is no name of "
                      + list
                      + "; there are: "
                      + String.join(", ", names)
                      + Suggestion.text(name, names)));
    }
  }

  private void users() {
    Resolved users = root.section("users");
    long provers = Automatic.genesisProvers(root);
    if (users.whole("count") < provers) {
      problems.add(
          users
              .mark("count")
              .problem(
                  "users.count is "
                      + users.text("count")
                      + ", but "
                      + provers
                      + " provers are"
                      + " registered at genesis, and each of them is a user"));
    }
  }

  private void validators() {
    Resolved validators = root.section("validators");
    Resolved stake = validators.section("stake");
    if (stake.is("law", "explicit")
        && stake.values("weights").size() != validators.count("count")) {
      problems.add(
          stake
              .mark("law")
              .problem(
                  "validators.stake.weights has "
                      + stake.values("weights").size()
                      + " entries for "
                      + validators.count("count")
                      + " validators"));
    }
    Resolved censorship = validators.section("censorship");
    jurisdiction(censorship);
    Resolved misconduct = validators.section("misconduct");
    if (!misconduct.is("kind", "none") && !root.section("fidelity").is("consensus", "full")) {
      problems.add(
          misconduct
              .mark("kind")
              .problem("needs fidelity.consensus: full; the model has no messages to misuse"));
    }
  }

  private void jurisdiction(Resolved one) {
    if (!one.is("region", "anywhere")) {
      known(one, "region", names(root.section("validators").list("regions")), "validators.regions");
    }
  }

  /** What real proofs need, and what has no circuit yet (PROTOCOL.md §6, STATEMENTS.md). */
  private void realProofs() {
    Resolved fidelity = root.section("fidelity");
    if (!fidelity.is("proofs", "full")) {
      return;
    }
    Resolved aggregation = root.section("protocol").section("aggregation");
    if (!fidelity.is("execution", "full")) {
      problems.add(
          fidelity
              .mark("proofs")
              .problem("real proofs are of real state roots: needs fidelity.execution: full"));
    }
    if (!aggregation.is("scheme", "flat")) {
      problems.add(
          aggregation
              .mark("scheme")
              .problem(
                  "aggregation `"
                      + aggregation.text("scheme")
                      + "` has no circuit yet: with fidelity.proofs: full only `flat` runs"));
    }
    if (!BATCH_CIRCUITS.contains((long) aggregation.count("batchSize"))) {
      problems.add(
          aggregation
              .mark("batchSize")
              .problem(
                  "batch circuits have 4, 16 or 64 slots, not " + aggregation.text("batchSize")));
    }
    Resolved forced = root.section("protocol").section("forced");
    long blocks = root.whole("duration") / root.section("l1").whole("blockTime");
    if (forced.flag("enabled")
        && root.section("outside").flag("proves")
        && forced.count("permissionlessAfter") < blocks) {
      problems.add(
          forced
              .mark("permissionlessAfter")
              .problem(
                  "the run is so long that a permissionless batch may come, which this version"
                      + " cannot prove with fidelity.proofs: full; shorten duration, or set"
                      + " outside.proves: false"));
    }
  }

  private void targets() {
    boolean none = root.section("targets").number("share").signum() == 0;
    List<Mark> wanted = new ArrayList<>();
    Resolved censorship = root.section("validators").section("censorship");
    if (!censorship.is("what", "nothing")) {
      wanted.add(censorship.mark("what"));
    }
    for (Resolved cohort : cohorts()) {
      if (cohort.section("behaviour").is("kind", "selective-refuser")) {
        wanted.add(cohort.section("behaviour").mark("kind"));
      }
    }
    for (Resolved one : root.list("timeline")) {
      if (one.is("action", "censor") || one.is("action", "force") && one.flag("targeted")) {
        wanted.add(one.mark("action"));
      }
    }
    if (none && !wanted.isEmpty()) {
      problems.add(
          wanted
              .getFirst()
              .problem("needs targets, but targets.share is 0 %; say which share of the users"));
    }
  }

  private void timeline() {
    List<String> cohorts = names(cohorts());
    List<String> regions = cohorts().stream().map(one -> one.text("region")).distinct().toList();
    for (Resolved one : root.list("timeline")) {
      if (one.whole("at") > root.whole("duration")) {
        problems.add(
            one.mark("at")
                .problem(
                    one.path("at")
                        + " is "
                        + one.text("at")
                        + ", after the end of the scenario ("
                        + root.text("duration")
                        + ")"));
      }
      if (one.has("cohort")) {
        known(one, "cohort", cohorts, "provers.cohorts");
      }
      if (one.is("action", "outage") && !one.is("region", "anywhere")) {
        known(one, "region", regions, "the cohorts' regions");
      }
      if (one.is("action", "censor")) {
        jurisdiction(one);
      }
    }
  }

  private void traces() {
    traced(root)
        .filter(section -> !Files.isRegularFile(directory.resolve(section.text("file"))))
        .forEach(
            section ->
                problems.add(
                    section
                        .mark("file")
                        .problem(
                            section.path("file")
                                + ": there is no file `"
                                + section.text("file")
                                + "`")));
  }

  /** The trace and calibration files that a scenario names, in the order of its text. */
  static List<Path> traces(Resolved root, Path directory) {
    return traced(root).map(section -> directory.resolve(section.text("file"))).toList();
  }

  private static Stream<Resolved> traced(Resolved root) {
    return Stream.of(
            Stream.of(root.section("arrivals")),
            root.section("provers").list("cohorts").stream()
                .map(cohort -> cohort.section("availability")),
            root.list("hardware").stream())
        .flatMap(one -> one)
        .filter(section -> section.has("file"));
  }
}
