package io.crowdroll.sim.scenario;

import io.crowdroll.sim.scenario.Entry.Listing;
import io.crowdroll.sim.scenario.Entry.Parameter;
import io.crowdroll.sim.scenario.Entry.Section;
import java.util.stream.Collectors;

/** {@code docs/scenario-reference.md}, written from the catalogue. */
public final class ReferenceWriter {
  private final StringBuilder out = new StringBuilder();

  private ReferenceWriter() {}

  /** The whole file. */
  public static String write() {
    var writer = new ReferenceWriter();
    writer.out.append(HEAD);
    writer.table(Catalogue.ROOT, "", "## Top level", "What is run, and how.");
    writer.sections(Catalogue.ROOT, "");
    return writer.out.toString();
  }

  private static final String HEAD =
      """
      # Scenario reference

      Generated from the catalogue in `io.crowdroll.sim.scenario`, as are `crowdroll explain` and
      `scenarios/schema/scenario.schema.json`; a test fails when it is stale.

      A scenario is YAML 1.2 or JSON. Every key has a default but those marked *required*; `mode`
      picks the column where the presets differ. Sections (§) are of PROTOCOL.md.

      - **Quantities** carry their unit: `30 s`, `5 min`, `1.5 ETH`, `0.025 ZKPoW`, `40 gwei`,
        `25 %`, `2/s`, `120 blocks`. A share may also be a plain fraction; `0` needs no unit.
      - **`extends: [file, …]`** takes over other files, relative to this one, in order; this file
        comes on top. Mappings merge key by key. Lists of items with a `name` merge item by item;
        other lists are replaced. A default list holds only where no file gives the list. Giving
        another `law`, `kind` or `action` drops inherited keys that do not go with it. `name`,
        `question`, `description`, `expect` and `variants` are a file's own.
      - **`--set path=value`** lays one value on top: `--set protocol.bounty.source=mint`,
        `--set 'provers.cohorts[crowd].count=500'`.
      - **Scenario hash**: SHA-256 of the resolved text (`--print-resolved`) without `name`,
        `question`, `description`, `seed`, `replications`, `confidence` and `expect`, and of the
        traces it names: of what is simulated, not how often or how it is judged.
      - Keys that start with `x-` are yours: they are ignored.
      - Anchors and aliases of YAML are refused; use `extends`.

      """;

  private void sections(Section section, String prefix) {
    for (Entry entry : section.entries()) {
      String path = prefix + entry.name();
      switch (entry) {
        case Section inner -> {
          table(inner, path, heading(path), inner.meaning() + cases(entry));
          sections(inner, path + ".");
        }
        case Listing listing -> {
          table(listing.item(), path + "[]", heading(path + "[]"), meaning(listing));
          sections(listing.item(), path + "[].");
        }
        case Parameter _, Entry.Values _, Entry.Settings _ -> {}
      }
    }
  }

  private static String heading(String path) {
    return (path.contains(".") ? "### `" : "## `") + path + "`";
  }

  private static String meaning(Listing listing) {
    return listing.meaning()
        + cases(listing)
        + " A list of at most "
        + listing.most()
        + (listing.defaults().equals("[]") ? "." : "; default: `" + listing.defaults() + "`.");
  }

  private void table(Section section, String path, String heading, String meaning) {
    out.append(heading).append("\n\n").append(meaning).append("\n\n");
    boolean any = section.entries().stream().anyMatch(entry -> !(entry instanceof Section));
    if (!any) {
      return;
    }
    out.append("| key | value | default | allowed | meaning | § |\n|---|---|---|---|---|---|\n");
    for (Entry entry : section.entries()) {
      switch (entry) {
        case Parameter parameter -> row(parameter);
        case Entry.Values values ->
            row(
                values.name(),
                "a list",
                "empty",
                "at most " + values.most() + " entries: " + values.type().allowed(),
                values.meaning() + cases(entry),
                "");
        case Entry.Settings settings ->
            row(settings.name(), "a mapping", "empty", "paths and values", settings.meaning(), "");
        case Listing listing ->
            row(
                listing.name(),
                "a list",
                "see below",
                "at most " + listing.most() + " entries",
                listing.meaning(),
                "");
        case Section _ -> {}
      }
    }
    out.append('\n');
  }

  private void row(Parameter parameter) {
    row(
        parameter.name(),
        parameter.type().kind(),
        defaults(parameter),
        parameter.type().allowed(),
        parameter.meaning() + cases(parameter),
        parameter.section());
  }

  private static String defaults(Parameter parameter) {
    if (parameter.required()) {
      return "*required*";
    }
    return parameter.literal().equals(parameter.hardened())
        ? code(parameter.hardened())
        : code(parameter.hardened()) + "; literal " + code(parameter.literal());
  }

  private static String code(String value) {
    return value.isEmpty() ? "empty" : "`" + value + "`";
  }

  private static String cases(Entry entry) {
    return entry.cases().isEmpty()
        ? ""
        : entry.cases().stream()
            .sorted()
            .map(one -> "`" + one + "`")
            .collect(Collectors.joining(", ", " Goes with ", "."));
  }

  private void row(String key, String... cells) {
    out.append("| `").append(key).append("` |");
    for (String cell : cells) {
      out.append(' ').append(cell.replace("|", "\\|")).append(" |");
    }
    out.append('\n');
  }
}
