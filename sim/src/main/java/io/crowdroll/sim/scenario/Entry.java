package io.crowdroll.sim.scenario;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A node of the catalogue: what may stand under one key of a scenario file. The catalogue is the
 * single source of defaults, messages, {@code explain}, the JSON Schema and the reference.
 */
sealed interface Entry {

  String name();

  /** What it means, whole sentences. */
  String meaning();

  /** Values of the enclosing section's tag under which the key is allowed; empty = always. */
  Set<String> cases();

  /** The same entry, allowed only under these values of the enclosing section's tag. */
  Entry when(String... cases);

  /**
   * A value.
   *
   * @param literal default in {@code mode: literal}; null = must be given
   * @param hardened default in {@code mode: hardened}; null = must be given
   * @param section of PROTOCOL.md; empty = not of the protocol
   */
  record Parameter(
      String name,
      Type type,
      String literal,
      String hardened,
      String meaning,
      String section,
      Set<String> cases)
      implements Entry {

    public Parameter {
      if (literal != null) {
        type.parseDefault(literal);
        type.parseDefault(hardened);
      }
    }

    boolean required() {
      return literal == null;
    }

    @Override
    public Parameter when(String... only) {
      return new Parameter(name, type, literal, hardened, meaning, section, Set.of(only));
    }
  }

  /**
   * A mapping with fixed keys. Where it has a {@code tag}, that child's value decides which other
   * keys are allowed; giving another value of the tag drops what a lower layer said beside it.
   *
   * @param tag name of the deciding child, a {@link Type.Choice}; empty = none
   */
  record Section(
      String name, String meaning, Optional<String> tag, List<Entry> entries, Set<String> cases)
      implements Entry {

    Optional<Entry> find(String key) {
      return entries.stream().filter(entry -> entry.name().equals(key)).findFirst();
    }

    List<String> keys() {
      return entries.stream().map(Entry::name).toList();
    }

    @Override
    public Section when(String... only) {
      return new Section(name, meaning, tag, entries, Set.of(only));
    }
  }

  /**
   * A list of mappings that are alike.
   *
   * @param item of each; items with a {@code name} are merged by it
   * @param most items allowed
   * @param defaults the list where no file gives one, as YAML
   */
  record Listing(
      String name, String meaning, Section item, int most, String defaults, Set<String> cases)
      implements Entry {

    /** Whether items have names to merge by. */
    boolean named() {
      return item.find("name").isPresent();
    }

    @Override
    public Listing when(String... only) {
      return new Listing(name, meaning, item, most, defaults, Set.of(only));
    }
  }

  /** A list of values of one type. */
  record Values(String name, Type type, int most, String meaning, Set<String> cases)
      implements Entry {
    @Override
    public Values when(String... only) {
      return new Values(name, type, most, meaning, Set.of(only));
    }
  }

  /** Settings by dotted path, each as {@code --set} would make it. */
  record Settings(String name, String meaning, Set<String> cases) implements Entry {
    @Override
    public Settings when(String... only) {
      return new Settings(name, meaning, Set.of(only));
    }
  }
}
