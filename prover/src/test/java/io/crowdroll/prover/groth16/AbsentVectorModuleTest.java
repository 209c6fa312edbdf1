package io.crowdroll.prover.groth16;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A process on the class path alone, without {@code --add-modules}, proves and verifies. */
class AbsentVectorModuleTest {
  @Test
  void theScalarPathGivesTheSameKeyAndTheSameProof() throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SeededProof.class.getName())
            .redirectErrorStream(true)
            .start();
    String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(child.waitFor()).as(said).isZero();
    List<String> lines = said.lines().toList();
    assertThat(lines.getFirst()).isEqualTo("scalar");
    // this process has the module, where the build gives it
    List<String> here = SeededProof.lines();
    assertThat(here.getFirst())
        .isEqualTo(
            ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
                ? "vector"
                : "scalar");
    assertThat(lines.subList(1, lines.size())).isEqualTo(here.subList(1, here.size()));
    assertThat(here).last().isEqualTo("true");
  }
}
