package io.crowdroll.sim.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.dataformat.yaml.YAMLFactory;

/**
 * YAML 1.2 (and so JSON) into located {@link Node}s, token by token, because a tree built by the
 * library has lost lines, columns and duplicate keys.
 *
 * <p>Anchors and aliases are refused: {@code extends} does what they are wanted for, and a bomb of
 * nested aliases needs no further defence.
 */
final class SourceReader {
  /** Bytes of one file. */
  static final int LARGEST = 1 << 20;

  private static final int DEEPEST = 32;

  private static final YAMLFactory YAML =
      YAMLFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(4 * DEEPEST).build())
          .build();

  private final Mark whole;
  private final boolean located;

  private SourceReader(Mark whole, boolean located) {
    this.whole = whole;
    this.located = located;
  }

  /** Reads a file's text. */
  static Node file(String source, String text) throws ScenarioException {
    return new SourceReader(Mark.whole(source), true).document(text);
  }

  /** Reads a value that stands in no file of its own; all its places are {@code mark}. */
  static Node value(Mark mark, String text) throws ScenarioException {
    return new SourceReader(mark, false).document(text);
  }

  private Node document(String text) throws ScenarioException {
    if (text.length() > LARGEST) {
      throw refused(whole, "is longer than " + LARGEST + " characters");
    }
    try (JsonParser parser = YAML.createParser(ObjectReadContext.empty(), text)) {
      if (parser.nextToken() == null) {
        throw refused(whole, located ? "the file is empty" : "has no value");
      }
      Node node = node(parser, 0);
      if (parser.nextToken() != null) {
        throw refused(mark(parser), "a scenario is one YAML document; a second one starts here");
      }
      return node;
    } catch (JacksonException malformed) {
      var at = malformed.getLocation();
      Mark mark =
          located && at != null && at.getLineNr() > 0
              ? new Mark(whole.source(), at.getLineNr(), Math.max(1, at.getColumnNr()))
              : whole;
      throw refused(mark, "is not YAML: " + reason(malformed));
    }
  }

  private Node node(JsonParser parser, int depth) throws ScenarioException {
    Mark mark = mark(parser);
    if (depth > DEEPEST) {
      throw refused(mark, "nested deeper than " + DEEPEST + " levels");
    }
    if (parser.getObjectId() != null) {
      throw refused(mark, "anchors and aliases are not supported; use `extends` to share settings");
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> mapping(parser, mark, depth);
      case START_ARRAY -> sequence(parser, mark, depth);
      case VALUE_NULL -> new Node.Scalar(mark, "", Node.Token.NULL);
      case VALUE_TRUE, VALUE_FALSE -> scalar(parser, mark, Node.Token.BOOLEAN);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> scalar(parser, mark, Node.Token.NUMBER);
      case VALUE_STRING -> scalar(parser, mark, Node.Token.STRING);
      default -> throw refused(mark, "binary values and YAML tags are not supported");
    };
  }

  private static Node scalar(JsonParser parser, Mark mark, Node.Token token) {
    return new Node.Scalar(mark, parser.getString(), token);
  }

  private Node mapping(JsonParser parser, Mark mark, int depth) throws ScenarioException {
    var fields = new LinkedHashMap<String, Node.Field>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      Mark keyMark = mark(parser);
      String key = parser.currentName();
      Node.Field earlier = fields.get(key);
      if (earlier != null) {
        throw refused(
            keyMark, "`" + key + "` is given twice; first in line " + earlier.key().line());
      }
      parser.nextToken();
      fields.put(key, new Node.Field(keyMark, node(parser, depth + 1)));
    }
    return new Node.Mapping(mark, fields);
  }

  private Node sequence(JsonParser parser, Mark mark, int depth) throws ScenarioException {
    List<Node> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node(parser, depth + 1));
    }
    return new Node.Sequence(mark, items);
  }

  private Mark mark(JsonParser parser) {
    var at = parser.currentTokenLocation();
    return located ? new Mark(whole.source(), at.getLineNr(), at.getColumnNr()) : whole;
  }

  private static String reason(JacksonException malformed) {
    // The library's text has the place and an excerpt indented between what it says of it.
    String said =
        malformed
            .getOriginalMessage()
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith(" "))
            .limit(2)
            .collect(Collectors.joining(": "));
    return said.isEmpty() ? "cannot be parsed" : said;
  }

  private static ScenarioException refused(Mark mark, String message) {
    return new ScenarioException(List.of(mark.problem(message)));
  }
}
