package io.crowdroll.protocol.node;

import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.circuits.Opening;
import io.crowdroll.protocol.circuits.Slot;
import io.crowdroll.protocol.circuits.SlotKind;
import io.crowdroll.protocol.circuits.SlotWitness;
import io.crowdroll.protocol.circuits.Statement;
import java.math.BigInteger;
import java.util.List;

/**
 * Statements as bytes: the witness of a task, as validators serve it to provers. A slot is its
 * public words, what its sender signed, and the leaves that it opens; pads are not written.
 */
public final class StatementCodec {
  /** Slots of the largest circuit. */
  private static final int MOST_SLOTS = 64;

  private StatementCodec() {}

  private record Written(
      int level,
      int capacity,
      BigInteger deployment,
      BigInteger subject,
      Hash256 preRoot,
      Hash256 postRoot,
      long firstHeight,
      long lastHeight,
      long l1Origin,
      long queueFrom,
      List<WrittenSlot> slots) {}

  /**
   * @param signed {@code null} where nobody signs such a slot
   */
  private record WrittenSlot(
      List<BigInteger> words, Slot.Signed signed, Opening first, Opening second) {
    static WrittenSlot of(SlotWitness witness) {
      Slot slot = witness.slot();
      return new WrittenSlot(slot.words(), slot.signed(), witness.first(), witness.second());
    }

    SlotWitness witness() {
      return new SlotWitness(Slot.of(words).signed(signed), first, second);
    }
  }

  /** The bytes of a statement. */
  public static byte[] encode(Statement statement) {
    Written written =
        new Written(
            statement.level(),
            statement.slots().size(),
            statement.deployment(),
            statement.subject(),
            statement.preRoot(),
            statement.postRoot(),
            statement.firstHeight(),
            statement.lastHeight(),
            statement.l1Origin(),
            statement.queueFrom(),
            statement.slots().stream()
                .filter(witness -> witness.slot().kind() != SlotKind.PAD)
                .map(WrittenSlot::of)
                .toList());
    return RecordCodec.encode(Written.class, written);
  }

  /**
   * The statement of an encoding, {@code null} where the bytes are none. That it is a statement
   * does not say that it is true.
   */
  public static Statement decode(byte[] bytes) {
    Written written = RecordCodec.decode(Written.class, bytes);
    if (written == null || written.capacity > MOST_SLOTS) {
      return null;
    }
    try {
      return new Statement(
              written.level,
              written.deployment,
              written.subject,
              written.preRoot,
              written.postRoot,
              written.firstHeight,
              written.lastHeight,
              written.l1Origin,
              written.queueFrom,
              written.slots.stream().map(WrittenSlot::witness).toList())
          .padded(written.capacity);
    } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException junk) {
      return null; // words of no slot, too few of them, or more slots than the capacity
    }
  }
}
