package io.crowdroll.sim.scenario;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A parameter in the making: the catalogue's sentences read name, type, defaults, meaning. */
final class Draft {
  private final String name;
  private final Type type;
  private String literal;
  private String hardened;
  private String section = "";

  private Draft(String name, Type type) {
    this.name = name;
    this.type = type;
  }

  static Draft text(String name, Type.Text type) {
    return new Draft(name, type);
  }

  static Draft flag(String name) {
    return new Draft(name, new Type.Flag());
  }

  static Draft choice(String name, String... words) {
    return new Draft(name, new Type.Choice(List.of(words)));
  }

  static Draft quantity(String name, Unit unit, String least, String most, String... words) {
    return new Draft(name, new Type.Quantity(unit, least, most, List.of(words)));
  }

  /** A share from 0 % to 100 %. */
  static Draft share(String name) {
    return quantity(name, Unit.SHARE, "0 %", "100 %");
  }

  /** The same default in both presets; without a default the value must be given. */
  Draft both(String value) {
    return presets(value, value);
  }

  /** Defaults of the literal and of the hardened preset. */
  Draft presets(String ofLiteral, String ofHardened) {
    literal = ofLiteral;
    hardened = ofHardened;
    return this;
  }

  /** Section of PROTOCOL.md that the parameter belongs to. */
  Draft in(String protocolSection) {
    section = protocolSection;
    return this;
  }

  Entry.Parameter means(String meaning) {
    return new Entry.Parameter(name, type, literal, hardened, meaning, section, Set.of());
  }

  static Entry.Section section(String name, String meaning, Entry... entries) {
    return new Entry.Section(name, meaning, Optional.empty(), List.of(entries), Set.of());
  }

  /** A section whose first choice decides which other entries are allowed. */
  static Entry.Section tagged(String name, String meaning, Entry... entries) {
    String tag =
        Stream.of(entries)
            .filter(entry -> entry instanceof Entry.Parameter p && p.type() instanceof Type.Choice)
            .findFirst()
            .orElseThrow()
            .name();
    return new Entry.Section(name, meaning, Optional.of(tag), List.of(entries), Set.of());
  }

  static Entry.Listing listing(
      String name, String meaning, int most, String defaults, Entry.Section item) {
    return new Entry.Listing(name, meaning, item, most, defaults, Set.of());
  }

  static Entry.Values values(String name, Type type, int most, String meaning) {
    return new Entry.Values(name, type, most, meaning, Set.of());
  }
}
