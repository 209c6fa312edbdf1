package io.crowdroll.protocol.circuits;

import io.crowdroll.prover.circuit.Compiled;
import io.crowdroll.prover.circuit.UnsatisfiedConstraintException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Statements whose witness is not the one that the public words were made from. */
final class Tampered {
  private Tampered() {}

  /**
   * The constraint that the witness of {@code forged} breaks under the public commitment of {@code
   * honest}; {@code null} if none.
   */
  static String refusal(Compiled circuit, Statement honest, Statement forged) {
    var inputs = forged.assign(circuit, Leaves.PAYEE);
    DataCommitment commitment = DataCommitment.of(honest.words());
    inputs.set("P", commitment.p());
    if (honest.level() == Statement.BATCH) {
      inputs.set("z", commitment.z()).set("y", commitment.y());
    }
    try {
      circuit.solve(inputs);
      return null;
    } catch (UnsatisfiedConstraintException refused) {
      return refused.getMessage();
    }
  }

  static String refusal(Statement honest, Statement forged) {
    return refusal(Leaves.of(honest.slots().getFirst().slot().kind()), honest, forged);
  }

  /** The statement with another slot under the same leaves. */
  static Statement slot(Statement honest, Slot other) {
    SlotWitness witness = honest.slots().getFirst();
    return with(honest, List.of(new SlotWitness(other, witness.first(), witness.second())));
  }

  /** The statement with other slots. */
  static Statement with(Statement honest, List<SlotWitness> slots) {
    return new Statement(
        honest.level(),
        honest.deployment(),
        honest.subject(),
        honest.preRoot(),
        honest.postRoot(),
        honest.firstHeight(),
        honest.lastHeight(),
        honest.l1Origin(),
        honest.queueFrom(),
        slots);
  }

  /** The statement with another deployment and subject, and some more height and queue items. */
  static Statement header(
      Statement honest, BigInteger deployment, BigInteger subject, long heights, long items) {
    return new Statement(
        honest.level(),
        deployment,
        subject,
        honest.preRoot(),
        honest.postRoot(),
        honest.firstHeight(),
        honest.lastHeight() + heights,
        honest.l1Origin(),
        honest.queueFrom() + items,
        honest.slots());
  }

  /** The slots with two of them exchanged. */
  static List<SlotWitness> swapped(List<SlotWitness> slots, int i, int j) {
    List<SlotWitness> other = new ArrayList<>(slots);
    other.set(i, slots.get(j));
    other.set(j, slots.get(i));
    return other;
  }
}
