package io.crowdroll.sim.scenario;

import io.crowdroll.sim.scenario.Entry.Listing;
import io.crowdroll.sim.scenario.Entry.Parameter;
import io.crowdroll.sim.scenario.Entry.Section;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code scenarios/schema/scenario.schema.json}, JSON Schema 2020-12, written from the catalogue.
 *
 * <p>It judges one file as it stands. Keys that an extended file may give are not required, and
 * rules between keys, bounds of quantities with units and names of other sections are the loader's.
 */
public final class SchemaWriter {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private SchemaWriter() {}

  /** The whole file. */
  public static String write() {
    ObjectNode schema = JSON.objectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "crowdroll scenario");
    schema.setAll(section(Catalogue.ROOT, false));
    ObjectNode properties = (ObjectNode) schema.get("properties");
    properties.putObject("$schema").put("type", "string");
    properties.set("extends", bases());
    schema.set("$defs", units());
    return JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build()
            .writeValueAsString(schema)
            .replace("\r\n", "\n")
        + "\n";
  }

  private static ObjectNode bases() {
    ObjectNode bases = JSON.objectNode();
    bases.put("description", "Files to take over, relative to this one; this file comes on top.");
    ArrayNode forms = bases.putArray("anyOf");
    forms.addObject().put("type", "string");
    forms.addObject().put("type", "array").putObject("items").put("type", "string");
    return bases;
  }

  /**
   * @param whole whether the mapping stands alone: no lower layer can fill in what is required
   */
  private static ObjectNode section(Section section, boolean whole) {
    ObjectNode schema = JSON.objectNode();
    schema.put("type", "object");
    if (!section.meaning().isEmpty()) {
      schema.put("description", section.meaning());
    }
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = JSON.arrayNode();
    for (Entry entry : section.entries()) {
      properties.set(entry.name(), entry(entry));
      if (required(entry) && entry.cases().isEmpty() && (whole || entry.name().equals("name"))) {
        required.add(entry.name());
      }
    }
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    section.tag().ifPresent(tag -> schema.set("allOf", cases(section, tag, whole)));
    schema.putObject("patternProperties").putObject("^x-");
    schema.put("additionalProperties", false);
    return schema;
  }

  private static boolean required(Entry entry) {
    return entry instanceof Parameter parameter && parameter.required();
  }

  /** For each value of the tag: which keys do not go with it, and which it needs. */
  private static ArrayNode cases(Section section, String tag, boolean whole) {
    ArrayNode cases = JSON.arrayNode();
    var choice = (Type.Choice) ((Parameter) section.find(tag).orElseThrow()).type();
    for (String word : choice.words()) {
      ObjectNode one = cases.addObject();
      ObjectNode condition = one.putObject("if");
      condition.putObject("properties").putObject(tag).put("const", word);
      condition.putArray("required").add(tag);
      ObjectNode then = one.putObject("then");
      ObjectNode properties = then.putObject("properties");
      ArrayNode required = JSON.arrayNode();
      for (Entry entry : section.entries()) {
        if (!entry.cases().isEmpty() && !entry.cases().contains(word)) {
          properties.put(entry.name(), false);
        } else if (whole && required(entry) && !entry.cases().isEmpty()) {
          required.add(entry.name());
        }
      }
      if (!required.isEmpty()) {
        then.set("required", required);
      }
    }
    return cases;
  }

  private static ObjectNode entry(Entry entry) {
    return switch (entry) {
      case Parameter parameter -> {
        ObjectNode schema = JSON.objectNode();
        schema.put("description", description(parameter));
        schema.setAll(type(parameter.type()));
        yield schema;
      }
      case Section section -> section(section, false);
      case Listing listing ->
          list(listing.meaning(), listing.most(), section(listing.item(), !listing.named()));
      case Entry.Values values -> list(values.meaning(), values.most(), type(values.type()));
      case Entry.Settings settings -> {
        ObjectNode schema = JSON.objectNode();
        schema.put("type", "object");
        schema.put("description", settings.meaning());
        yield schema;
      }
    };
  }

  private static String description(Parameter parameter) {
    String defaults =
        parameter.required()
            ? " Required."
            : parameter.literal().equals(parameter.hardened())
                ? " Default: " + parameter.hardened() + "."
                : " Default: " + parameter.hardened() + "; literal: " + parameter.literal() + ".";
    return parameter.meaning() + defaults + " Allowed: " + parameter.type().allowed() + ".";
  }

  private static ObjectNode list(String meaning, int most, ObjectNode items) {
    ObjectNode schema = JSON.objectNode();
    schema.put("type", "array");
    schema.put("description", meaning);
    schema.put("maxItems", most);
    schema.set("items", items);
    return schema;
  }

  private static ObjectNode type(Type type) {
    ObjectNode schema = JSON.objectNode();
    switch (type) {
      case Type.Flag _ -> schema.put("type", "boolean");
      case Type.Text _, Type.Expected _ ->
          schema.put("type", "string").put("pattern", anchored(type));
      case Type.Choice choice -> words(schema.putArray("enum"), choice.words());
      case Type.Quantity quantity -> quantity(schema, quantity);
    }
    return schema;
  }

  /** Choices that look like numbers are numbers when a file writes them without quotes. */
  private static void words(ArrayNode into, List<String> words) {
    for (String word : words) {
      into.add(word);
      if (word.matches("[0-9.]+")) {
        into.add(new BigDecimal(word));
      }
    }
  }

  private static void quantity(ObjectNode schema, Type.Quantity quantity) {
    String reference = "#/$defs/" + key(quantity.unit());
    if (quantity.words().isEmpty()) {
      schema.put("$ref", reference);
    } else {
      ArrayNode forms = schema.putArray("anyOf");
      forms.addObject().put("$ref", reference);
      words(forms.addObject().putArray("enum"), quantity.words());
    }
    if (quantity.unit().bare()) {
      schema.put("minimum", quantity.lowest());
      schema.put("maximum", quantity.highest());
    }
  }

  private static ObjectNode units() {
    ObjectNode definitions = JSON.objectNode();
    for (Unit unit : Unit.values()) {
      ObjectNode definition = definitions.putObject(key(unit));
      var any = new Type.Quantity(unit, "0", "0", List.of());
      ArrayNode forms = definition.putArray("anyOf");
      if (unit.bare()) {
        forms.addObject().put("type", unit.whole() ? "integer" : "number");
      } else {
        forms.addObject().put("const", 0);
      }
      forms.addObject().put("type", "string").put("pattern", anchored(any));
    }
    return definitions;
  }

  private static String anchored(Type type) {
    return "^(?:" + type.pattern() + ")$";
  }

  private static String key(Unit unit) {
    return unit.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
