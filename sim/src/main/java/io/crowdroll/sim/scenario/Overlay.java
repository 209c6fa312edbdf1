package io.crowdroll.sim.scenario;

import io.crowdroll.sim.scenario.Entry.Listing;
import io.crowdroll.sim.scenario.Entry.Section;
import io.crowdroll.sim.scenario.Node.Field;
import io.crowdroll.sim.scenario.Node.Mapping;
import io.crowdroll.sim.scenario.Node.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A value at a dotted path ({@code provers.cohorts[crowd].count}), laid over a scenario as one more
 * layer.
 */
final class Overlay {
  private static final Pattern STEP =
      Pattern.compile("([A-Za-z][A-Za-z0-9-]*)(?:\\[([^\\[\\]]+)])?");

  private final String path;
  private final Node value;
  private final Mark mark;

  private Overlay(String path, Node value, Mark mark) {
    this.path = path;
    this.value = value;
    this.mark = mark;
  }

  /**
   * @param mark of the path, for messages about it
   * @throws ScenarioException where the path is malformed or names a list item that is not there
   */
  static Node apply(Node root, String path, Node value, Mark mark) throws ScenarioException {
    return new Overlay(path, value, mark).apply(root);
  }

  private Node apply(Node root) throws ScenarioException {
    List<Matcher> steps = new ArrayList<>();
    for (String part : path.split("\\.", -1)) {
      Matcher step = STEP.matcher(part);
      if (path.length() > 300 || !step.matches()) {
        throw refused("`" + path + "` is not a path like `a.b` or `a.list[name].b`");
      }
      steps.add(step);
    }
    return Merge.over(root, layer(root, Catalogue.ROOT, steps, 0), Catalogue.ROOT);
  }

  /** The layer that holds nothing but the value, below the nodes of {@code lower}. */
  private Node layer(Node lower, Entry entry, List<Matcher> steps, int depth)
      throws ScenarioException {
    if (depth == steps.size()) {
      return value;
    }
    String key = steps.get(depth).group(1);
    String item = steps.get(depth).group(2);
    Entry child = entry instanceof Section section ? section.find(key).orElse(null) : null;
    Node below =
        lower instanceof Mapping mapping && mapping.fields().containsKey(key)
            ? mapping.fields().get(key).value()
            : null;
    Node inner =
        item == null
            ? layer(below, child, steps, depth + 1)
            : item(below, child, key, item, steps, depth);
    var fields = new LinkedHashMap<String, Field>();
    fields.put(key, new Field(mark, inner));
    return new Mapping(mark, fields);
  }

  private Node item(
      Node below, Entry child, String key, String name, List<Matcher> steps, int depth)
      throws ScenarioException {
    if (!(child instanceof Listing listing) || !listing.named()) {
      throw refused("`" + key + "` is not a list of named items; leave out `[" + name + "]`");
    }
    Node list = below == null ? SourceReader.value(mark, listing.defaults()) : below;
    List<Node> items = list instanceof Sequence sequence ? sequence.items() : List.of();
    List<String> names = items.stream().flatMap(i -> Merge.name(i).stream()).toList();
    if (!names.contains(name)) {
      throw refused(
          "`"
              + key
              + "` has no item `"
              + name
              + "`; it has "
              + (names.isEmpty() ? "none" : String.join(", ", names))
              + Suggestion.text(name, names));
    }
    Node chosen = items.get(names.indexOf(name));
    Node inner = layer(chosen, listing.item(), steps, depth + 1);
    var fields = new LinkedHashMap<String, Field>();
    fields.put("name", new Field(mark, new Node.Scalar(mark, name, Node.Token.STRING)));
    if (inner instanceof Mapping mapping) {
      fields.putAll(mapping.fields());
    }
    Sequence named = new Sequence(mark, List.of(new Mapping(mark, fields)));
    return below == null ? Merge.over(list, named, listing) : named;
  }

  private ScenarioException refused(String message) {
    return new ScenarioException(List.of(mark.problem(message)));
  }
}
