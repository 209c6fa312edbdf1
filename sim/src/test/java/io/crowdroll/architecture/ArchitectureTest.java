package io.crowdroll.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Holds the code to the rules of the house, and the rules to a few classes that break them. */
class ArchitectureTest {
  private static final String PLANTED = "io.crowdroll.architecture.planted";

  /** A class of those, without the member that may follow it. */
  private static final Pattern NAME =
      Pattern.compile(Pattern.quote(PLANTED) + "(\\.[a-z]+)*\\.[A-Z][\\w$]*");

  private static final List<ArchRule> RULES = rules("io.crowdroll");

  private static final List<ArchRule> RULES_WHERE_VIOLATIONS_ARE_PLANTED = rules(PLANTED);

  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.crowdroll");

  private static final JavaClasses VIOLATIONS = new ClassFileImporter().importPackages(PLANTED);

  @ParameterizedTest(name = "{0}")
  @FieldSource("RULES")
  void codeKeeps(ArchRule rule) {
    rule.check(CODE);
  }

  @ParameterizedTest(name = "{0}")
  @FieldSource("RULES_WHERE_VIOLATIONS_ARE_PLANTED")
  void violationIsFoundThat(ArchRule rule) {
    assertThat(rule.evaluate(VIOLATIONS).hasViolation()).isTrue();
  }

  @Test
  void everyPlantedViolationIsFoundAndNoInnocentClassIsBlamed() {
    Set<String> blamed =
        RULES_WHERE_VIOLATIONS_ARE_PLANTED.stream()
            .flatMap(rule -> rule.evaluate(VIOLATIONS).getFailureReport().getDetails().stream())
            .flatMap(String::lines)
            .map(ArchitectureTest::origin)
            .collect(Collectors.toSet());

    for (JavaClass planted : VIOLATIONS) {
      boolean innocent = planted.isInterface() || planted.getSimpleName().startsWith("Innocent");
      assertThat(blamed.contains(planted.getName())).as(planted.getName()).isEqualTo(!innocent);
    }
  }

  /** The class that a line of a report blames: the first that it names. */
  private static String origin(String line) {
    Matcher matcher = NAME.matcher(line);
    return matcher.find() ? matcher.group() : "";
  }

  private static List<ArchRule> rules(String base) {
    return Stream.of(Rooms.rules(base), Purity.rules(base), Determinism.rules(base))
        .flatMap(List::stream)
        .toList();
  }
}
