package io.crowdroll.prover.circuit.gadget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdroll.prover.circuit.Api;
import io.crowdroll.prover.circuit.Assignment;
import io.crowdroll.prover.circuit.Circuit;
import io.crowdroll.prover.circuit.Compiled;
import io.crowdroll.prover.circuit.UnsatisfiedConstraintException;
import io.crowdroll.prover.circuit.Variable;
import io.crowdroll.prover.circuit.mutation.Mutation;
import io.crowdroll.prover.circuit.mutation.MutationReport;
import io.crowdroll.prover.field.PrimeField;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** A gadget made a circuit of its own: secret inputs in, its results as public outputs. */
final class Probe {
  static final BigInteger R = PrimeField.FR.modulus();

  private final Compiled circuit;
  private final int outputs;

  private Probe(String name, int inputs, BiFunction<Api, Variable[], Variable[]> gadget) {
    int[] results = new int[1];
    this.circuit =
        new Circuit() {
          private final Variable[] in = secretInputs("in", inputs);

          @Override
          public void define(Api api) {
            Variable[] out = gadget.apply(api, in);
            for (int i = 0; i < out.length; i++) {
              api.output("out[" + i + "]", out[i]);
            }
            results[0] = out.length;
          }

          @Override
          public String name() {
            return name;
          }
        }.compile();
    this.outputs = results[0];
  }

  /** A gadget of n inputs and any number of results. */
  static Probe of(String name, int inputs, BiFunction<Api, Variable[], Variable[]> gadget) {
    return new Probe(name, inputs, gadget);
  }

  /** The same with one result. */
  static Probe one(String name, int inputs, BiFunction<Api, Variable[], Variable> gadget) {
    return new Probe(name, inputs, (api, in) -> new Variable[] {gadget.apply(api, in)});
  }

  static Variable[] values(Bit... bits) {
    return Arrays.stream(bits).map(Bit::value).toArray(Variable[]::new);
  }

  static BigInteger[] numbers(long... values) {
    return Arrays.stream(values)
        .mapToObj(v -> BigInteger.valueOf(v).mod(R))
        .toArray(BigInteger[]::new);
  }

  Compiled circuit() {
    return circuit;
  }

  /** Constraints without those that only copy an input or a constant to an output. */
  int constraints() {
    return circuit.r1cs().constraints();
  }

  List<BigInteger> outputs(BigInteger... in) {
    long[] witness = circuit.solve(assignment(in));
    return IntStream.range(0, outputs)
        .mapToObj(i -> PrimeField.load(witness, 4 * (1 + i)))
        .toList();
  }

  void assertOutputs(List<BigInteger> expected, BigInteger... in) {
    assertEquals(expected, outputs(in), () -> "for " + Arrays.toString(in));
  }

  void assertRefused(BigInteger... in) {
    assertThrows(
        UnsatisfiedConstraintException.class,
        () -> circuit.solve(assignment(in)),
        () -> circuit.name() + " accepts " + Arrays.toString(in));
  }

  Assignment assignment(BigInteger... in) {
    return circuit.assignment().set("in", List.of(in));
  }

  /** Mutations in the states that these inputs lead to. */
  Mutation mutation(BigInteger[]... accepted) {
    Mutation mutation = new Mutation(circuit, 20261124);
    for (BigInteger[] in : accepted) {
      mutation.state(assignment(in));
    }
    return mutation;
  }

  /** No hole, and a deletion score of at least 95 %. */
  static MutationReport assertTight(Mutation mutation) {
    MutationReport report = mutation.run();
    System.out.println(report);
    assertEquals(List.of(), report.accepted(), report::toString);
    assertTrue(report.score() >= 0.95, report::toString);
    return report;
  }
}
