package io.crowdroll.sim.scenario;

import io.crowdroll.sim.scenario.Entry.Listing;
import io.crowdroll.sim.scenario.Entry.Parameter;
import io.crowdroll.sim.scenario.Entry.Section;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** What a scenario's keys mean, for the command line. */
public final class Explain {

  private Explain() {}

  /**
   * A parameter's meaning, unit, defaults, allowed values and section of PROTOCOL.md; a section's
   * or list's keys; without a path, the list of all.
   *
   * @param path as in a file, or its last part where only one key ends so; items of a list as
   *     {@code list[]}, {@code list[name]} or just {@code list}
   * @throws ScenarioException where there is no such key, with what was perhaps meant
   */
  public static String text(Optional<String> path) throws ScenarioException {
    SequencedMap<String, Entry> paths = Catalogue.paths();
    if (path.isEmpty()) {
      return overview(paths);
    }
    String found = find(path.get(), paths);
    return switch (paths.get(found)) {
      case Parameter parameter -> parameter(found, parameter);
      case Section section -> keys(found, section.meaning(), section, found + ".");
      case Listing listing -> keys(found + "[]", listing.meaning(), listing.item(), found + "[].");
      case Entry.Values values ->
          found
              + "\n  "
              + values.meaning()
              + "\n\n  a list of at most "
              + values.most()
              + ", each "
              + values.type().kind()
              + "; allowed: "
              + values.type().allowed()
              + "\n";
      case Entry.Settings settings -> found + "\n  " + settings.meaning() + "\n";
    };
  }

  private static String find(String asked, SequencedMap<String, Entry> paths)
      throws ScenarioException {
    String plain = asked.replaceAll("\\[[^\\]]*]", "").strip();
    List<String> exact = paths.keySet().stream().filter(p -> bare(p).equals(plain)).toList();
    List<String> ending =
        paths.keySet().stream().filter(p -> bare(p).endsWith("." + plain)).toList();
    if (!exact.isEmpty()) {
      return exact.getFirst();
    }
    if (ending.size() == 1) {
      return ending.getFirst();
    }
    String hint =
        ending.isEmpty()
            ? near(plain, paths)
            : "; there are " + String.join(", ", ending.stream().limit(12).toList());
    String shown = asked.length() > 60 ? asked.substring(0, 60) + "…" : asked;
    throw new ScenarioException(
        List.of(
            Mark.whole("explain").problem("there is no single parameter `" + shown + "`" + hint)));
  }

  private static String near(String asked, SequencedMap<String, Entry> paths) {
    Optional<String> whole = Suggestion.nearest(asked, paths.keySet());
    if (whole.isPresent()) {
      return "; did you mean `" + whole.get() + "`?";
    }
    String last = asked.substring(asked.lastIndexOf('.') + 1);
    List<String> names = paths.values().stream().map(Entry::name).distinct().toList();
    return Suggestion.nearest(last, names)
        .flatMap(name -> paths.keySet().stream().filter(p -> p.endsWith(name)).findFirst())
        .map(meant -> "; did you mean `" + meant + "`?")
        .orElse("; `explain` without an argument lists them all");
  }

  private static String bare(String path) {
    return path.replace("[]", "");
  }

  private static String parameter(String path, Parameter parameter) {
    var text = new StringBuilder(path).append('\n');
    text.append("  ").append(parameter.meaning()).append("\n\n");
    row(text, "value", parameter.type().kind());
    if (parameter.required()) {
      row(text, "default", "none: it must be given");
    } else if (parameter.literal().equals(parameter.hardened())) {
      row(text, "default", shown(parameter.hardened()));
    } else {
      row(text, "default", shown(parameter.hardened()) + " (mode: hardened)");
      row(text, "", shown(parameter.literal()) + " (mode: literal)");
    }
    row(text, "allowed", parameter.type().allowed());
    if (!parameter.cases().isEmpty()) {
      row(text, "goes with", String.join(", ", parameter.cases().stream().sorted().toList()));
    }
    if (!parameter.section().isEmpty()) {
      row(text, "section", "PROTOCOL.md §" + parameter.section());
    }
    return text.toString();
  }

  private static String shown(String value) {
    return value.isEmpty() ? "\"\"" : value;
  }

  private static void row(StringBuilder text, String head, String body) {
    text.append("  ").append(head).append(" ".repeat(11 - head.length())).append(body).append('\n');
  }

  private static String keys(String path, String meaning, Section section, String prefix) {
    var text = new StringBuilder(path).append("\n  ").append(meaning).append("\n\n");
    int width = section.keys().stream().mapToInt(String::length).max().orElse(0);
    for (Entry entry : section.entries()) {
      text.append("  ")
          .append(prefix)
          .append(entry.name())
          .append(" ".repeat(width - entry.name().length() + 2))
          .append(entry.meaning())
          .append('\n');
    }
    return text.toString();
  }

  private static String overview(SequencedMap<String, Entry> paths) {
    var text = new StringBuilder();
    int width = Catalogue.parameters().keySet().stream().mapToInt(String::length).max().orElse(0);
    paths.forEach(
        (path, entry) -> {
          switch (entry) {
            case Section section ->
                text.append('\n').append(path).append(": ").append(section.meaning()).append('\n');
            case Listing listing ->
                text.append('\n')
                    .append(path)
                    .append("[]: ")
                    .append(listing.meaning())
                    .append('\n');
            case Parameter parameter ->
                text.append("  ")
                    .append(path)
                    .append(" ".repeat(width - path.length() + 2))
                    .append(defaults(parameter))
                    .append('\n');
            case Entry.Values _, Entry.Settings _ -> text.append("  ").append(path).append('\n');
          }
        });
    return text.append("\n`explain <parameter>` tells more.\n").toString();
  }

  private static String defaults(Parameter parameter) {
    if (parameter.required()) {
      return "(must be given)";
    }
    return parameter.literal().equals(parameter.hardened())
        ? parameter.hardened()
        : parameter.hardened() + " (literal: " + parameter.literal() + ")";
  }
}
