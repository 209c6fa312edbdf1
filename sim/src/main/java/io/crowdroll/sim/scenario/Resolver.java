package io.crowdroll.sim.scenario;

import io.crowdroll.sim.scenario.Entry.Listing;
import io.crowdroll.sim.scenario.Entry.Parameter;
import io.crowdroll.sim.scenario.Entry.Section;
import io.crowdroll.sim.scenario.Node.Mapping;
import io.crowdroll.sim.scenario.Node.Scalar;
import io.crowdroll.sim.scenario.Node.Sequence;
import io.crowdroll.sim.scenario.Resolved.Leaf;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Decides every key of a section by file or default, collecting each problem once. */
final class Resolver {
  private final boolean literal;
  private final List<Problem> problems;

  Resolver(Scenario.Mode mode, List<Problem> problems) {
    this.literal = mode == Scenario.Mode.LITERAL;
    this.problems = problems;
  }

  /**
   * @param node null = not given, all defaults
   * @param around the enclosing node's place, for what is missing or default
   */
  Resolved section(Section section, Node node, String path, Mark around) {
    Mark mark = node == null ? around : node.mark();
    var resolved = new Resolved(section, path, mark);
    Mapping mapping = mapping(node, path, mark);
    String tag = tag(section, mapping, resolved, path);
    unknownKeys(section, mapping, path, tag);
    for (Entry entry : section.entries()) {
      if (!entry.cases().isEmpty() && (tag == null || !entry.cases().contains(tag))) {
        continue;
      }
      Node.Field field = mapping.fields().get(entry.name());
      Node value = field == null ? null : field.value();
      Mark at = field == null ? mark : field.key();
      String inner = resolved.path(entry.name());
      switch (entry) {
        case Parameter parameter ->
            leaf(parameter, value, inner, at).ifPresent(leaf -> resolved.put(entry.name(), leaf));
        case Section part -> resolved.put(entry.name(), section(part, value, inner, at));
        case Listing listing -> resolved.put(entry.name(), items(listing, value, inner, at));
        case Entry.Values values -> resolved.putValues(entry.name(), leaves(values, value, inner));
        case Entry.Settings _ -> resolved.put(entry.name(), mapping(value, inner, at));
      }
    }
    return resolved;
  }

  private Mapping mapping(Node node, String path, Mark mark) {
    return switch (node) {
      case null -> new Mapping(mark, new LinkedHashMap<>());
      case Mapping mapping -> mapping;
      default -> {
        report(
            node,
            (path.isEmpty() ? "the scenario" : path)
                + " is a mapping of keys; "
                + node.kind()
                + " is not");
        yield new Mapping(mark, new LinkedHashMap<>());
      }
    };
  }

  /** The value of the section's tag; null where it has none or a bad one. */
  private String tag(Section section, Mapping mapping, Resolved resolved, String path) {
    if (section.tag().isEmpty()) {
      return null;
    }
    var parameter = (Parameter) section.find(section.tag().get()).orElseThrow();
    Node.Field field = mapping.fields().get(parameter.name());
    if (field != null && field.value() instanceof Scalar scalar) {
      try {
        return parameter.type().parse(scalar.text(), scalar.token()).text();
      } catch (Type.Refusal reportedWithTheKey) {
        return null;
      }
    }
    return fallback(parameter);
  }

  private String fallback(Parameter parameter) {
    return literal ? parameter.literal() : parameter.hardened();
  }

  private void unknownKeys(Section section, Mapping mapping, String path, String tag) {
    boolean tagUndecided = section.tag().isPresent() && tag == null;
    mapping
        .fields()
        .forEach(
            (key, field) -> {
              if (key.startsWith("x-") || path.isEmpty() && key.equals("$schema")) {
                return;
              }
              Optional<Entry> known = section.find(key);
              if (known.isEmpty()) {
                problems.add(field.key().problem(unknown(section, path, key)));
              } else if (!tagUndecided
                  && !known.get().cases().isEmpty()
                  && !known.get().cases().contains(tag)) {
                String tagName = section.tag().orElseThrow();
                problems.add(
                    field
                        .key()
                        .problem(
                            (path.isEmpty() ? key : path + "." + key)
                                + " does not go with `"
                                + tagName
                                + ": "
                                + tag
                                + "`; it goes with "
                                + known.get().cases().stream()
                                    .sorted()
                                    .map(one -> "`" + tagName + ": " + one + "`")
                                    .reduce((a, b) -> a + ", " + b)
                                    .orElseThrow()));
              }
            });
  }

  private static String unknown(Section section, String path, String key) {
    String where = path.isEmpty() ? "" : " in " + path;
    String shown = key.length() > 60 ? key.substring(0, 60) + "…" : key;
    Optional<String> near = Suggestion.nearest(key, section.keys());
    if (near.isPresent()) {
      return "unknown key `" + shown + "`" + where + "; did you mean `" + near.get() + "`?";
    }
    Optional<String> elsewhere =
        Catalogue.paths().keySet().stream()
            .filter(other -> other.equals(key) || other.endsWith("." + key))
            .findFirst();
    if (elsewhere.isPresent()) {
      return "unknown key `" + shown + "`" + where + "; did you mean `" + elsewhere.get() + "`?";
    }
    return "unknown key `"
        + shown
        + "`"
        + where
        + "; allowed: "
        + String.join(", ", section.keys());
  }

  private Optional<Leaf> leaf(Parameter parameter, Node node, String path, Mark around) {
    if (node == null) {
      if (parameter.required()) {
        problems.add(around.problem(path + " is missing; allowed: " + parameter.type().allowed()));
        return Optional.empty();
      }
      return Optional.of(
          new Leaf(
              parameter.type(), parameter.type().parseDefault(fallback(parameter)), around, true));
    }
    return value(parameter.type(), node, path);
  }

  private Optional<Leaf> value(Type type, Node node, String path) {
    if (!(node instanceof Scalar scalar)) {
      report(node, path + " is one value, not " + node.kind() + "; allowed: " + type.allowed());
      return Optional.empty();
    }
    if (scalar.isNothing() && !(type instanceof Type.Text)) {
      report(node, path + " has no value; allowed: " + type.allowed());
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Leaf(type, type.parse(scalar.text(), scalar.token()), scalar.mark(), false));
    } catch (Type.Refusal refusal) {
      report(node, path + ": `" + shortened(scalar.text()) + "` " + refusal.getMessage());
      return Optional.empty();
    }
  }

  private static String shortened(String text) {
    String line = text.replaceAll("\\p{Cntrl}", " ");
    return line.length() > 60 ? line.substring(0, 60) + "…" : line;
  }

  private List<Resolved> items(Listing listing, Node node, String path, Mark around) {
    Node list = node == null ? defaults(listing, around) : node;
    List<Resolved> items = new ArrayList<>();
    if (!(list instanceof Sequence sequence)) {
      report(list, path + " is a list; " + list.kind() + " is not");
      return items;
    }
    if (sequence.items().size() > listing.most()) {
      report(
          list, path + " has " + sequence.items().size() + " entries; at most " + listing.most());
      return items;
    }
    var names = new HashSet<String>();
    for (int i = 0; i < sequence.items().size(); i++) {
      Node item = sequence.items().get(i);
      Optional<String> name = listing.named() ? Merge.name(item) : Optional.empty();
      if (name.isPresent() && !names.add(name.get())) {
        report(item, path + " has two items named `" + shortened(name.get()) + "`");
      }
      String place = path + "[" + name.map(Resolver::shortened).orElse(Integer.toString(i)) + "]";
      items.add(section(listing.item(), item, place, item.mark()));
    }
    return items;
  }

  private static Node defaults(Listing listing, Mark around) {
    try {
      return SourceReader.value(around, listing.defaults());
    } catch (ScenarioException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private List<Leaf> leaves(Entry.Values values, Node node, String path) {
    List<Leaf> leaves = new ArrayList<>();
    switch (node) {
      case null -> {}
      case Sequence sequence when sequence.items().size() > values.most() ->
          report(
              node,
              path + " has " + sequence.items().size() + " entries; at most " + values.most());
      case Sequence sequence -> {
        for (int i = 0; i < sequence.items().size(); i++) {
          value(values.type(), sequence.items().get(i), path + "[" + i + "]")
              .ifPresent(leaves::add);
        }
      }
      default -> report(node, path + " is a list; " + node.kind() + " is not");
    }
    return leaves;
  }

  private void report(Node node, String message) {
    problems.add(node.mark().problem(message));
  }
}
