package io.crowdroll.prover.circuit;

import io.crowdroll.prover.field.PrimeField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A circuit ready for use: its constraint system and the program that computes witnesses. The same
 * circuit always compiles to the same system. Immutable and thread-safe, as long as the circuit's
 * {@code define} is.
 */
public final class Compiled {
  private static final PrimeField F = PrimeField.FR;

  private final Circuit circuit;
  private final R1cs r1cs;
  private final Statistics statistics;
  private final Map<String, Integer> inputRegister;
  final Program program;

  /** For each wire the register it is read from. */
  final int[] registerOfWire;

  /** For each constraint the register that it defines, or −1. */
  final int[] defined;

  /** For each constraint the statement that it comes from. */
  private final int[] statement;

  final List<Recording.Freedom> freedoms;
  final Scopes scopes;

  Compiled(
      Circuit circuit,
      R1cs r1cs,
      Statistics statistics,
      Map<String, Integer> inputRegister,
      Program program,
      int[] registerOfWire,
      int[] defined,
      int[] statement,
      List<Recording.Freedom> freedoms,
      Scopes scopes) {
    this.circuit = circuit;
    this.r1cs = r1cs;
    this.statistics = statistics;
    this.inputRegister = inputRegister;
    this.program = program;
    this.registerOfWire = registerOfWire;
    this.defined = defined;
    this.statement = statement;
    this.freedoms = freedoms;
    this.scopes = scopes;
  }

  static Compiled of(Circuit circuit) {
    Recording recording = new Recording(circuit, null);
    circuit.define(new Api(recording));
    return new Compiler(circuit, recording).compile();
  }

  /** The circuit's name. */
  public String name() {
    return circuit.name();
  }

  /** The constraint system; its {@code origin} names the line in {@code define}. */
  public R1cs r1cs() {
    return r1cs;
  }

  /** Constraints by part. */
  public Statistics statistics() {
    return statistics;
  }

  /** An empty assignment for {@link #solve}. */
  public Assignment assignment() {
    return new Assignment(this);
  }

  /**
   * The witness for these inputs, checked.
   *
   * @return 4 longs a wire, plain numbers in [0, r), as {@link R1cs} describes
   * @throws UnsatisfiedConstraintException if the inputs fail a constraint
   * @throws IllegalArgumentException if an input has no value
   */
  public long[] solve(Assignment inputs) {
    long[] memory = run(inputs);
    long[] witness = witness(memory);
    OptionalInt failed = r1cs.check(witness);
    if (failed.isPresent()) {
      throw new UnsatisfiedConstraintException(
          failed.getAsInt(),
          Origins.explain(circuit, memory, r1cs.origin().apply(failed.getAsInt())));
    }
    return witness;
  }

  /**
   * The same without the check, for a caller that checks by itself, as the prover does.
   *
   * @throws IllegalArgumentException if an input has no value
   */
  public long[] evaluate(Assignment inputs) {
    return witness(run(inputs));
  }

  /** The public signals of a witness, 4 longs each: outputs first, then public inputs. */
  public long[] publicSignals(long[] witness) {
    return Arrays.copyOfRange(witness, 4, 4 * (1 + r1cs.publicSignals()));
  }

  long[] run(Assignment inputs) {
    long[] memory = program.newRegisters();
    inputs.store(memory);
    program.run(memory);
    return memory;
  }

  long[] witness(long[] memory) {
    long[] witness = new long[4 * registerOfWire.length];
    for (int w = 0; w < registerOfWire.length; w++) {
      F.toPlain(witness, 4 * w, memory, 4 * registerOfWire[w]);
    }
    return witness;
  }

  List<Circuit.Input> inputs() {
    return circuit.inputs();
  }

  /** The line of every constraint, as {@link R1cs#origin} gives it of one. */
  String[] origins() {
    return Origins.of(circuit, statement);
  }

  /** What folding replaced: made again, as only {@link Replay} asks. */
  Folding folding() {
    Recording recording = new Recording(circuit, null);
    circuit.define(new Api(recording));
    return Folding.of(recording, 1 + inputs().size());
  }

  int inputRegister(String name) {
    Integer register = inputRegister.get(name);
    if (register == null) {
      List<String> known = new ArrayList<>(inputRegister.keySet());
      throw new IllegalArgumentException(
          name() + " has no input " + name + "; it has " + String.join(", ", known));
    }
    return register;
  }
}
