package io.crowdroll.protocol.circuits;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.prover.circuit.Compiled;
import io.crowdroll.prover.circuit.UnsatisfiedConstraintException;
import java.math.BigInteger;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Compiled leaf circuits of the hardened key, each made once. */
final class Leaves {
  static final BigInteger PAYEE = BigInteger.valueOf(5);

  private static final Map<SlotKind, Compiled> COMPILED = new ConcurrentHashMap<>();

  private Leaves() {}

  static Compiled of(SlotKind kind) {
    return COMPILED.computeIfAbsent(kind, each -> new LeafCircuit(each, false).compile());
  }

  /** The constraint that a leaf's statement breaks, {@code null} if none. */
  static String refusal(Statement statement) {
    return refusal(of(statement.slots().getFirst().slot().kind()), statement);
  }

  /**
   * A slot's own constraints refuse the statement: what breaks is not merely that its words commit
   * to something else.
   */
  static void assertFalse(Statement statement) {
    assertThat(refusal(statement)).isNotNull().doesNotContain(", at LeafCircuit");
  }

  static String refusal(Compiled circuit, Statement statement) {
    try {
      circuit.solve(statement.assign(circuit, PAYEE));
      return null;
    } catch (UnsatisfiedConstraintException refused) {
      return refused.getMessage();
    }
  }
}
