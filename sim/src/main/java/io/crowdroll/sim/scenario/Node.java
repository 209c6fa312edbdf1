package io.crowdroll.sim.scenario;

import java.util.List;
import java.util.SequencedMap;

/** A scenario file as a tree in which every node knows its place. */
sealed interface Node {

  Mark mark();

  /** What it is, for messages. */
  default String kind() {
    return switch (this) {
      case Scalar scalar when scalar.isNothing() -> "nothing";
      case Scalar scalar -> "`" + scalar.text() + "`";
      case Mapping _ -> "a mapping";
      case Sequence _ -> "a list";
    };
  }

  /** How YAML reads a scalar. */
  enum Token {
    STRING,
    NUMBER,
    BOOLEAN,
    NULL
  }

  record Scalar(Mark mark, String text, Token token) implements Node {
    /** Whether the key stands alone; the YAML library reads that as an empty text. */
    boolean isNothing() {
      return token == Token.NULL || text.isEmpty();
    }
  }

  record Mapping(Mark mark, SequencedMap<String, Field> fields) implements Node {}

  record Sequence(Mark mark, List<Node> items) implements Node {}

  /** A value and the place of its key. */
  record Field(Mark key, Node value) {}
}
