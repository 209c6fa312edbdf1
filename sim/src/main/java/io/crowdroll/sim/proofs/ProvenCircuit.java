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
    return switch (kind) {
      case EMPTY_BLOCK -> new ProvenCircuit("empty-block", new EmptyBlockCircuit());
      case CALL -> throw new IllegalArgumentException("a call has no circuit");
      default -> leaf(SlotKind.valueOf(kind.name()), literal);
    };
  }

  private static ProvenCircuit leaf(SlotKind kind, boolean literal) {
    boolean differs = literal && kind == SlotKind.SETTLE;
    String name = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return new ProvenCircuit(differs ? name + LITERAL : name, new LeafCircuit(kind, differs));
  }

  /** The circuit of a batch. */
  public static ProvenCircuit batch(int capacity, boolean literal) {
    return new ProvenCircuit(
        "batch-" + capacity + (literal ? LITERAL : ""), new BatchCircuit(capacity, literal));
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
    all.add(leaf(SlotKind.SETTLE, true));
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
