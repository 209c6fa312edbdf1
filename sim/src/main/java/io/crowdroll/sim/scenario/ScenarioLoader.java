package io.crowdroll.sim.scenario;

import io.crowdroll.sim.scenario.Node.Field;
import io.crowdroll.sim.scenario.Node.Mapping;
import io.crowdroll.sim.scenario.Node.Scalar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;

/**
 * Loads scenario files: YAML 1.2 or JSON, with {@code extends} and settings of the command line.
 */
public final class ScenarioLoader {
  /** Keys that variants of one report share. */
  private static final Set<String> SHARED =
      Set.of("name", "question", "description", "seed", "replications", "expect", "variants");

  /** Keys that say how a scenario is called, repeated and judged, not what is simulated. */
  private static final Set<String> NOT_HASHED =
      Set.of("name", "question", "description", "seed", "replications", "confidence", "expect");

  private final Path directory;
  private final String file;

  private ScenarioLoader(Path file) {
    Path parent = file.getParent();
    this.directory = parent == null ? Path.of("") : parent;
    this.file = file.toString();
  }

  /**
   * Loads, resolves and checks a scenario.
   *
   * @param settings laid over the file in order
   * @throws ScenarioException every problem found, each with its place
   */
  public static LoadedScenario load(Path file, List<Setting> settings) throws ScenarioException {
    return new ScenarioLoader(file).load(named(Layers.read(file), file), settings);
  }

  /** The tree with the file's own name where it gives none. */
  private static Mapping named(Mapping root, Path file) {
    if (!root.fields().containsKey("name")) {
      String stem = file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
      String name =
          stem.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
      if (!name.isEmpty() && name.length() <= 64) {
        var scalar = new Scalar(root.mark(), name, Node.Token.STRING);
        root.fields().put("name", new Field(root.mark(), scalar));
      }
    }
    return root;
  }

  private LoadedScenario load(Mapping root, List<Setting> settings) throws ScenarioException {
    Node merged = root;
    for (Setting setting : settings) {
      Mark mark = Mark.whole(setting.toString());
      merged =
          Overlay.apply(merged, setting.path(), SourceReader.value(mark, setting.value()), mark);
    }
    Resolved resolved = resolve(merged);
    List<Expectation> expectations = ScenarioReader.expectations(resolved);
    SequencedMap<String, Resolved> variants = variants((Mapping) merged, resolved);
    requireVariants(resolved, expectations, variants.keySet());
    String text = ResolvedYaml.write(resolved, variants, Set.of());
    List<Variant> compared = new ArrayList<>();
    for (var entry : variants.entrySet()) {
      compared.add(variant(entry.getKey(), entry.getValue(), expectations));
    }
    return new LoadedScenario(
        ScenarioReader.scenario(resolved, directory, expectations, compared),
        text,
        hash(ResolvedYaml.write(resolved, variants, NOT_HASHED), resolved, variants.values()));
  }

  private Variant variant(String name, Resolved resolved, List<Expectation> expectations)
      throws ScenarioException {
    List<Expectation> own =
        expectations.stream().filter(e -> e.variant().map(name::equals).orElse(true)).toList();
    return new Variant(name, ScenarioReader.scenario(resolved, directory, own, List.of()));
  }

  private Resolved resolve(Node root) throws ScenarioException {
    List<Problem> problems = new ArrayList<>();
    Resolved resolved =
        new Resolver(mode(root), problems).section(Catalogue.ROOT, root, "", Mark.whole(file));
    throwIfAny(problems);
    WorldConsistency.limits(resolved, problems);
    throwIfAny(problems);
    Automatic.decide(resolved);
    Consistency.check(resolved, problems);
    WorldConsistency.check(resolved, directory, problems);
    throwIfAny(problems);
    return resolved;
  }

  private static Scenario.Mode mode(Node root) {
    return root instanceof Mapping mapping
            && Merge.text(mapping, "mode").filter("literal"::equals).isPresent()
        ? Scenario.Mode.LITERAL
        : Scenario.Mode.HARDENED;
  }

  private void throwIfAny(List<Problem> problems) throws ScenarioException {
    if (!problems.isEmpty()) {
      problems.sort(
          Comparator.comparing((Problem one) -> !one.source().equals(file))
              .thenComparing(Problem::source)
              .thenComparingInt(Problem::line)
              .thenComparingInt(Problem::column));
      throw new ScenarioException(problems);
    }
  }

  private SequencedMap<String, Resolved> variants(Mapping root, Resolved resolved)
      throws ScenarioException {
    var variants = new LinkedHashMap<String, Resolved>();
    for (Resolved one : resolved.list("variants")) {
      var fields = new LinkedHashMap<>(root.fields());
      fields.keySet().removeAll(Set.of("variants", "expect"));
      Node tree = new Mapping(root.mark(), fields);
      for (var setting : one.settings("set").fields().entrySet()) {
        Mark mark = setting.getValue().key();
        if (SHARED.contains(setting.getKey().replaceFirst("[.\\[].*", ""))) {
          throw new ScenarioException(
              List.of(
                  mark.problem("variants share `" + setting.getKey() + "`; set it above them")));
        }
        tree = Overlay.apply(tree, setting.getKey(), setting.getValue().value(), mark);
      }
      variants.put(one.text("name"), resolve(tree));
    }
    return variants;
  }

  private void requireVariants(
      Resolved resolved, List<Expectation> expectations, Collection<String> names)
      throws ScenarioException {
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < expectations.size(); i++) {
      String wanted = expectations.get(i).variant().orElse(null);
      if (wanted != null && !names.contains(wanted)) {
        problems.add(
            resolved
                .values("expect")
                .get(i)
                .mark()
                .problem(
                    "expect["
                        + i
                        + "]: there is no variant `"
                        + wanted
                        + "`"
                        + Suggestion.text(wanted, names)));
      }
    }
    throwIfAny(problems);
  }

  private String hash(String simulated, Resolved resolved, Collection<Resolved> variants)
      throws ScenarioException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(simulated.getBytes(StandardCharsets.UTF_8));
      for (Path trace : traces(resolved, variants)) {
        digest.update(Files.readAllBytes(trace));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException unreadable) {
      throw new ScenarioException(
          List.of(Mark.whole(file).problem("cannot read a trace: " + unreadable.getMessage())));
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  private SequencedSet<Path> traces(Resolved resolved, Collection<Resolved> variants) {
    var traces = new LinkedHashSet<>(WorldConsistency.traces(resolved, directory));
    variants.forEach(one -> traces.addAll(WorldConsistency.traces(one, directory)));
    return traces;
  }
}
