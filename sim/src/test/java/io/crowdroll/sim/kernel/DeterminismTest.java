package io.crowdroll.sim.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Draws and traces must not depend on how the JVM runs the code. */
class DeterminismTest {

  /** Prints digests of variates of every law and of a hold run. */
  public static final class Digest {
    private Digest() {}

    public static void main(String[] args) {
      RandomStream stream = new Streams(2026, 1).stream(EntityClass.WORLD, 0, Purpose.TRAITS);
      Distribution[] laws = {
        new Uniform(0, 3),
        new Exponential(30),
        new Weibull(0.59, 41.0),
        new LogNormal(1, 2),
        new BoundedPareto(1.1, 1, 1e6),
        new Poisson(3.5),
        new Poisson(400),
        new Empirical(1, 2, 3)
      };
      long digest = 0;
      for (int i = 0; i < 5_000; i++) {
        for (Distribution law : laws) {
          digest = 31 * digest + Double.doubleToRawLongBits(law.sample(stream));
        }
      }
      for (Distribution law : laws) {
        digest = 31 * digest + Double.doubleToRawLongBits(law.mean());
      }
      long order = new HoldModel(new WheelQueue(), 10_000).run(20_000);
      System.out.print(Long.toHexString(digest) + " " + Long.toHexString(order));
    }
  }

  @Test
  void interpretedAndCompiledCodeDrawTheSameBits() throws Exception {
    String interpreted = run("-Xint", "-XX:hashCode=0");
    assertThat(interpreted).matches("[0-9a-f]+ [0-9a-f]+");
    assertThat(run("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")).isEqualTo(interpreted);
    assertThat(run("-Duser.language=tr", "-Duser.timezone=Asia/Kathmandu", "-XX:+UseG1GC"))
        .isEqualTo(interpreted);
  }

  private static String run(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // -XX:hashCode is unlocked by an option that must precede it.
    command.add("-XX:+UnlockExperimentalVMOptions");
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Digest.class.getName()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return output;
  }
}
