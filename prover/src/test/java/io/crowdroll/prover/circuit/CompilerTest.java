package io.crowdroll.prover.circuit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdroll.prover.field.PrimeField;
import java.math.BigInteger;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CompilerTest {
  private static final BigInteger R = PrimeField.FR.modulus();

  private static final class Cube extends Circuit {
    private final Variable x = secretInput("x");
    private final Variable y = publicInput("y");

    @Override
    public void define(Api api) {
      api.assertEqual(api.mul(x, x, x), y);
    }
  }

  /** Where the one statement of Cube stands above. */
  private static final int LINE = 24;

  @Test
  void equalityWithAnInputFoldsIntoTheProductBeforeIt() {
    Compiled cube = new Cube().compile();
    assertEquals(2, cube.r1cs().constraints());
    assertEquals(4, cube.r1cs().wires()); // 1, y, x, x²
    assertEquals(1, cube.statistics().folded());
  }

  @Test
  void witnessHasPublicInputsBeforeSecretOnes() {
    Compiled cube = new Cube().compile();
    long[] witness = cube.solve(cube.assignment().set("x", 3).set("y", 27));
    assertEquals(List.of(1L, 27L, 3L, 9L), values(witness));
    assertArrayEquals(new long[] {27, 0, 0, 0}, cube.publicSignals(witness));
  }

  @Test
  void wrongInputIsRefusedWithCircuitAndLine() {
    Compiled cube = new Cube().compile();
    var error =
        assertThrows(
            UnsatisfiedConstraintException.class,
            () -> cube.solve(cube.assignment().set("x", 3).set("y", 28)));
    assertTrue(error.getMessage().startsWith("Cube: the two sides differ by -1, at CompilerTest"));
    assertTrue(error.getMessage().contains("CompilerTest.java:" + LINE));
    assertEquals(1, error.constraint());
  }

  @Test
  void constraintIsNamedByItsLine() {
    R1cs r1cs = new Cube().compile().r1cs();
    assertTrue(r1cs.origin().apply(0).startsWith("Cube: CompilerTest.java:" + LINE + " (define)"));
  }

  @Test
  void missingUnknownAndOversizedInputsAreNamed() {
    Compiled cube = new Cube().compile();
    assertTrue(
        assertThrows(
                IllegalArgumentException.class, () -> cube.solve(cube.assignment().set("x", 3)))
            .getMessage()
            .contains("no value for input y"));
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> cube.assignment().set("z", 3))
            .getMessage()
            .contains("it has x, y"));
    assertThrows(IllegalArgumentException.class, () -> cube.assignment().set("x", R));
    assertThrows(IllegalArgumentException.class, () -> cube.assignment().set("x", -1));
  }

  @Test
  void outputsComeBeforePublicInputs() {
    Compiled circuit =
        circuit(
            1,
            (api, in) -> {
              Variable square = api.mul(in[0], in[0]);
              api.output("square", square);
              api.output("again", square);
              api.output("input", in[0]);
              api.output("five", api.constant(5));
            });
    assertEquals(4, circuit.r1cs().publicOutputs());
    long[] witness = circuit.solve(circuit.assignment().set("in[0]", 7));
    assertEquals(List.of(1L, 49L, 49L, 7L, 5L, 7L), values(witness));
  }

  @Test
  void sumsAndConstantsCostNothing() {
    Compiled circuit =
        circuit(
            2,
            (api, in) -> {
              Variable sum = api.add(api.scale(3, in[0]), api.sub(in[1], api.constant(4)));
              Variable same = api.mul(api.constant(2), sum);
              api.output("y", api.sub(same, api.add(sum, sum, api.constant(-1))));
            });
    // nothing but "output = 1" is left
    assertEquals(1, circuit.r1cs().constraints());
    assertEquals(List.of("in[0]", "in[1]"), circuit.statistics().unusedInputs());
  }

  @Test
  void mulAddAndMixedProductsAreOneConstraintEach() {
    long[] matrix = elements(1, 2, 3, 5);
    long[] inverse = elements(-5, 2, 3, -1);
    Compiled circuit =
        circuit(
            3,
            (api, in) -> {
              api.output("madd", api.mulAdd(in[0], in[1], in[2]));
              Variable[] a = {in[0], in[1]};
              Variable[] rest = {in[2], api.constant(1)};
              Api.Mixed mixed = api.mix(a, a, matrix, inverse, rest);
              api.output("m0", mixed.outputs()[0]);
              api.output("m1", mixed.outputs()[1]);
              api.output("p1", mixed.products()[1]);
            });
    assertEquals(3 + 1, circuit.r1cs().constraints());
    long[] witness =
        circuit.solve(circuit.assignment().set("in[0]", 2).set("in[1]", 3).set("in[2]", 10));
    assertEquals(
        List.of(16L, 4 + 2 * 9 + 10L, 3 * 4 + 5 * 9 + 1L, 9L), values(witness).subList(1, 5));
  }

  @Test
  void longChainsOfEqualitiesFoldWhateverTheirOrder() {
    Compiled circuit =
        circuit(
            2,
            (api, in) -> {
              Variable[] w = new Variable[6];
              for (int i = 0; i < w.length; i++) {
                w[i] = api.mul(api.add(in[0], api.constant(i)), in[1]);
              }
              // w[i] − w[i+1] = −in[1], stated from the end and twice
              for (int i = w.length - 2; i >= 0; i--) {
                api.assertEqual(api.add(w[i], in[1]), w[i + 1]);
                api.assertEqual(w[i + 1], api.add(w[i], in[1]));
              }
              api.output("last", w[5]);
            });
    assertEquals(6, circuit.r1cs().constraints());
    assertEquals(1 + 1 + 2, circuit.r1cs().wires());
    long[] witness = circuit.solve(circuit.assignment().set("in[0]", 3).set("in[1]", 10));
    assertEquals(80, witness[4]);
  }

  @Test
  void hintsComputeButDoNotBind() {
    Compiled circuit =
        circuit(
            1,
            (api, in) -> {
              Variable root = api.hint(1, (x, out) -> out[0] = (long) Math.sqrt(x[0]), in[0])[0];
              api.assertEqual(api.mul(root, root), in[0]);
            });
    circuit.solve(circuit.assignment().set("in[0]", 49));
    assertThrows(
        UnsatisfiedConstraintException.class,
        () -> circuit.solve(circuit.assignment().set("in[0]", 50)));
  }

  @Test
  void inverseOfZeroAndDivisionByZeroAreUnsatisfiable() {
    Compiled circuit = circuit(2, (api, in) -> api.output("q", api.divide(in[0], in[1])));
    long[] witness = circuit.solve(circuit.assignment().set("in[0]", 12).set("in[1]", 4));
    assertEquals(3, witness[4]);
    for (int numerator : new int[] {0, 1}) {
      assertThrows(
          UnsatisfiedConstraintException.class,
          () -> circuit.solve(circuit.assignment().set("in[0]", numerator).set("in[1]", 0)));
    }
  }

  @Test
  void contradictionsBetweenConstantsAreRefusedAtOnce() {
    assertThrows(
        IllegalStateException.class,
        () -> circuit(1, (api, in) -> api.assertEqual(api.constant(1), api.constant(2))));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new Circuit() {
              @Override
              public void define(Api api) {
                secretInput("x");
                secretInput("x");
              }
            }.compile());
  }

  @Test
  void compilingTwiceGivesTheSameSystem() {
    R1cs one = new Cube().compile().r1cs();
    R1cs two = new Cube().compile().r1cs();
    assertArrayEquals(one.c().rowStart(), two.c().rowStart());
    assertArrayEquals(one.c().wire(), two.c().wire());
    assertArrayEquals(one.c().coefficient(), two.c().coefficient());
  }

  @Test
  void statisticsCountByScope() {
    Compiled circuit =
        circuit(
            1,
            (api, in) -> {
              for (int i = 0; i < 3; i++) {
                try (var _ = api.scope("outer")) {
                  api.mul(in[0], in[0]);
                  try (var _ = api.scope("inner")) {
                    api.mul(in[0], in[0], in[0]);
                  }
                }
              }
            });
    assertEquals(
        List.of(
            new Statistics.Scope("test", 1, 9),
            new Statistics.Scope("test/outer", 3, 9),
            new Statistics.Scope("test/outer/inner", 3, 6)),
        circuit.statistics().scopes());
    assertTrue(circuit.statistics().toString().contains("test/outer/inner"));
  }

  private static Compiled circuit(int inputs, BiConsumer<Api, Variable[]> definition) {
    return new Circuit() {
      private final Variable[] in = secretInputs("in", inputs);

      @Override
      public void define(Api api) {
        definition.accept(api, in);
      }

      @Override
      public String name() {
        return "test";
      }
    }.compile();
  }

  private static long[] elements(long... values) {
    long[] all = new long[4 * values.length];
    for (int i = 0; i < values.length; i++) {
      long[] element = PrimeField.FR.fromBigInteger(BigInteger.valueOf(values[i]));
      System.arraycopy(element, 0, all, 4 * i, 4);
    }
    return all;
  }

  private static List<Long> values(long[] witness) {
    return IntStream.range(0, witness.length / 4).mapToObj(w -> witness[4 * w]).toList();
  }
}
