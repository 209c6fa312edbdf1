package io.crowdroll.sim.scenario;

import java.util.Comparator;
import java.util.List;

/** The section {@code timeline} as interventions in order of time. */
final class TimelineReader {

  private TimelineReader() {}

  static List<Intervention> timeline(List<Resolved> items) {
    return items.stream()
        .map(TimelineReader::intervention)
        .sorted(Comparator.comparingLong(Intervention::atMillis))
        .toList();
  }

  private static Intervention intervention(Resolved one) {
    long at = one.whole("at");
    return switch (one.text("action")) {
      case "outage" ->
          new Intervention.Outage(at, one.text("region"), one.real("share"), duration(one));
      case "join" -> new Intervention.Join(at, one.text("cohort"), one.count("count"));
      case "leave" -> new Intervention.Leave(at, one.text("cohort"), one.count("count"));
      case "rush" -> new Intervention.Rush(at, one.real("factor"), duration(one));
      case "congestion" -> new Intervention.Congestion(at, one.real("factor"), duration(one));
      case "reorg" -> new Intervention.Reorg(at, one.count("depth"));
      case "price" -> new Intervention.PriceShock(at, one.real("factor"));
      case "censor" -> new Intervention.Censor(at, WorldReader.censorship(one), duration(one));
      case "crash" -> new Intervention.Crash(at, one.real("share"), duration(one));
      case "deposit" -> new Intervention.Deposit(at, one.count("count"), one.wei("amount"));
      case "force" ->
          new Intervention.Force(
              at,
              one.count("count"),
              one.choice("kind", TransactionClass.Kind.class),
              one.wei("amount"),
              one.flag("targeted"));
      case "withdraw" -> new Intervention.WithdrawWave(at, one.count("count"), one.wei("amount"));
      default -> throw new IllegalArgumentException(one.text("action"));
    };
  }

  private static long duration(Resolved one) {
    return one.is("duration", "forever") ? Long.MAX_VALUE : one.whole("duration");
  }
}
