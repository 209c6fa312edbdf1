package io.crowdroll.sim.model;

import io.crowdroll.sim.kernel.RandomStream;
import io.crowdroll.sim.scenario.ScenarioException;
import io.crowdroll.sim.scenario.TransactionClass;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Arrivals of a recorded trace. Under a rush of factor f each of them comes ⌊f⌋ times, and once
 * more with probability f − ⌊f⌋.
 */
final class TraceArrivals implements ArrivalProcess {
  private final long[] times;
  private final int[] classes;
  private final RushHours rush;
  private final RandomStream stream;
  private int next;
  private int current;
  private int copies;

  TraceArrivals(Path file, List<TransactionClass> known, RushHours rush, RandomStream stream)
      throws ScenarioException {
    this.rush = rush;
    this.stream = stream;
    TraceFile trace = new TraceFile(file);
    List<TraceFile.Line> lines = trace.lines("ms", "class");
    times = new long[lines.size()];
    classes = new int[lines.size()];
    long before = 0;
    for (int i = 0; i < times.length; i++) {
      before = trace.millis(lines.get(i), 0, before);
      times[i] = Span.ofMillis(before);
      classes[i] = classOf(lines.get(i), known, trace);
    }
    trace.complete();
  }

  private static int classOf(TraceFile.Line line, List<TransactionClass> known, TraceFile trace) {
    String name = line.cells()[1].strip();
    if (name.isEmpty()) {
      return BY_SHARE;
    }
    for (int i = 0; i < known.size(); i++) {
      if (known.get(i).name().equals(name)) {
        return i;
      }
    }
    String names = known.stream().map(TransactionClass::name).collect(Collectors.joining(", "));
    trace.problem(line, 1, "no transaction class `" + name + "`; there are " + names);
    return BY_SHARE;
  }

  @Override
  public long next() {
    while (copies == 0) {
      if (next == times.length) {
        return Span.FOR_EVER;
      }
      current = next++;
      copies = (int) Math.floor(rush.at(times[current]) + stream.nextDouble());
    }
    copies--;
    return times[current];
  }

  @Override
  public int transactionClass() {
    return classes[current];
  }
}
