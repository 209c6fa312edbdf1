package io.crowdroll.prover.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdroll.prover.circuit.Assignment;
import io.crowdroll.prover.circuit.Compiled;
import io.crowdroll.prover.circuit.UnsatisfiedConstraintException;
import io.crowdroll.prover.field.Poseidon;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class QuickStartTest {
  private static final Path HOME = Path.of(System.getProperty("crowdroll.home", ".."));
  private static final String SOURCE =
      "prover/src/test/java/io/crowdroll/prover/docs/QuickStart.java";

  @Test
  void exampleGoesFromACircuitToAVerifiedProof() throws Exception {
    assertTrue(QuickStart.proveAndVerify());
  }

  @Test
  void pageShowsTheCodeThatIsTested() throws IOException {
    String page = Files.readString(HOME.resolve("docs/prover.md"));
    String shown = between(page, "```java\n", "```");
    String tested = between(Files.readString(HOME.resolve(SOURCE)), "  // begin\n", "  // end");
    assertEquals(tested.stripTrailing().stripIndent().strip(), shown.strip());
    assertTrue(shown.strip().lines().count() <= 30, "the page promises 30 lines");
  }

  @Test
  void pageShowsTheErrorThatIsThrown() throws IOException {
    Compiled circuit = new QuickStart.OfAge().compile();
    BigInteger hash = Poseidon.hash(BigInteger.valueOf(44), BigInteger.ONE);
    Assignment wrong =
        circuit
            .assignment()
            .set("age", 44)
            .set("salt", 1)
            .set("commitment", hash.add(BigInteger.ONE));
    var error = assertThrows(UnsatisfiedConstraintException.class, () -> circuit.solve(wrong));
    String page = Files.readString(HOME.resolve("docs/prover.md"));
    assertTrue(page.contains("\n" + error.getMessage() + "\n"), error::getMessage);
  }

  private static String between(String text, String begin, String end) {
    int from = text.indexOf(begin) + begin.length();
    return text.substring(from, text.indexOf(end, from));
  }
}
