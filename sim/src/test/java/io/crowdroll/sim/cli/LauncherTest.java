package io.crowdroll.sim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher in a repository of a few empty files, with a JDK and a Maven that only take notes.
 */
class LauncherTest {
  private static final String MAVEN =
      """
      #!/bin/sh
      echo build >>"$NOTES"
      sleep 0.1
      while [ $# -gt 0 ]; do
        case $1 in
          -f) root=${2%/pom.xml} ;;
          -DoutputDirectory=*) jars=${1#*=} ;;
        esac
        shift
      done
      if [ -e "$root/broken" ]; then
        echo '[ERROR] Broken.java: not a statement'
        exit 1
      fi
      mkdir -p "$root/sim/target" "$jars"
      touch "$root/sim/target/crowdroll-sim-1.jar" "$jars/library.jar"
      """;

  private static final String JAVA =
      """
      #!/bin/sh
      for argument; do echo "<$argument>"; done
      exit 7
      """;

  /** With a blank, as a folder may have one. */
  @TempDir private Path scratch;

  private Path root;
  private Path tools;
  private Path jdk;

  @BeforeEach
  void layOut() throws IOException {
    root = Files.createDirectories(scratch.resolve("my repository"));
    tools = Files.createDirectories(scratch.resolve("tools"));
    jdk = fakeJdk("jdk-26", "26-ea");
    script(root.resolve("crowdroll"), Files.readString(launcher()));
    script(tools.resolve("mvn"), MAVEN);
    Files.createFile(root.resolve("pom.xml"));
    for (String module : List.of("protocol", "contracts", "sim")) {
      Files.createDirectories(root.resolve(module).resolve("src/main/java"));
      Files.createFile(root.resolve(module).resolve("pom.xml"));
      Files.createFile(root.resolve(module).resolve("src/main/java/A.java"));
    }
    Files.createFile(root.resolve("contracts/src/A.sol"));
    age(root);
  }

  @Test
  void firstStartBuildsAndBecomesJavaWithTheArgumentsAsGiven() throws Exception {
    Outcome first = start("run", "a b", "*", "");

    assertThat(first.exitCode).isEqualTo(7);
    assertThat(first.errors).containsOnlyOnce("\n").contains("building with Maven");
    assertThat(first.output).endsWith("<io.crowdroll.sim.cli.Main>\n<run>\n<a b>\n<*>\n<>\n");
    assertThat(first.output).contains("<-cp>\n<" + root.toRealPath() + "/.build/jars/");
    assertThat(first.output).contains("crowdroll-sim-1.jar:").contains("library.jar");
  }

  @Test
  void secondStartIsSilentAndDoesNotBuild() throws Exception {
    start();

    assertThat(start().errors).isEmpty();
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void changedAddedOrRemovedSourcesAreBuiltAgain() throws Exception {
    Path source = root.resolve("protocol/src/main/java/A.java");
    start();
    Files.writeString(source, "class A {}");
    start();
    assertThat(builds()).isEqualTo(2);
    Files.createFile(source.resolveSibling("B.java"));
    start();
    assertThat(builds()).isEqualTo(3);
    Files.delete(source);
    start();
    assertThat(builds()).isEqualTo(4);
    Files.writeString(root.resolve("pom.xml"), "<project/>");
    start();
    assertThat(builds()).isEqualTo(5);
    Files.writeString(root.resolve("contracts/src/A.sol"), "contract A {}");
    start();
    assertThat(builds()).isEqualTo(6);
    start();
    assertThat(builds()).isEqualTo(6);
  }

  @Test
  void failedBuildShowsItsErrorsAndIsTriedAgain() throws Exception {
    Files.createFile(root.resolve("broken"));
    Outcome failed = start();
    assertThat(failed.exitCode).isEqualTo(2);
    assertThat(failed.errors).contains("Broken.java: not a statement").contains("build.log");

    Files.delete(root.resolve("broken"));
    assertThat(start().exitCode).isEqualTo(7);
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void firstStartsAtOnceBuildOnce() throws Exception {
    List<Process> starts = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      starts.add(process(root.resolve("crowdroll"), environment()).start());
    }
    for (Process process : starts) {
      assertThat(outcome(process).exitCode).isEqualTo(7);
    }
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void symbolicLinksLeadToTheRepository() throws Exception {
    Path direct = Files.createSymbolicLink(scratch.resolve("one"), root.resolve("crowdroll"));
    Path chained = Files.createSymbolicLink(scratch.resolve("two"), Path.of("one"));

    for (Path link : List.of(direct, chained)) {
      assertThat(outcome(process(link, environment()).start()).output)
          .contains("<-Dcrowdroll.home=" + root.toRealPath() + ">");
    }
  }

  @Test
  void jdkThatIsTooOldIsPassedOver() throws Exception {
    jdk = fakeJdk("jdk-17", "17.0.15");
    Path newer = fakeJdk("jdk-25", "25.0.1");
    Files.createSymbolicLink(tools.resolve("java"), newer.resolve("bin/java"));

    assertThat(start().exitCode).isEqualTo(7);
  }

  @Test
  void withoutMavenOneSentenceSaysWhatToInstall() throws Exception {
    Files.delete(tools.resolve("mvn"));
    Map<String, String> environment = Map.of("JAVA_HOME", jdk.toString(), "PATH", onlyBasicTools());
    Outcome refused = outcome(process(root.resolve("crowdroll"), environment).start());

    assertThat(refused.exitCode).isEqualTo(2);
    assertThat(refused.errors).containsOnlyOnce("\n").contains("install Maven");
  }

  @Test
  void optionsOfTheEnvironmentReachTheJvm() throws Exception {
    Outcome outcome =
        outcome(
            process(root.resolve("crowdroll"), environment("CROWDROLL_OPTS", "-Xmx1g -ea"))
                .start());

    assertThat(outcome.output).contains("<-Xmx1g>\n<-ea>\n<-cp>");
  }

  /** A JVM that makes a cache where it is asked for one. */
  private static final String REHEARSING =
      """
      #!/bin/sh
      for argument; do
        echo "<$argument>"
        case $argument in
          -XX:AOTCacheOutput=*) echo cache >"${argument#*=}" ;;
        esac
      done
      """;

  @Test
  void oneProofWithASmallKeyStartsFromACacheThatIsMadeOnceABuild() throws Exception {
    script(jdk.resolve("bin/java"), REHEARSING);
    Path key = Files.createFile(scratch.resolve("small key"));
    start();
    Outcome first = start("groth16", "prove", key.toString());
    assertThat(first.errors).containsOnlyOnce("\n").contains("rehearsing");
    for (Outcome one : List.of(first, start("groth16", "prove", key.toString()))) {
      assertThat(one.output)
          .contains("<-XX:AOTCache=")
          .doesNotContain("jdk.incubator.vector", "AOTCacheOutput");
    }
    assertThat(start("groth16", "prove", key.toString()).errors).isEmpty();
    Files.writeString(root.resolve("pom.xml"), "<project/>");
    assertThat(start("groth16", "prove", key.toString()).errors).contains("rehearsing");
  }

  @Test
  void whereNoCacheCanBeMadeTheProofIsMadeWithout() throws Exception {
    Path key = Files.createFile(scratch.resolve("key"));
    start();
    start("groth16", "prove", key.toString());
    Outcome second = start("groth16", "prove", key.toString());
    assertThat(second.errors).isEmpty();
    assertThat(second.output).doesNotContain("AOTCache").contains("<prove>");
  }

  @Test
  void oneProofWithALargeKeyHasTheVectorModule() throws Exception {
    Path key = scratch.resolve("key");
    try (var file = new RandomAccessFile(key.toFile(), "rw")) {
      file.setLength(21 << 20);
    }
    assertThat(start("groth16", "prove", key.toString()).output)
        .contains("<--add-modules>\n<jdk.incubator.vector>")
        .doesNotContain("AOTCache");
  }

  private record Outcome(int exitCode, String output, String errors) {}

  private Outcome start(String... arguments) throws Exception {
    return outcome(process(root.resolve("crowdroll"), environment(), arguments).start());
  }

  private static Outcome outcome(Process process) throws Exception {
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.exitValue(), output, errors);
  }

  private ProcessBuilder process(
      Path launcher, Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(scratch.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put("NOTES", scratch.resolve("notes").toString());
    builder.environment().put("HOME", scratch.toString());
    return builder;
  }

  private Map<String, String> environment() {
    return environment("CROWDROLL_OPTS", "");
  }

  private Map<String, String> environment(String name, String value) {
    String path = tools + ":" + System.getenv("PATH");
    return Map.of("JAVA_HOME", jdk.toString(), "PATH", path, name, value);
  }

  /** A folder with the commands that the launcher uses, so that a real Maven is out of sight. */
  private String onlyBasicTools() throws IOException {
    Path folder = Files.createDirectories(scratch.resolve("basic"));
    for (String tool : List.of("find", "head", "readlink", "mkdir", "flock", "rm")) {
      for (String place : System.getenv("PATH").split(":")) {
        Path found = Path.of(place, tool);
        if (Files.isExecutable(found) && !Files.exists(folder.resolve(tool))) {
          script(folder.resolve(tool), "#!/bin/sh\nexec " + found + " \"$@\"\n");
        }
      }
    }
    return folder.toString();
  }

  private int builds() throws IOException {
    return Files.readAllLines(scratch.resolve("notes")).size();
  }

  private Path fakeJdk(String name, String version) throws IOException {
    Path home = Files.createDirectories(scratch.resolve(name));
    Files.createDirectories(home.resolve("bin"));
    script(home.resolve("bin/java"), JAVA);
    script(home.resolve("bin/javac"), JAVA);
    Files.writeString(
        home.resolve("release"),
        "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\nOS_NAME=\"Linux\"\n");
    return home;
  }

  private static void script(Path file, String text) throws IOException {
    Files.writeString(file, text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  /** Makes everything older than any build, as it is in a clone of yesterday. */
  private static void age(Path folder) throws IOException {
    FileTime yesterday = FileTime.from(Instant.now().minus(Duration.ofDays(1)));
    try (var files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.setLastModifiedTime(file, yesterday);
      }
    }
  }

  private static Path launcher() {
    return Path.of(System.getProperty("crowdroll.home"), "crowdroll");
  }
}
