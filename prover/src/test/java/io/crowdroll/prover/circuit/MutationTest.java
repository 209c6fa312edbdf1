package io.crowdroll.prover.circuit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdroll.prover.circuit.mutation.Mutation;
import io.crowdroll.prover.circuit.mutation.MutationReport;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** The mutation kit finds what was planted. */
class MutationTest {
  private static MutationReport mutate(BiConsumer<Api, Variable[]> definition, long... in) {
    Compiled circuit = circuit(definition, in.length);
    return new Mutation(circuit, 1).state(assignment(circuit, in)).run();
  }

  private static Compiled circuit(BiConsumer<Api, Variable[]> definition, int inputs) {
    return new Circuit() {
      private final Variable[] in = publicInputs("in", inputs);

      @Override
      public void define(Api api) {
        definition.accept(api, in);
      }

      @Override
      public String name() {
        return "planted";
      }
    }.compile();
  }

  private static Assignment assignment(Compiled circuit, long... in) {
    Assignment assignment = circuit.assignment();
    for (int i = 0; i < in.length; i++) {
      assignment.set("in[" + i + "]", in[i]);
    }
    return assignment;
  }

  @Test
  void c1_publicInputThatNothingUsesIsFound() {
    MutationReport report = mutate((api, in) -> api.output("y", api.mul(in[0], in[0])), 3, 4);
    assertEquals("public signal 3", report.accepted().getFirst());
    assertEquals(1, report.accepted().size());
  }

  @Test
  void c2_hintWithTwoSolutionsIsFound() {
    // a root without its sign: x and −x are both answers
    MutationReport report =
        mutate(
            (api, in) -> {
              Variable root = api.hint(1, (x, out) -> out[0] = 1, in[0])[0];
              api.assertProduct(root, root, in[0]);
              api.output("y", api.mul(root, in[0]));
            },
            1);
    // from 1, −2 leads to −1
    assertFalse(report.accepted().isEmpty());
    assertTrue(report.toString().contains("ACCEPTED wire"));
  }

  @Test
  void c2_bitThatIsNotConstrainedToBeOneIsFound() {
    BiConsumer<Api, Variable[]> open =
        (api, in) -> {
          Variable[] bits = api.hintBits(in[0], 4);
          Variable sum = api.constant(0);
          for (int i = 0; i < 4; i++) {
            sum = api.add(sum, api.scale(1L << i, bits[i]));
            if (i != 1) {
              api.assertBoolean(bits[i]);
            }
          }
          api.assertEqual(sum, in[0]);
          for (Variable bit : bits) {
            api.mul(bit, in[0]);
          }
        };
    // the open bit may be −2: the next one makes up for it
    assertFalse(mutate(open, 0b0101).accepted().isEmpty());
  }

  @Test
  void c3_constraintThatSaysNothingNewIsFound() {
    MutationReport report =
        mutate(
            (api, in) -> {
              Variable square = api.mul(in[0], in[0]);
              api.assertProduct(in[0], in[0], square);
              api.output("y", square);
            },
            3);
    assertEquals(0, report.score());
    assertEquals(2, report.undetected().size());
    Compiled tight = circuit((api, in) -> api.output("y", api.mul(in[0], in[0])), 1);
    assertEquals(1, new Mutation(tight, 1).state(assignment(tight, 3)).run().score());
  }

  @Test
  void onlyConstraintsOfTheGivenLinesAreDeleted() {
    Compiled circuit = circuit((api, in) -> api.output("y", api.mul(in[0], in[0])), 1);
    Mutation mutation = new Mutation(circuit, 1).state(assignment(circuit, 3));
    assertEquals(0, mutation.among(line -> line.contains("elsewhere")).run().examined());
    assertEquals(1, mutation.among(line -> line.contains("MutationTest.java")).run().examined());
  }

  @Test
  void declaredFreeWiresAreCountedOnlyWhereTheyAreFree() {
    BiConsumer<Api, Variable[]> product =
        (api, in) -> {
          Variable any = api.hintInverse(in[0]);
          api.declareFree(any, in[0]);
          api.output("y", api.mul(in[0], any));
          api.output("z", api.mul(in[0], in[0]));
        };
    assertEquals(1, mutate(product, 0).free().get("planted"));
    assertTrue(mutate(product, 0).accepted().isEmpty());
    // with in ≠ 0 nothing holds the hint, and the declaration does not cover it
    assertFalse(mutate(product, 5).accepted().isEmpty());
  }

  @Test
  void statesMustBeAcceptedAndNegativesRefused() {
    Compiled circuit = circuit((api, in) -> api.assertBoolean(in[0]), 1);
    Mutation mutation = new Mutation(circuit, 1);
    assertThrows(IllegalArgumentException.class, () -> mutation.state(assignment(circuit, 2)));
    assertThrows(IllegalArgumentException.class, () -> mutation.negative(assignment(circuit, 1)));
    assertThrows(IllegalStateException.class, mutation::run);
  }
}
