package io.crowdroll.prover.snarkjs;

import io.crowdroll.prover.field.PrimeField;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * A value of a JSON file of snarkjs with the place it was read from. Only what those files are made
 * of is taken: objects, lists, strings and whole numbers, a few levels deep, each key once.
 * Jackson's tokens are read without its data binding, which would double the start-up time of a
 * small command.
 *
 * @param offset byte in the file
 * @param value a {@code Map<String, Json>}, a {@code List<Json>}, a {@code String} or a {@code
 *     Long}
 */
record Json(String file, long offset, Object value) {
  /** Far above any verification key; such a file is read whole. */
  private static final long MAX_BYTES = 1 << 26;

  private static final int MAX_DEPTH = 8;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(20)
                  .maxStringLength(1_000)
                  .maxNameLength(100)
                  .build())
          .build();

  /** Reads a file. */
  static Json read(Path file) throws IOException {
    long size = Files.size(file);
    if (size > MAX_BYTES) {
      throw new FileFormatException(
          file.toString(),
          FileFormatException.NO_SECTION,
          MAX_BYTES,
          "a JSON file of " + size + " bytes",
          "at most " + MAX_BYTES);
    }
    return parse(file.toString(), Files.readAllBytes(file));
  }

  /** Parses the bytes of a file. */
  static Json parse(String file, byte[] bytes) throws FileFormatException {
    long[] where = {0};
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), bytes)) {
      parser.nextToken();
      Json value = value(file, parser, where);
      if (parser.nextToken() != null) {
        where[0] = parser.currentTokenLocation().getByteOffset();
        throw wrong(file, where[0], "more after the value", "the end of the file");
      }
      return value;
    } catch (JacksonException e) {
      long offset = e.getLocation() == null ? where[0] : e.getLocation().getByteOffset();
      throw wrong(file, Math.max(offset, where[0]), firstLine(e.getOriginalMessage()), "JSON");
    }
  }

  private static String firstLine(String message) {
    return message == null ? "a syntax error" : message.lines().findFirst().orElse("");
  }

  private static Json value(String file, JsonParser parser, long[] where)
      throws FileFormatException {
    JsonToken token = parser.currentToken();
    long offset = token == null ? where[0] : parser.currentTokenLocation().getByteOffset();
    where[0] = offset;
    switch (token) {
      case VALUE_STRING -> {
        return new Json(file, offset, parser.getString());
      }
      case VALUE_NUMBER_INT -> {
        return new Json(file, offset, parser.getLongValue());
      }
      case START_ARRAY -> {
        List<Json> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          list.add(value(file, parser, where));
        }
        return new Json(file, offset, list);
      }
      case START_OBJECT -> {
        Map<String, Json> map = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          map.put(name, value(file, parser, where));
        }
        return new Json(file, offset, map);
      }
      case null -> throw wrong(file, offset, "the end of the file", "a value");
      default ->
          throw wrong(
              file, offset, token.toString(), "a string, a whole number, a list, an object");
    }
  }

  /** The member of an object. */
  Json get(String key) throws FileFormatException {
    if (value instanceof Map<?, ?> map) {
      if (map.get(key) instanceof Json member) {
        return member;
      }
      throw wrong("an object without \"" + key + "\"", "\"" + key + "\"");
    }
    throw wrong(describe(), "an object with \"" + key + "\"");
  }

  /** The elements of a list. */
  List<Json> list() throws FileFormatException {
    if (value instanceof List<?> list) {
      return list.stream().map(Json.class::cast).toList();
    }
    throw wrong(describe(), "a list");
  }

  /** The elements of a list of so many. */
  List<Json> list(int size) throws FileFormatException {
    List<Json> list = list();
    if (list.size() != size) {
      throw wrong("a list of " + list.size(), "one of " + size);
    }
    return list;
  }

  /** Checks that this is the given text. */
  void mustBe(String text) throws FileFormatException {
    if (!text.equals(value)) {
      throw wrong(describe(), "\"" + text + "\"");
    }
  }

  /** A whole number in [min, max]. */
  int number(int min, int max) throws FileFormatException {
    if (value instanceof Long number && number >= min && number <= max) {
      return number.intValue();
    }
    throw wrong(describe(), "a whole number from " + min + " to " + max);
  }

  /** The number that a string of decimal digits stands for, below the prime of a field. */
  BigInteger element(PrimeField field) throws FileFormatException {
    if (!(value instanceof String text) || !isDecimal(text)) {
      throw wrong(describe(), "a string of decimal digits without leading zeros");
    }
    BigInteger number = new BigInteger(text);
    if (number.compareTo(field.modulus()) >= 0) {
      throw wrong(describe(), "a number below the prime of " + field.name());
    }
    return number;
  }

  private static boolean isDecimal(String text) {
    return !text.isEmpty()
        && text.length() <= 78
        && text.chars().allMatch(c -> c >= '0' && c <= '9')
        && (text.length() == 1 || text.charAt(0) != '0');
  }

  private String describe() {
    return switch (value) {
      case String text -> '"' + (text.length() > 90 ? text.substring(0, 90) + "..." : text) + '"';
      case List<?> list -> "a list of " + list.size();
      case Map<?, ?> map -> "an object of " + map.size();
      default -> value.toString();
    };
  }

  FileFormatException wrong(String found, String expected) {
    return wrong(file, offset, found, expected);
  }

  private static FileFormatException wrong(
      String file, long offset, String found, String expected) {
    return new FileFormatException(
        file, FileFormatException.NO_SECTION, Math.max(0, offset), found, expected);
  }
}
