package io.crowdroll.protocol.circuits;

import io.crowdroll.prover.circuit.Api;
import io.crowdroll.prover.circuit.Variable;
import io.crowdroll.prover.circuit.gadget.Bits;
import java.math.BigInteger;
import java.util.List;

/**
 * The nine words of a header inside a circuit (STATEMENTS.md, "Public data"): what the slots
 * determine is their sums and copies, the rest is held to its width.
 */
final class HeaderConstraints {
  /** Version of the layout of the words. */
  static final int VERSION = 1;

  /** Level of a circuit that proves one slot. */
  static final int LEAF = 0;

  /** Level of a circuit that proves a batch. */
  static final int BATCH = 1;

  /** Width of the word of chain id and contract. */
  static final int DEPLOYMENT_BITS = 64 + 160;

  /** Width of a leaf's task id, cut to fit, and of a batch's index. */
  static final int SUBJECT_BITS = 248;

  /** Width of the heights and the L1 origin together. */
  static final int POSITION_BITS = 3 * 64;

  static final int QUEUE_BITS = 64;

  /** Settled amounts are signed: their sum is shifted by 2 to this. */
  static final int SETTLED_BITS = 127;

  /** The secret inputs of a header. */
  static final class Inputs {
    final Variable deployment;
    final Variable subject;
    final Variable preRoot;
    final Variable position;
    final Variable queueFrom;

    Inputs(SlotInputs.Declare circuit) {
      deployment = circuit.input("deployment");
      subject = circuit.input("subject");
      preRoot = circuit.input("preRoot");
      position = circuit.input("position");
      queueFrom = circuit.input("queueFrom");
    }
  }

  private HeaderConstraints() {}

  /** The first word where the number of slots in use is known: a constant. */
  static BigInteger shape(int level, int capacity, int count) {
    return BigInteger.valueOf(((long) VERSION << 8 | level) << 32 | (long) capacity << 16 | count);
  }

  /**
   * The nine words.
   *
   * @param level of the circuit
   * @param slots all slots, pads included
   * @param postRoot state root after the last
   */
  static Variable[] words(
      Api api, int level, Inputs in, List<SlotConstraints> slots, Variable postRoot) {
    try (var _ = api.scope("header")) {
      Variable count = api.constant(0);
      Variable fees = api.constant(0);
      Variable settled = api.constant(0);
      Variable queued = api.constant(0);
      for (SlotConstraints slot : slots) {
        count = api.add(count, slot.isUsed());
        fees = api.add(fees, slot.fee());
        settled = api.add(settled, slot.settled());
        queued = api.add(queued, slot.isQueued());
      }
      Bits.assertFits(api, in.deployment, DEPLOYMENT_BITS);
      Bits.assertFits(api, in.subject, SUBJECT_BITS);
      Bits.assertFits(api, in.position, POSITION_BITS);
      Bits.assertFits(api, in.queueFrom, QUEUE_BITS);
      Variable queueTo = api.add(in.queueFrom, queued);
      if (queued.constant().isEmpty() || !queued.constant().get().equals(BigInteger.ZERO)) {
        Bits.assertFits(api, queueTo, QUEUE_BITS);
      }
      Bits.assertFitsSigned(api, settled, SETTLED_BITS);
      return new Variable[] {
        api.add(api.constant(shape(level, slots.size(), 0)), count),
        in.deployment,
        in.subject,
        in.preRoot,
        postRoot,
        fees,
        api.add(settled, api.constant(BigInteger.ONE.shiftLeft(SETTLED_BITS))),
        in.position,
        api.add(api.scale(BigInteger.ONE.shiftLeft(QUEUE_BITS), in.queueFrom), queueTo)
      };
    }
  }
}
