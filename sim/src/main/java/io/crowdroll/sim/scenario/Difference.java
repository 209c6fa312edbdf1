package io.crowdroll.sim.scenario;

import io.crowdroll.sim.scenario.Entry.Listing;
import io.crowdroll.sim.scenario.Entry.Parameter;
import io.crowdroll.sim.scenario.Entry.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** The settings that turn one resolved scenario into another, as {@code --set} would make them. */
final class Difference {
  private final SequencedMap<String, String> settings = new LinkedHashMap<>();

  private Difference() {}

  /** Path and YAML of every value in which {@code to} differs from {@code from}. */
  static SequencedMap<String, String> between(Resolved from, Resolved to) {
    var difference = new Difference();
    difference.sections(from, to, "");
    return difference.settings;
  }

  private void sections(Resolved from, Resolved to, String prefix) {
    if (to.schema().tag().isPresent()) {
      // The tag comes first: giving it drops the keys that do not go with it.
      leaf(from, to, to.schema().tag().get(), prefix);
    }
    for (Entry entry : to.schema().entries()) {
      String key = entry.name();
      switch (entry) {
        case Parameter _ -> leaf(from, to, key, prefix);
        case Section _ -> {
          if (to.hasSection(key) && from.hasSection(key)) {
            sections(from.section(key), to.section(key), prefix + key + ".");
          } else if (to.hasSection(key)) {
            settings.put(prefix + key, ResolvedYaml.flow(to.section(key)));
          }
        }
        case Listing listing -> {
          if (!key.equals("variants") && to.hasList(key)) {
            lists(from, to, listing, prefix + key);
          }
        }
        case Entry.Values _ -> {
          if (!key.equals("expect") && !texts(from, key).equals(texts(to, key))) {
            settings.put(prefix + key, ResolvedYaml.flow(to.values(key)));
          }
        }
        case Entry.Settings _ -> {}
      }
    }
  }

  private void leaf(Resolved from, Resolved to, String key, String prefix) {
    if (to.has(key) && !(from.has(key) && from.text(key).equals(to.text(key)))) {
      settings.put(prefix + key, ResolvedYaml.scalar(to.leaf(key)));
    }
  }

  private void lists(Resolved from, Resolved to, Listing listing, String path) {
    List<Resolved> before = from.hasList(listing.name()) ? from.list(listing.name()) : List.of();
    List<Resolved> after = to.list(listing.name());
    if (listing.named() && names(before).equals(names(after))) {
      for (int i = 0; i < after.size(); i++) {
        Resolved item = after.get(i);
        sections(before.get(i), item, path + "[" + item.text("name") + "].");
      }
    } else if (!flows(before).equals(flows(after))) {
      settings.put(path, flows(after));
    }
  }

  private static List<String> names(List<Resolved> items) {
    return items.stream().map(item -> item.text("name")).toList();
  }

  private static String flows(List<Resolved> items) {
    return items.stream().map(ResolvedYaml::flow).collect(Collectors.joining(", ", "[", "]"));
  }

  private static List<String> texts(Resolved section, String key) {
    return section.values(key).stream().map(leaf -> leaf.parsed().text()).toList();
  }
}
