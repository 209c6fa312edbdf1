package io.crowdroll.protocol.circuits;

import io.crowdroll.prover.circuit.Api;
import io.crowdroll.prover.circuit.Circuit;
import io.crowdroll.prover.circuit.Variable;
import java.util.List;
import java.util.stream.Stream;

/**
 * One slot of one kind: what a task of a single transition proves (STATEMENTS.md, "Circuits").
 * Public: P, payee. The payee is bound by the row that a setup adds for every public signal.
 */
public final class LeafCircuit extends Circuit {
  private final SlotKind kind;
  private final boolean literal;
  final Variable p = publicInput("P");
  final Variable payee = publicInput("payee");
  private final HeaderConstraints.Inputs header;
  private final SlotInputs slot;

  /**
   * @param literal whether settlement may take from a balance (PROTOCOL.md §1, literal)
   * @throws IllegalArgumentException for a pad
   */
  public LeafCircuit(SlotKind kind, boolean literal) {
    if (kind == SlotKind.PAD) {
      throw new IllegalArgumentException("a pad proves nothing");
    }
    this.kind = kind;
    this.literal = literal;
    header = new HeaderConstraints.Inputs(this::secretInput);
    slot = new SlotInputs(List.of(kind), SlotWitness.prefix(0), this::secretInput);
  }

  @Override
  public String name() {
    return "leaf " + kind.name().toLowerCase(java.util.Locale.ROOT) + (literal ? ", literal" : "");
  }

  @Override
  public void define(Api api) {
    SlotConstraints only =
        new SlotConstraints(api, slot, header.deployment, header.preRoot, literal);
    Variable[] head =
        HeaderConstraints.words(
            api, HeaderConstraints.LEAF, header, List.of(only), only.postRoot());
    Variable[] words = Stream.of(head, only.words()).flatMap(Stream::of).toArray(Variable[]::new);
    api.assertEqual(DataCommitment.chain(api, words), p);
  }
}
