package io.crowdroll.sim.scenario;

import io.crowdroll.sim.scenario.Entry.Listing;
import io.crowdroll.sim.scenario.Entry.Parameter;
import io.crowdroll.sim.scenario.Entry.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A resolved scenario as YAML: every key in the catalogue's order, every value in its canonical
 * spelling. Equal scenarios are equal texts, and the text read again gives itself.
 */
final class ResolvedYaml {
  private final StringBuilder out = new StringBuilder();
  private final SequencedMap<String, Resolved> variants;
  private final Resolved root;
  private final Set<String> omitted;

  private ResolvedYaml(
      Resolved root, SequencedMap<String, Resolved> variants, Set<String> omitted) {
    this.omitted = omitted;
    this.root = root;
    this.variants = variants;
  }

  /**
   * @param variants by name; each is written as what differs from {@code root}, because a variant's
   *     own settings may lean on defaults that the text has replaced by values
   * @param omitted keys at the top to leave out
   */
  static String write(Resolved root, SequencedMap<String, Resolved> variants, Set<String> omitted) {
    var yaml = new ResolvedYaml(root, variants, omitted);
    yaml.section(root, "");
    return yaml.out.toString();
  }

  private void section(Resolved section, String indent) {
    for (Entry entry : section.schema().entries()) {
      String key = entry.name();
      if (section == root && omitted.contains(key)) {
        continue;
      }
      switch (entry) {
        case Parameter _ -> {
          if (section.has(key)) {
            line(indent, key + ": " + scalar(section.leaf(key)));
          }
        }
        case Section _ -> {
          if (section.hasSection(key)) {
            line(indent, key + ":");
            section(section.section(key), indent + "  ");
          }
        }
        case Listing _ -> {
          if (key.equals("variants")) {
            variants();
          } else if (section.hasList(key)) {
            list(section.list(key), key, indent);
          }
        }
        case Entry.Values _ -> {
          if (section.hasValues(key)) {
            values(section.values(key), key, indent);
          }
        }
        case Entry.Settings _ -> {}
      }
    }
  }

  private void list(List<Resolved> items, String key, String indent) {
    line(indent, items.isEmpty() ? key + ": []" : key + ":");
    for (Resolved item : items) {
      int start = out.length();
      section(item, indent + "    ");
      // The first key of an item shares its line with the dash.
      out.replace(start + indent.length() + 2, start + indent.length() + 3, "-");
    }
  }

  private void values(List<Resolved.Leaf> leaves, String key, String indent) {
    if (leaves.isEmpty()) {
      line(indent, key + ": []");
      return;
    }
    line(indent, key + ":");
    leaves.forEach(leaf -> line(indent, "  - " + scalar(leaf)));
  }

  private void variants() {
    line("", variants.isEmpty() ? "variants: []" : "variants:");
    variants.forEach(
        (name, variant) -> {
          var settings = Difference.between(root, variant);
          line("  - ", "name: " + quoted(name));
          line("    ", settings.isEmpty() ? "set: {}" : "set:");
          settings.forEach((path, value) -> line("      ", quoted(path) + ": " + value));
        });
  }

  /** A section on one line. */
  static String flow(Resolved section) {
    List<String> fields = new ArrayList<>();
    for (Entry entry : section.schema().entries()) {
      String key = entry.name();
      if (section.has(key)) {
        fields.add(key + ": " + scalar(section.leaf(key)));
      } else if (section.hasSection(key)) {
        fields.add(key + ": " + flow(section.section(key)));
      } else if (section.hasList(key)) {
        fields.add(
            section.list(key).stream()
                .map(ResolvedYaml::flow)
                .collect(Collectors.joining(", ", key + ": [", "]")));
      } else if (section.hasValues(key)) {
        fields.add(key + ": " + flow(section.values(key)));
      }
    }
    return "{" + String.join(", ", fields) + "}";
  }

  /** A list of values on one line. */
  static String flow(List<Resolved.Leaf> leaves) {
    return leaves.stream().map(ResolvedYaml::scalar).collect(Collectors.joining(", ", "[", "]"));
  }

  /** A value in its canonical spelling. */
  static String scalar(Resolved.Leaf leaf) {
    String text = leaf.parsed().text();
    return switch (leaf.type()) {
      case Type.Text _, Type.Expected _ -> quoted(text);
      case Type.Flag _, Type.Choice _, Type.Quantity _ -> text;
    };
  }

  private static String quoted(String text) {
    var quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> quoted.append('\\').append(c);
        case '\n' -> quoted.append("\\n");
        default -> {
          if (c < ' ' || c >= 0x7f && c < 0xa0 || c == 0x2028 || c == 0x2029 || c == 0xfeff) {
            quoted.append("\\u").append(hex(c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }

  private static String hex(char c) {
    String hex = Integer.toHexString(c);
    return "0".repeat(4 - hex.length()) + hex;
  }

  private void line(String indent, String text) {
    out.append(indent).append(text).append('\n');
  }
}
