package io.crowdroll.protocol.circuits;

import io.crowdroll.prover.circuit.Api;
import io.crowdroll.prover.circuit.Circuit;
import io.crowdroll.prover.circuit.Variable;
import java.util.ArrayList;
import java.util.List;

/**
 * A batch of up to n slots of any kinds, pads at the end (STATEMENTS.md, "Circuits"): what moves
 * the state root on L1. Public: P, z, y, payee.
 */
public final class BatchCircuit extends Circuit {
  private static final List<SlotKind> ALL = List.of(SlotKind.values());

  private final boolean literal;
  final Variable p = publicInput("P");
  final Variable z = publicInput("z");
  final Variable y = publicInput("y");
  final Variable payee = publicInput("payee");
  private final HeaderConstraints.Inputs header;
  private final List<SlotInputs> slots = new ArrayList<>();

  /**
   * @param capacity slots, 1 to 2^16 − 1
   * @param literal whether settlement may take from a balance (PROTOCOL.md §1, literal)
   */
  public BatchCircuit(int capacity, boolean literal) {
    this.literal = literal;
    header = new HeaderConstraints.Inputs(this::secretInput);
    for (int i = 0; i < capacity; i++) {
      slots.add(new SlotInputs(ALL, SlotWitness.prefix(i), this::secretInput));
    }
  }

  @Override
  public String name() {
    return "batch of " + slots.size() + (literal ? ", literal" : "");
  }

  @Override
  public void define(Api api) {
    List<SlotConstraints> all = new ArrayList<>();
    Variable root = header.preRoot;
    for (SlotInputs slot : slots) {
      SlotConstraints next = new SlotConstraints(api, slot, header.deployment, root, literal);
      if (!all.isEmpty()) {
        // a slot in use after a pad: none
        Variable pad = api.sub(api.constant(1), all.getLast().isUsed());
        api.assertProduct(pad, next.isUsed(), api.constant(0));
      }
      all.add(next);
      root = next.postRoot();
    }
    List<Variable> words = new ArrayList<>();
    words.addAll(List.of(HeaderConstraints.words(api, HeaderConstraints.BATCH, header, all, root)));
    all.forEach(slot -> words.addAll(List.of(slot.words())));
    Variable[] data = words.toArray(Variable[]::new);
    api.assertEqual(DataCommitment.chain(api, data), p);
    api.assertEqual(DataCommitment.open(api, data, z), y);
  }
}
