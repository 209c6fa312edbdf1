package io.crowdroll.sim.model;

import io.crowdroll.sim.scenario.Problem;
import io.crowdroll.sim.scenario.ScenarioException;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * On-intervals of recorded hosts; a machine lives the life of a host that it draws, off for ever
 * after the host's last interval.
 */
final class TraceAvailability implements AvailabilityProcess {
  /** Of each host: start and end of its intervals in turn, µs, strictly ascending. */
  private final List<long[]> hosts = new ArrayList<>();

  private final KeyedDraws draws;

  TraceAvailability(Path file, KeyedDraws draws) throws ScenarioException {
    this.draws = draws;
    TraceFile trace = new TraceFile(file);
    Map<String, LongArrayList> changes = new LinkedHashMap<>();
    List<TraceFile.Line> lines = trace.lines("host", "start_ms", "end_ms");
    for (TraceFile.Line line : lines) {
      LongArrayList known =
          changes.computeIfAbsent(line.cells()[0].strip(), _ -> new LongArrayList());
      long last = known.isEmpty() ? -1 : known.getLong(known.size() - 1);
      long start = trace.millis(line, 1, last + 1);
      known.add(start);
      known.add(trace.millis(line, 2, start + 1));
    }
    trace.complete();
    if (changes.isEmpty()) {
      throw new ScenarioException(List.of(new Problem(file.toString(), 0, 0, "holds no interval")));
    }
    changes.values().forEach(known -> hosts.add(known.longStream().map(Span::ofMillis).toArray()));
  }

  @Override
  public Phase atGenesis(int machine) {
    return at(machine, 0);
  }

  @Override
  public Phase first(int machine, long now) {
    return at(machine, now);
  }

  @Override
  public Phase after(Phase phase, int machine, long now) {
    return at(machine, now);
  }

  /** The phase that holds a time; number 2i + 1 is the host's interval i. */
  private Phase at(int machine, long now) {
    double u = draws.trait(machine, Trait.HOST);
    long[] changes = hosts.get((int) (u * hosts.size()));
    int passed = Arrays.binarySearch(changes, now);
    int number = passed >= 0 ? passed + 1 : -passed - 1;
    long end = number < changes.length ? changes[number] : Span.FOR_EVER;
    return new Phase(number % 2 == 1, number, end);
  }
}
