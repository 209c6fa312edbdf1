package io.crowdroll.prover.circuit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A statement to prove. A subclass declares its inputs as fields and says in {@link #define} what
 * must hold between them:
 *
 * <pre>{@code
 * final class Cube extends Circuit {
 *   final Variable x = secretInput("x");
 *   final Variable y = publicInput("y");
 *
 *   public void define(Api api) {
 *     api.assertEqual(api.mul(x, x, x), y);
 *   }
 * }
 * }</pre>
 *
 * Public signals are ordered as declared, after the outputs ({@link Api#output}). {@code define}
 * must be deterministic and may use no values: it runs once to compile, and again where an error
 * message needs the line of a constraint.
 */
public abstract class Circuit {
  /** One declared input: a name and the register that holds it. */
  record Input(String name, int register, boolean isPublic) {}

  private final List<Input> inputs = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  /** States all constraints. */
  public abstract void define(Api api);

  /** The name in error messages. */
  public String name() {
    return getClass().getSimpleName();
  }

  /**
   * Declares an input that the verifier knows.
   *
   * @throws IllegalArgumentException if the name is taken
   */
  protected final Variable publicInput(String name) {
    return input(name, true);
  }

  /**
   * Declares an input that only the prover knows.
   *
   * @throws IllegalArgumentException if the name is taken
   */
  protected final Variable secretInput(String name) {
    return input(name, false);
  }

  /** Declares {@code name[0]} … {@code name[n − 1]}, public. */
  protected final Variable[] publicInputs(String name, int n) {
    return inputs(name, n, true);
  }

  /** Declares {@code name[0]} … {@code name[n − 1]}, secret. */
  protected final Variable[] secretInputs(String name, int n) {
    return inputs(name, n, false);
  }

  /** Compiles to constraints and a witness program; errors name the line of {@link #define}. */
  public final Compiled compile() {
    return Compiled.of(this);
  }

  final List<Input> inputs() {
    return Collections.unmodifiableList(inputs);
  }

  private Variable[] inputs(String name, int n, boolean isPublic) {
    Variable[] all = new Variable[n];
    for (int i = 0; i < n; i++) {
      all[i] = input(name + "[" + i + "]", isPublic);
    }
    return all;
  }

  private Variable input(String name, boolean isPublic) {
    if (!names.add(name)) {
      throw new IllegalArgumentException("input " + name + " is declared twice");
    }
    Input input = new Input(name, 1 + inputs.size(), isPublic);
    inputs.add(input);
    return new Variable(Linear.of(input.register()));
  }
}
