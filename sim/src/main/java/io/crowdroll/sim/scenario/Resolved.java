package io.crowdroll.sim.scenario;

import io.crowdroll.protocol.chain.Fixed;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.sim.scenario.Entry.Section;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

/**
 * A section of a scenario with every key decided: the file's value or the default. The accessors
 * turn values into what records hold; a key that the catalogue does not have is a programmer's
 * error.
 */
final class Resolved {
  private static final BigDecimal DAY_SECONDS = BigDecimal.valueOf(86_400);

  private final Section section;
  private final String path;
  private final Mark mark;
  private final SequencedMap<String, Leaf> leaves = new LinkedHashMap<>();
  private final SequencedMap<String, Resolved> sections = new LinkedHashMap<>();
  private final SequencedMap<String, List<Resolved>> lists = new LinkedHashMap<>();
  private final SequencedMap<String, List<Leaf>> values = new LinkedHashMap<>();
  private final SequencedMap<String, Node.Mapping> settings = new LinkedHashMap<>();

  /**
   * A decided value.
   *
   * @param mark where it was written; a default has the place of its section
   * @param isDefault whether no file wrote it
   */
  record Leaf(Type type, Type.Parsed parsed, Mark mark, boolean isDefault) {}

  Resolved(Section section, String path, Mark mark) {
    this.section = section;
    this.path = path;
    this.mark = mark;
  }

  Section schema() {
    return section;
  }

  /** Path of the section, for messages; empty at the root. */
  String path(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  Mark mark() {
    return mark;
  }

  void put(String key, Leaf leaf) {
    leaves.put(key, leaf);
  }

  void put(String key, Resolved inner) {
    sections.put(key, inner);
  }

  void put(String key, List<Resolved> items) {
    lists.put(key, List.copyOf(items));
  }

  void putValues(String key, List<Leaf> items) {
    values.put(key, List.copyOf(items));
  }

  void put(String key, Node.Mapping free) {
    settings.put(key, free);
  }

  /** Replaces {@code auto} by what it stands for, in the file's own spelling. */
  void decide(String key, String text) {
    Leaf leaf = leaf(key);
    put(key, new Leaf(leaf.type(), leaf.type().parseDefault(text), leaf.mark(), leaf.isDefault()));
  }

  boolean has(String key) {
    return leaves.containsKey(key);
  }

  boolean hasSection(String key) {
    return sections.containsKey(key);
  }

  boolean hasList(String key) {
    return lists.containsKey(key);
  }

  Leaf leaf(String key) {
    Leaf leaf = leaves.get(key);
    if (leaf == null) {
      throw new IllegalArgumentException("no value " + path(key));
    }
    return leaf;
  }

  /** Where a key was written, or else its section. */
  Mark mark(String key) {
    return leaf(key).mark();
  }

  Resolved section(String key) {
    Resolved inner = sections.get(key);
    if (inner == null) {
      throw new IllegalArgumentException("no section " + path(key));
    }
    return inner;
  }

  List<Resolved> list(String key) {
    List<Resolved> items = lists.get(key);
    if (items == null) {
      throw new IllegalArgumentException("no list " + path(key));
    }
    return items;
  }

  boolean hasValues(String key) {
    return values.containsKey(key);
  }

  List<Leaf> values(String key) {
    return values.getOrDefault(key, List.of());
  }

  Node.Mapping settings(String key) {
    return settings.get(key);
  }

  String text(String key) {
    return leaf(key).parsed().text();
  }

  boolean flag(String key) {
    return text(key).equals("true");
  }

  /** Whether the value is this word rather than a number. */
  boolean is(String key, String word) {
    return text(key).equals(word);
  }

  /** The constant whose name, in lower case with hyphens, is the value. */
  <E extends Enum<E>> E choice(String key, Class<E> type) {
    return Enum.valueOf(type, text(key).replace('-', '_').toUpperCase(Locale.ROOT));
  }

  /** In base units of the parameter's {@link Unit}. */
  BigDecimal number(String key) {
    BigDecimal number = leaf(key).parsed().number();
    if (number == null) {
      throw new IllegalArgumentException(path(key) + " is the word " + text(key));
    }
    return number;
  }

  int count(String key) {
    return number(key).intValueExact();
  }

  long whole(String key) {
    return number(key).longValueExact();
  }

  double real(String key) {
    return number(key).doubleValue();
  }

  /** A rate in events a second; rates are kept a day, in which `1/day` is exact. */
  double perSecond(String key) {
    return number(key).doubleValue() / DAY_SECONDS.doubleValue();
  }

  Wei wei(String key) {
    return Wei.of(number(key).toBigIntegerExact());
  }

  /** Scaled by 10^18, further decimals cut. */
  long fixed(String key) {
    return number(key)
        .multiply(BigDecimal.valueOf(Fixed.ONE))
        .setScale(0, RoundingMode.DOWN)
        .longValueExact();
  }
}
