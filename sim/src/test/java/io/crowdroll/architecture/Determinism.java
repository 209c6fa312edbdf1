package io.crowdroll.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What would let one scenario with one seed give two results on two machines. */
final class Determinism {
  /** StrictMath gives the same bits everywhere; Math may differ in the last one. */
  private static final Set<String> INEXACT =
      Set.of(
          "acos", "asin", "atan", "atan2", "cbrt", "cos", "cosh", "exp", "expm1", "hypot", "log",
          "log10", "log1p", "pow", "sin", "sinh", "tan", "tanh");

  private Determinism() {}

  /**
   * The rules for everything below a package.
   *
   * @param base {@code io.crowdroll}, or where the planted violations stand
   */
  static List<ArchRule> rules(String base) {
    return List.of(
        noClasses()
            .that(resideInAnyPackage(base + ".."))
            .should()
            .accessTargetWhere(
                describe("the last bit depends on the machine", Determinism::isInexact))
            .as("transcendental functions are those of StrictMath"),
        noClasses()
            .that(resideInAnyPackage(base + ".."))
            .should()
            .accessTargetWhere(describe("the text depends on the locale", Determinism::usesLocale))
            .as("text is made in a locale that is named"),
        noClasses()
            .that(
                resideInAnyPackage(
                    base + ".sim.kernel..", base + ".sim.model..", base + ".sim.agents.."))
            .should()
            .accessTargetWhere(describe("the real time is read", Determinism::readsTheClock))
            .as("the simulated world has its own time"),
        noClasses()
            // secrets come from true chance: keys, proofs, challenges of links, the weights of a
            // batch check, the blinding of a proof, and nothing that a run could see
            .that(
                resideInAPackage(base + "..")
                    .and(resideOutsideOfPackages(base + ".prover..", base + ".sim.testnet.p2p.."))
                    .and(
                        not(
                            simpleName("Groth16System")
                                .or(simpleName("Groth16Proofs"))
                                .or(simpleName("Exits")))))
            .should()
            .accessTargetWhere(describe("chance is not a keyed stream", Determinism::drawsUnkeyed))
            .as("all chance but that of secrets comes from keyed streams"));
  }

  private static boolean isInexact(JavaAccess<?> access) {
    return access.getTargetOwner().isEquivalentTo(Math.class) && INEXACT.contains(access.getName());
  }

  private static boolean usesLocale(JavaAccess<?> access) {
    boolean formats =
        switch (access.getTargetOwner().getName()) {
          case "java.lang.String" ->
              Set.of("format", "formatted", "toLowerCase", "toUpperCase")
                  .contains(access.getName());
          case "java.io.PrintStream", "java.io.PrintWriter" ->
              Set.of("printf", "format").contains(access.getName());
          default -> false;
        };
    return formats && !takesLocale(access);
  }

  private static boolean takesLocale(JavaAccess<?> access) {
    return access.getTarget() instanceof CodeUnitAccessTarget unit
        && unit.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Locale.class));
  }

  private static boolean readsTheClock(JavaAccess<?> access) {
    JavaClass owner = access.getTargetOwner();
    return owner.isEquivalentTo(System.class)
            && Set.of("currentTimeMillis", "nanoTime").contains(access.getName())
        || owner.getPackageName().equals("java.time") && access.getName().equals("now");
  }

  private static boolean drawsUnkeyed(JavaAccess<?> access) {
    return switch (access.getTargetOwner().getName()) {
      case "java.util.Random",
          "java.util.SplittableRandom",
          "java.util.concurrent.ThreadLocalRandom",
          "java.security.SecureRandom" ->
          true;
      case "java.lang.Math", "java.lang.StrictMath" -> access.getName().equals("random");
      case "java.util.UUID" -> access.getName().equals("randomUUID");
      case "java.util.Collections" -> access.getName().equals("shuffle");
      default -> false;
    };
  }
}
