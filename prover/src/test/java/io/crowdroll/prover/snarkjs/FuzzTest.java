package io.crowdroll.prover.snarkjs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Fuzzing. The inputs that Jazzer found worth keeping, and each that once broke something, stand in
 * FuzzCorpus, a line of Base64 each, and run in every build, with random changes of them. The long
 * test lets Jazzer look for more: the system property {@code fuzz.seconds} says how long at each
 * target. Jazzer runs in processes of its own, since it changes classes as they load and its JUnit
 * extension takes one target a process and is made for JUnit 5.
 */
class FuzzTest {
  private static final int SECONDS = Integer.getInteger("fuzz.seconds", 60);

  @TempDir private Path scratch;

  /** Examples and kept inputs. */
  private static List<byte[]> corpus(FuzzTarget target) throws IOException {
    List<byte[]> corpus = new ArrayList<>(List.of(target.examples()));
    corpus.add(new byte[0]);
    try (InputStream in = FuzzTest.class.getResourceAsStream("FuzzCorpus/" + target + ".base64");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      lines.lines().map(Base64.getDecoder()::decode).forEach(corpus::add);
    }
    return corpus;
  }

  private static void mustBehave(FuzzTarget target, byte[] in) {
    assertThatCode(
            () -> {
              try {
                target.run(in);
              } catch (FileFormatException e) {
                // bytes that are no such file
              }
            })
        .as("%s on %s", target, Base64.getEncoder().encodeToString(in))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @EnumSource
  void keptInputsAndChangesOfThemDoNoHarm(FuzzTarget target) throws IOException {
    SplittableRandom random = new SplittableRandom(target.ordinal());
    for (byte[] in : corpus(target)) {
      mustBehave(target, in);
      for (int round = 0; round < 4 && in.length > 0; round++) {
        byte[] changed = in.clone();
        for (int changes = random.nextInt(3); changes >= 0; changes--) {
          changed[random.nextInt(in.length)] ^= (byte) (1 << random.nextInt(8));
        }
        mustBehave(target, changed);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tag("long")
  void jazzerFindsNothing(FuzzTarget target) throws IOException, InterruptedException {
    Path seeds = Files.createDirectory(scratch.resolve("seeds"));
    int n = 0;
    for (byte[] in : corpus(target)) {
      Files.write(seeds.resolve(n++ + ".bin"), in);
    }
    Path found = Files.createDirectory(scratch.resolve("found"));
    List<String> command = new ArrayList<>();
    Collections.addAll(
        command,
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--add-modules=jdk.incubator.vector",
        "--enable-native-access=ALL-UNNAMED",
        "-XX:+EnableDynamicAgentLoading",
        "-Xmx512m", // memory without end is a finding
        "-cp",
        System.getProperty("java.class.path"),
        "com.code_intelligence.jazzer.Jazzer",
        "--target_class=" + FuzzDriver.class.getName(),
        "--target_args=" + target.name(),
        "--instrumentation_includes=io.crowdroll.prover.**",
        "--reproducer_path=" + scratch,
        "-artifact_prefix=" + scratch + File.separator,
        "-max_total_time=" + SECONDS,
        "-timeout=20",
        "-rss_limit_mb=0",
        found.toString(),
        seeds.toString());
    Path log = scratch.resolve("log.txt");
    Process process =
        new ProcessBuilder(command)
            .directory(scratch.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(process.waitFor(SECONDS + 120L, TimeUnit.SECONDS)).as("it ends").isTrue();
    String text = Files.readString(log);
    assertThat(process.exitValue()).as(text).isZero();
    assertThat(text).as("it tried inputs").containsPattern("stat::|Done [0-9]{2,} runs|DONE");
  }
}
