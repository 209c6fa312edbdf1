package io.crowdroll.prover.circuit.mutation;

import io.crowdroll.prover.circuit.Assignment;
import io.crowdroll.prover.circuit.Compiled;
import io.crowdroll.prover.circuit.R1cs;
import io.crowdroll.prover.circuit.Replay;
import io.crowdroll.prover.field.PrimeField;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Tests a circuit for what it forgets to say.
 *
 * <p><em>Uniqueness</em>: in every given state, changing a single wire that is not an input must
 * fail a constraint, both alone and with all later values computed again from it; save wires that a
 * gadget declares free in that state. So must changing a public signal, input or output.
 *
 * <p><em>Deletion</em>: each constraint must be needed. Deleting constraint k is detected if some
 * change of a value (the one it defines or a wire in it), with all later wires and outputs computed
 * again, fails k and nothing else: then k alone stood in the way. The change may start from a state
 * that is accepted or from one that must be refused; there the input by itself may do.
 */
public final class Mutation {
  private static final BigInteger R = PrimeField.FR.modulus();

  private final Compiled circuit;
  private final List<Replay> states = new ArrayList<>();
  private final List<Replay> negatives = new ArrayList<>();
  private final Set<Integer> comparisons = new TreeSet<>();
  private final Set<Integer> redundant = new HashSet<>();
  private final Random random;
  private int sample = Integer.MAX_VALUE;
  private Predicate<String> among = origin -> true;

  /**
   * @param seed of the random values and of the sample
   */
  public Mutation(Compiled circuit, long seed) {
    this.circuit = circuit;
    this.random = new Random(seed);
  }

  /**
   * Adds a state to change: inputs that the circuit accepts.
   *
   * @throws IllegalArgumentException if it refuses them
   */
  public Mutation state(Assignment accepted) {
    Replay state = new Replay(circuit, accepted);
    if (state.failures().length > 0) {
      throw new IllegalArgumentException(
          circuit.name() + " refuses a state: " + origin(state.failures()[0]));
    }
    states.add(state);
    return this;
  }

  /**
   * Adds inputs that the circuit must refuse. They are also a state to cheat in: a change after
   * which a single constraint fails shows that this one kept the false statement out.
   *
   * @throws IllegalArgumentException if it accepts them
   */
  public Mutation negative(Assignment refused) {
    Replay state = new Replay(circuit, refused);
    if (state.failures().length == 0) {
      throw new IllegalArgumentException(circuit.name() + " accepts a negative input");
    }
    negatives.add(state);
    return this;
  }

  /**
   * Adds inputs that the circuit refuses because two values that it computes differ, and for
   * nothing else. The constraints that fail there count as outputs from now on: a change that fails
   * one other constraint besides them shows that the other one is needed. Where both values are
   * hashes no search finds the inputs that make them agree; a cheat who may leave a constraint
   * unsatisfied has more time.
   *
   * @throws IllegalArgumentException if it accepts them
   */
  public Mutation comparison(Assignment refused) {
    negative(refused);
    Arrays.stream(negatives.getLast().failures()).forEach(comparisons::add);
    return this;
  }

  private String origin(int constraint) {
    return circuit.r1cs().origin().apply(constraint);
  }

  /** Declares constraints that follow from others, so that deleting them changes nothing. */
  public Mutation redundant(Collection<Integer> constraints) {
    redundant.addAll(constraints);
    return this;
  }

  /** Examines a random sample of wires and constraints, at most this many of each. */
  public Mutation sample(int most) {
    sample = most;
    return this;
  }

  /**
   * Deletes only constraints whose line, as {@link R1cs#origin} gives it, is one of some: of a
   * circuit that contains others, those that the others lack.
   */
  public Mutation among(Predicate<String> origin) {
    among = origin;
    return this;
  }

  /**
   * Runs all changes.
   *
   * @throws IllegalStateException if no state was given
   */
  public MutationReport run() {
    if (states.isEmpty()) {
      throw new IllegalStateException("no state to change");
    }
    R1cs r1cs = circuit.r1cs();
    int firstInternal = 1 + r1cs.publicSignals() + r1cs.privateInputs();
    TreeSet<String> accepted = new TreeSet<>();
    Map<String, Integer> free = new TreeMap<>();
    long changes = 0;
    Set<Integer> defined = new HashSet<>();
    for (int k = 0; k < r1cs.constraints(); k++) {
      defined.add(states.getFirst().definedBy(k));
    }
    for (Replay state : states) {
      for (int signal = 1; signal <= r1cs.publicSignals(); signal++) {
        changes++;
        BigInteger next = state.value(state.registerOf(signal)).add(BigInteger.ONE).mod(R);
        if (state.changeAlone(signal, next, 1).length == 0) {
          accepted.add("public signal " + signal);
        }
      }
      for (int wire : choose(IntStream.range(firstInternal, r1cs.wires()).toArray())) {
        String declared = state.declaredFree(wire);
        int register = state.registerOf(wire);
        // what a constraint defines from earlier wires breaks it, whatever comes later
        boolean isHint = !defined.contains(register);
        for (BigInteger value : otherValues(state.value(register))) {
          changes += isHint ? 2 : 1;
          boolean refused = state.changeAlone(wire, value, 1).length > 0;
          if (isHint) {
            refused &= state.changeAndRecompute(register, value, true, 1).length > 0;
          }
          if (!refused && declared == null) {
            accepted.add("wire " + wire + " of " + origin(firstWith(wire)));
          } else if (!refused) {
            free.merge(declared, 1, Integer::sum);
            break;
          }
        }
      }
    }
    String[] origins = Replay.origins(circuit);
    int[] examined =
        choose(
            IntStream.range(0, r1cs.constraints()).filter(k -> among.test(origins[k])).toArray());
    Set<Integer> detected = detected(examined);
    List<Integer> undetected =
        Arrays.stream(examined)
            .filter(k -> !detected.contains(k) && !redundant.contains(k))
            .boxed()
            .toList();
    int redundantExamined = (int) Arrays.stream(examined).filter(redundant::contains).count();
    return new MutationReport(
        circuit.name(),
        r1cs.constraints(),
        changes,
        List.copyOf(accepted),
        free,
        examined.length,
        redundantExamined,
        examined.length - redundantExamined - undetected.size(),
        undetected.stream()
            .limit(MutationReport.MOST_LINES)
            .map(k -> "constraint " + k + " of " + origin(k))
            .toList());
  }

  private int firstWith(int wire) {
    R1cs r1cs = circuit.r1cs();
    int k = 0;
    while (!List.of(r1cs.a(), r1cs.b(), r1cs.c()).stream().anyMatch(contains(k, wire))) {
      k++;
    }
    return k;
  }

  private static Predicate<R1cs.Matrix> contains(int row, int wire) {
    return m ->
        Arrays.stream(m.wire(), m.rowStart()[row], m.rowStart()[row + 1]).anyMatch(w -> w == wire);
  }

  private int[] choose(int[] all) {
    if (all.length <= sample) {
      return all;
    }
    return random.ints(0, all.length).distinct().limit(sample).map(i -> all[i]).sorted().toArray();
  }

  private Set<Integer> detected(int[] examined) {
    Set<Integer> detected = new HashSet<>();
    negatives.forEach(state -> note(state.failures(), detected));
    for (Replay state : Stream.concat(states.stream(), negatives.stream()).toList()) {
      for (int k : examined) {
        if (!detected.contains(k) && !redundant.contains(k)) {
          search(state, k, detected);
        }
      }
    }
    return detected;
  }

  private void search(Replay state, int k, Set<Integer> detected) {
    for (int register : suspects(state, k)) {
      List<BigInteger> values = otherValues(state.value(register));
      // where a false statement fails a constraint: the lie that would satisfy it
      Arrays.stream(state.failures())
          .limit(MOST_SUSPECTS)
          .forEach(failed -> state.solving(failed, register).ifPresent(values::add));
      for (BigInteger value : values) {
        int limit = 2 + comparisons.size();
        note(state.changeAndRecompute(register, value, false, limit), detected);
        if (!detected.contains(k) && state.canAdapt(register)) {
          note(state.changeAndRecompute(register, value, true, limit), detected);
        }
        if (detected.contains(k)) {
          return;
        }
      }
    }
  }

  // a change that fails one constraint only shows that this one is needed, whichever was looked for
  private void note(int[] failures, Set<Integer> detected) {
    int[] others = Arrays.stream(failures).filter(k -> !comparisons.contains(k)).toArray();
    if (failures.length == 1) {
      detected.add(failures[0]);
    } else if (others.length == 1) {
      detected.add(others[0]);
    }
  }

  /**
   * Registers whose change may fail k alone: what it defines, then its wires, the youngest first.
   */
  private static List<Integer> suspects(Replay state, int k) {
    List<Integer> suspects = new ArrayList<>();
    if (state.definedBy(k) >= 0) {
      suspects.add(state.definedBy(k));
    }
    R1cs r1cs = state.r1cs();
    TreeSet<Integer> registers = new TreeSet<>();
    for (R1cs.Matrix m : List.of(r1cs.a(), r1cs.b(), r1cs.c())) {
      for (int i = m.rowStart()[k]; i < m.rowStart()[k + 1]; i++) {
        if (m.wire()[i] != 0) {
          registers.add(state.registerOf(m.wire()[i]));
        }
      }
    }
    registers.descendingSet().stream().limit(MOST_SUSPECTS).forEach(suspects::add);
    // hints behind its wires, and the inputs among them, which come first
    registers.descendingSet().stream()
        .flatMapToInt(r -> Arrays.stream(state.sourcesOf(r)))
        .limit(MOST_SUSPECTS)
        .forEach(suspects::add);
    registers.stream().limit(MOST_SUSPECTS / 2).forEach(suspects::add);
    return suspects.stream().distinct().toList();
  }

  private static final int MOST_SUSPECTS = 4;

  /** Values near the true one, small ones that bits and flags confuse, and any. */
  private List<BigInteger> otherValues(BigInteger value) {
    return IntStream.of(1, -1, -2, 2)
        .mapToObj(d -> value.add(BigInteger.valueOf(d)).mod(R))
        .collect(
            () -> new ArrayList<>(List.of(new BigInteger(250, random))), List::add, List::addAll);
  }
}
