package io.crowdroll.sim.scenario;

import io.crowdroll.sim.scenario.Entry.Listing;
import io.crowdroll.sim.scenario.Entry.Section;
import io.crowdroll.sim.scenario.Node.Field;
import io.crowdroll.sim.scenario.Node.Mapping;
import io.crowdroll.sim.scenario.Node.Scalar;
import io.crowdroll.sim.scenario.Node.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * One layer of a scenario over another ({@code extends}, {@code --set}, variants).
 *
 * <ul>
 *   <li>Mappings merge key by key. Where the upper layer gives a section's tag (a law, a kind),
 *       keys of the lower one that do not go with it are dropped.
 *   <li>Lists of named items merge item by item, by name: known names in the lower order, new ones
 *       after them.
 *   <li>Anything else: the upper layer's value holds.
 * </ul>
 */
final class Merge {

  private Merge() {}

  static Node over(Node lower, Node upper, Entry entry) {
    if (entry instanceof Section section
        && lower instanceof Mapping a
        && upper instanceof Mapping b) {
      return mappings(a, b, section);
    }
    if (entry instanceof Listing listing
        && listing.named()
        && lower instanceof Sequence a
        && upper instanceof Sequence b) {
      return sequences(a, b, listing);
    }
    return upper;
  }

  private static Mapping mappings(Mapping lower, Mapping upper, Section section) {
    var fields = new LinkedHashMap<>(lower.fields());
    section
        .tag()
        .flatMap(tag -> text(upper, tag))
        .ifPresent(
            tag ->
                fields
                    .keySet()
                    .removeIf(
                        key ->
                            section
                                .find(key)
                                .filter(e -> !e.cases().isEmpty() && !e.cases().contains(tag))
                                .isPresent()));
    upper
        .fields()
        .forEach(
            (key, field) -> {
              Field below = fields.get(key);
              Node merged =
                  below == null
                      ? field.value()
                      : over(below.value(), field.value(), section.find(key).orElse(null));
              fields.put(key, new Field(field.key(), merged));
            });
    return new Mapping(upper.mark(), fields);
  }

  private static Sequence sequences(Sequence lower, Sequence upper, Listing listing) {
    List<Node> items = new ArrayList<>(lower.items());
    for (Node item : upper.items()) {
      int known = name(item).map(name -> position(items, name)).orElse(-1);
      if (known < 0) {
        items.add(item);
      } else {
        items.set(known, over(items.get(known), item, listing.item()));
      }
    }
    return new Sequence(upper.mark(), items);
  }

  private static int position(List<Node> items, String name) {
    for (int i = 0; i < items.size(); i++) {
      if (name(items.get(i)).filter(name::equals).isPresent()) {
        return i;
      }
    }
    return -1;
  }

  /** The name of a list's item, if it has one. */
  static Optional<String> name(Node item) {
    return item instanceof Mapping mapping ? text(mapping, "name") : Optional.empty();
  }

  /** The text of a key's scalar value. */
  static Optional<String> text(Mapping mapping, String key) {
    Field field = mapping.fields().get(key);
    return field != null && field.value() instanceof Scalar scalar
        ? Optional.of(scalar.text())
        : Optional.empty();
  }
}
