package io.crowdroll.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Which room may know which: imports go one way only, and never in a circle. */
final class Rooms {
  /** Each room with the rooms that it may use. A new room is entered here with its first class. */
  private static final SortedMap<String, List<String>> USES =
      new TreeMap<>(
          Map.of(
              "prover", List.of(),
              "protocol", List.of("prover"),
              "contracts", List.of("prover", "protocol"),
              "reports", List.of(),
              "sim", List.of("prover", "protocol", "contracts", "reports")));

  private Rooms() {}

  /**
   * The rules for the rooms below a package.
   *
   * @param base {@code io.crowdroll}, or where the planted violations stand
   */
  static List<ArchRule> rules(String base) {
    Stream<ArchRule> imports =
        USES.entrySet().stream().map(room -> usesOnly(base, room.getKey(), room.getValue()));
    return Stream.concat(
            imports, Stream.of(noOtherRoom(base), kernelAlone(base), noCycles(base), noState(base)))
        .toList();
  }

  private static ArchRule usesOnly(String base, String room, List<String> used) {
    String[] known =
        Stream.concat(Stream.of(room), used.stream())
            .map(name -> base + "." + name + "..")
            .toArray(String[]::new);
    return classes()
        .that(resideInAPackage(base + "." + room + ".."))
        .should()
        .onlyDependOnClassesThat(
            resideOutsideOfPackage("io.crowdroll..").or(resideInAnyPackage(known)))
        .as(room + " uses only " + (used.isEmpty() ? "itself" : String.join(", ", used)));
  }

  private static ArchRule noOtherRoom(String base) {
    return classes()
        .that(resideInAPackage(base + ".."))
        .should()
        .resideInAnyPackage(
            USES.keySet().stream().map(room -> base + "." + room + "..").toArray(String[]::new))
        .as("every class lives in a room");
  }

  private static ArchRule kernelAlone(String base) {
    return classes()
        .that(resideInAPackage(base + ".sim.kernel.."))
        .should()
        .onlyDependOnClassesThat(
            resideOutsideOfPackage("io.crowdroll..").or(resideInAPackage(base + ".sim.kernel..")))
        .as("the kernel knows nothing that it drives")
        .allowEmptyShould(true);
  }

  private static ArchRule noCycles(String base) {
    return slices()
        .assignedFrom(
            new SliceAssignment() {
              @Override
              public SliceIdentifier getIdentifierOf(JavaClass type) {
                return type.getPackageName().startsWith(base + ".")
                    ? SliceIdentifier.of(type.getPackageName())
                    : SliceIdentifier.ignore();
              }

              @Override
              public String getDescription() {
                return "packages";
              }
            })
        .should()
        .beFreeOfCycles()
        .as("packages depend on each other in one direction");
  }

  private static ArchRule noState(String base) {
    return fields()
        .that()
        .areStatic()
        .and()
        .areDeclaredInClassesThat(resideInAPackage(base + ".."))
        .should()
        .beFinal()
        .as("nothing static changes");
  }
}
