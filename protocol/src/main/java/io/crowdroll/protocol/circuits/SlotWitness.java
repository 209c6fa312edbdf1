package io.crowdroll.protocol.circuits;

import io.crowdroll.protocol.chain.SlotWords;
import io.crowdroll.prover.circuit.Assignment;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;

/**
 * A slot with the leaves that it changes: all that its constraints need.
 *
 * @param first the leaf changed first, as it was before
 * @param second the leaf changed second, as it was after the first changed
 */
public record SlotWitness(Slot slot, Opening first, Opening second) {
  /** What fills a batch up. */
  public static final SlotWitness PAD = new SlotWitness(Slot.EMPTY, Opening.NONE, Opening.NONE);

  private static final Slot.Signed UNSIGNED =
      new Slot.Signed(
          Collections.nCopies(SlotInputs.SIGNATURE.size(), BigInteger.ZERO),
          BigInteger.ZERO,
          BigInteger.ZERO);

  /** How the inputs of a circuit's slot begin. */
  static String prefix(int position) {
    return "slot[" + position + "].";
  }

  /** Sets the inputs that a slot with these possible kinds has. */
  void assign(Assignment inputs, int position, List<SlotKind> possible) {
    Setter to = new Setter(inputs, prefix(position), possible);
    Slot.Signed signed = slot.signed() == null ? UNSIGNED : slot.signed();
    if (possible.size() > 1) {
      inputs.set(prefix(position) + "kind", slot.kind().code());
    }
    to.set(SlotKind.SPENDING, "nonce", SlotWords.unsigned(slot.nonce()));
    to.set(SlotInputs.SENDER, "sender", slot.sender().toBigInteger());
    to.set(SlotInputs.TO, "to", slot.to().toBigInteger());
    to.set(SlotInputs.ASSET, "asset", BigInteger.valueOf(slot.asset().ordinal()));
    to.set(SlotKind.USER, "fee", slot.fee());
    to.set(SlotInputs.VALUE, "value", slot.value());
    to.set(SlotKind.USER, "maxFee", signed.maxFee());
    to.set(SlotKind.USER, "tip", signed.tip());
    for (int i = 0; i < SlotInputs.SIGNATURE.size(); i++) {
      to.set(SlotKind.SPENDING, SlotInputs.SIGNATURE.get(i), signed.values().get(i));
    }
    List<BigInteger> deltas = shifted();
    for (int i = 0; i < deltas.size(); i++) {
      to.set(List.of(SlotKind.SETTLE), SlotInputs.DELTAS.get(i), deltas.get(i));
    }
    first.assign(inputs, prefix(position) + "first.", true);
    if (to.may(SlotKind.TWO_LEAVES)) {
      second.assign(inputs, prefix(position) + "second.", to.may(SlotKind.READING_TWO));
    }
  }

  private List<BigInteger> shifted() {
    Slot.Deltas one = slot.first() == null ? Slot.Deltas.NONE : slot.first();
    Slot.Deltas two = slot.second() == null ? Slot.Deltas.NONE : slot.second();
    return List.of(
        one.shiftedBalance(), one.shiftedBonded(), two.shiftedBalance(), two.shiftedBonded());
  }

  /** Sets the inputs that are there. */
  private record Setter(Assignment inputs, String prefix, List<SlotKind> possible) {
    boolean may(List<SlotKind> kinds) {
      return !Collections.disjoint(kinds, possible);
    }

    void set(List<SlotKind> users, String name, BigInteger value) {
      if (may(users)) {
        inputs.set(prefix + name, value);
      }
    }
  }
}
