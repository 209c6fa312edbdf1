package io.crowdroll.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;

/**
 * What the protocol must not touch, so that every node computes the same from the same events: no
 * input or output, clock, thread, chance, floating point or order of a hash table.
 */
final class Purity {
  /** Whole packages of values and algorithms; everything else outside our own is refused. */
  private static final DescribedPredicate<JavaClass> VALUES =
      resideInAnyPackage(
          "java.lang",
          "java.lang.annotation",
          "java.lang.invoke",
          "java.lang.runtime",
          "java.math",
          "java.util",
          "java.util.function",
          "java.util.stream",
          "it.unimi.dsi.fastutil..",
          "org.bouncycastle.asn1.x9",
          "org.bouncycastle.crypto..",
          "org.bouncycastle.math.ec..",
          "supranational.blst");

  /** Single classes of packages that are refused otherwise. */
  private static final Set<String> PIECES =
      Set.of(
          "java.lang.reflect.Constructor",
          "java.lang.reflect.InvocationTargetException",
          "java.lang.reflect.Method",
          "java.lang.reflect.ParameterizedType",
          "java.lang.reflect.RecordComponent",
          "java.lang.reflect.Type",
          "java.nio.ByteOrder",
          "java.nio.charset.Charset",
          "java.nio.charset.StandardCharsets",
          "java.security.MessageDigest",
          "java.security.NoSuchAlgorithmException");

  private static final Set<String> WORLD =
      Set.of(
          "java.lang.InheritableThreadLocal",
          "java.lang.Process",
          "java.lang.ProcessBuilder",
          "java.lang.Runtime",
          "java.lang.Thread",
          "java.lang.ThreadLocal",
          "java.util.Date",
          "java.util.Random",
          "java.util.SplittableRandom",
          "java.util.Scanner",
          "java.util.Timer",
          "java.util.UUID");

  /** Their order of iteration depends on history, on identity, or on a salt of the JVM. */
  private static final Set<String> UNORDERED =
      Set.of(
          "java.util.HashMap",
          "java.util.HashSet",
          "java.util.Hashtable",
          "java.util.IdentityHashMap",
          "java.util.WeakHashMap");

  private static final Set<String> ITERATION =
      Set.of(
          "entrySet",
          "forEach",
          "hashCode",
          "iterator",
          "keySet",
          "stream",
          "toArray",
          "toString",
          "values");

  private Purity() {}

  /**
   * The rules for the protocol below a package.
   *
   * @param base {@code io.crowdroll}, or where the planted violations stand
   */
  static List<ArchRule> rules(String base) {
    DescribedPredicate<JavaClass> protocol = resideInAPackage(base + ".protocol..");
    return List.of(
        classes()
            .that(protocol)
            .should()
            .onlyDependOnClassesThat(
                resideInAPackage("io.crowdroll..")
                    .or(VALUES.and(named(WORLD).negate()))
                    .or(
                        describe(
                            "are primitive", type -> type.getBaseComponentType().isPrimitive()))
                    .or(named(PIECES)))
            .as("the protocol touches nothing of the outside world"),
        noClasses()
            .that(protocol)
            .should()
            .accessTargetWhere(describe("the outside world is asked", Purity::asksTheWorld))
            .as("the protocol asks no clock and no chance"),
        noClasses()
            .that(protocol)
            .should()
            .dependOnClassesThat(named(UNORDERED))
            .as("the protocol has no table whose order is an accident"),
        noClasses()
            .that(protocol)
            .should()
            .accessTargetWhere(describe("a hash order is seen", Purity::seesHashOrder))
            .as("the protocol never walks a table in hash order"),
        noClasses()
            .that(protocol)
            .should()
            .accessTargetWhere(
                describe(
                    "a stream becomes parallel",
                    access -> Set.of("parallelStream", "parallel").contains(access.getName())))
            .as("the protocol runs in one thread"),
        classes()
            .that(protocol)
            .should(FloatingPoint.notBeUsed())
            .as("the protocol computes in integers"));
  }

  private static boolean asksTheWorld(JavaAccess<?> access) {
    return switch (access.getTargetOwner().getName()) {
      case "java.lang.System" -> !access.getName().equals("arraycopy");
      case "java.lang.Math", "java.lang.StrictMath" -> access.getName().equals("random");
      default -> false;
    };
  }

  private static boolean seesHashOrder(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getName();
    String name = access.getName();
    if (owner.equals("java.util.Map") || owner.equals("java.util.Set")) {
      return Set.of("of", "copyOf", "ofEntries").contains(name);
    }
    if (owner.equals("java.util.stream.Collectors")) {
      return Set.of("toMap", "toSet", "groupingBy", "toUnmodifiableMap", "toUnmodifiableSet")
          .contains(name);
    }
    boolean hashed =
        owner.startsWith("it.unimi.dsi.fastutil.")
            && !owner.matches(".*(Linked|Sorted|Tree|Array).*")
            && owner.matches(".*(Map|Set)");
    return hashed && (ITERATION.contains(name) || name.endsWith("EntrySet"));
  }

  private static DescribedPredicate<JavaClass> named(Set<String> names) {
    return describe(
        "are one of " + names, type -> names.contains(type.getBaseComponentType().getName()));
  }
}
