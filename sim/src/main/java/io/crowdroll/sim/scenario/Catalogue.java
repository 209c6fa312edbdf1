package io.crowdroll.sim.scenario;

import io.crowdroll.sim.scenario.Entry.Listing;
import io.crowdroll.sim.scenario.Entry.Parameter;
import io.crowdroll.sim.scenario.Entry.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/** Every key that a scenario file may hold, in the order of the resolved text. */
final class Catalogue {
  static final Section ROOT = root();

  private Catalogue() {}

  private static Section root() {
    List<Entry> entries = new ArrayList<>(RunCatalogue.head());
    entries.add(ProtocolCatalogue.protocol());
    entries.addAll(WorldCatalogue.world());
    entries.add(TimelineCatalogue.timeline());
    entries.addAll(RunCatalogue.tail());
    return new Section("scenario", "A scenario.", Optional.empty(), List.copyOf(entries), Set.of());
  }

  /** Every entry but the root by its path; items of a list are {@code list[]}. */
  static SequencedMap<String, Entry> paths() {
    var paths = new LinkedHashMap<String, Entry>();
    collect(ROOT, "", paths);
    return paths;
  }

  /** Every parameter by its path. */
  static SequencedMap<String, Parameter> parameters() {
    var parameters = new LinkedHashMap<String, Parameter>();
    paths()
        .forEach(
            (path, entry) -> {
              if (entry instanceof Parameter parameter) {
                parameters.put(path, parameter);
              }
            });
    return parameters;
  }

  private static void collect(Section section, String prefix, SequencedMap<String, Entry> into) {
    for (Entry entry : section.entries()) {
      String path = prefix + entry.name();
      into.put(path, entry);
      switch (entry) {
        case Section inner -> collect(inner, path + ".", into);
        case Listing listing -> collect(listing.item(), path + "[].", into);
        case Parameter _, Entry.Values _, Entry.Settings _ -> {}
      }
    }
  }
}
