package io.crowdroll.reports.html;

import io.crowdroll.reports.chart.Marker;
import io.crowdroll.reports.results.EventRow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What happened when: the events that all replications share get a number and a mark on every
 * figure over time; the rest is only counted by kind.
 *
 * @param marked events with a mark, by time; those of one moment share it
 * @param counted how many events of each other kind there were in all replications
 */
record TimeLine(Map<Long, List<EventRow>> marked, Map<String, Long> counted) {
  private static final int MOST_MARKS_OF_A_KIND = 6;

  static TimeLine of(List<Replication> replications) {
    Set<EventRow> shared = new HashSet<>();
    Map<String, Long> perKind = new TreeMap<>();
    for (int i = 0; i < replications.size(); i++) {
      Set<EventRow> events = new HashSet<>(replications.get(i).events());
      if (i == 0) {
        shared.addAll(events);
        events.forEach(event -> perKind.merge(event.kind(), 1L, Long::sum));
      } else {
        shared.retainAll(events);
      }
    }
    Map<Long, List<EventRow>> marked = new TreeMap<>();
    Map<String, Long> counted = new TreeMap<>();
    for (int i = 0; i < replications.size(); i++) {
      for (EventRow event : replications.get(i).events()) {
        boolean marks = shared.contains(event) && perKind.get(event.kind()) <= MOST_MARKS_OF_A_KIND;
        if (!marks) {
          counted.merge(event.kind(), 1L, Long::sum);
        } else if (i == 0) {
          marked.computeIfAbsent(event.tMs(), _ -> new ArrayList<>()).add(event);
        }
      }
    }
    return new TimeLine(marked, counted);
  }

  List<Marker> markers(TimeScale scale) {
    List<Marker> markers = new ArrayList<>();
    for (long time : marked.keySet()) {
      markers.add(new Marker(scale.at(time), String.valueOf(markers.size() + 1)));
    }
    return markers;
  }
}
