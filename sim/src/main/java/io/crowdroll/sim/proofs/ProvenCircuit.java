package io.crowdroll.sim.proofs;

import io.crowdroll.protocol.chain.Transition;
import io.crowdroll.protocol.circuits.BatchCircuit;
import io.crowdroll.protocol.circuits.EmptyBlockCircuit;
import io.crowdroll.protocol.circuits.ExitCircuit;
import io.crowdroll.protocol.circuits.LeafCircuit;
import io.crowdroll.protocol.circuits.SlotKind;
import io.crowdroll.protocol.circuits.Statement;
import io.crowdroll.prover.circuit.Circuit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A circuit of STATEMENTS.md that there is a key for.
 *
 * @param name as files and commands say it
 * @param circuit itself
 */
public record ProvenCircuit(String name, Circuit circuit) {
  /** Slots of the batch circuits. */
  public static final List<Integer> CAPACITIES = List.of(4, 16, 64);

  private static final String LITERAL = "-literal";

  /**
   * The circuit of one transition.
   *
   * @param literal whether settlement may take from a balance (PROTOCOL.md §1)
   * @throws IllegalArgumentException for a call, which has none
   */
  public static ProvenCircuit leaf(Transition.Kind kind, boolean literal) {
    Circuit circuit =
        switch (kind) {
          case EMPTY_BLOCK -> new EmptyBlockCircuit();
          case CALL -> throw new IllegalArgumentException("a call has no circuit");
          default -> new LeafCircuit(SlotKind.valueOf(kind.name()), differs(kind, literal));
        };
    return new ProvenCircuit(leafName(kind, literal), circuit);
  }

  /** The name of the circuit of one transition. */
  public static String leafName(Transition.Kind kind, boolean literal) {
    String name = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return differs(kind, literal) ? name + LITERAL : name;
  }

  private static boolean differs(Transition.Kind kind, boolean literal) {
    return literal && kind == Transition.Kind.SETTLE;
  }

  /** The circuit of a batch. */
  public static ProvenCircuit batch(int capacity, boolean literal) {
    return new ProvenCircuit(batchName(capacity, literal), new BatchCircuit(capacity, literal));
  }

  /** The name of the circuit of a batch. */
  public static String batchName(int capacity, boolean literal) {
    return "batch-" + capacity + (literal ? LITERAL : "");
  }

  /** The circuit of a statement; see {@link #leaf} and {@link #batch}. */
  public static ProvenCircuit of(Statement statement, boolean literal) {
    if (statement.level() == Statement.BATCH) {
      return batch(statement.slots().size(), literal);
    }
    return leaf(
        statement.slots().isEmpty()
            ? Transition.Kind.EMPTY_BLOCK
            : Transition.Kind.valueOf(statement.slots().getFirst().slot().kind().name()),
        literal);
  }

  /** The circuit of an exit from a frozen rollup. */
  public static ProvenCircuit exit() {
    return new ProvenCircuit("exit", new ExitCircuit());
  }

  /** The circuits of one rollup: of each kind of transition, of its batches and of exits. */
  public static List<ProvenCircuit> of(int capacity, boolean literal) {
    List<ProvenCircuit> all = new ArrayList<>(leaves(literal));
    all.add(batch(capacity, literal));
    all.add(exit());
    return all;
  }

  private static List<ProvenCircuit> leaves(boolean literal) {
    return Arrays.stream(Transition.Kind.values())
        .filter(kind -> kind != Transition.Kind.CALL)
        .map(kind -> leaf(kind, literal))
        .toList();
  }

  /** Every circuit that there is. */
  public static List<ProvenCircuit> all() {
    List<ProvenCircuit> all = new ArrayList<>(leaves(false));
    all.add(leaf(Transition.Kind.SETTLE, true));
    all.add(exit());
    for (int capacity : CAPACITIES) {
      all.add(batch(capacity, false));
      all.add(batch(capacity, true));
    }
    return all;
  }

  /** The circuit of a name. */
  public static Optional<ProvenCircuit> named(String name) {
    return all().stream().filter(one -> one.name.equals(name)).findFirst();
  }
}
