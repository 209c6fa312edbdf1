package io.crowdroll.protocol.circuits;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.BatchData;
import io.crowdroll.protocol.chain.Deployment;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.state.Accounts;
import io.crowdroll.protocol.state.WorldState;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * The state as anybody rebuilds it from the words on L1 alone (STATEMENTS.md, "Public data"): for
 * whoever has to leave without any node's help (PROTOCOL.md §8).
 */
public final class PostedState {
  private final WorldState state;
  private final WitnessWriter writer;
  private final BigInteger deployment;
  private long batches;

  /**
   * @param state at genesis; changed from here on
   */
  public PostedState(WorldState state, Deployment deployment) {
    this.state = state;
    this.deployment = deployment.word();
    writer = new WitnessWriter(state);
  }

  /** After the batches taken so far. */
  public WorldState state() {
    return state;
  }

  /** Batches taken. */
  public long batches() {
    return batches;
  }

  /**
   * Follows the next batch.
   *
   * @return why its words are not those of this chain's next batch, in words; the state is of no
   *     use then
   */
  public Optional<String> take(BatchData batch) {
    List<BigInteger> words = batch.words();
    long index = batches + 1;
    if (!words.get(2).equals(BigInteger.valueOf(index))) {
      return flaw(index, "its words are those of batch " + words.get(2));
    }
    if (!words.get(1).equals(deployment)) {
      return flaw(index, "it is of another rollup");
    }
    if (!DataCommitment.chain(words).equals(batch.p())) {
      return flaw(index, "its words are not those that were committed to");
    }
    if (!Hash256.of(words.get(3)).equals(writer.root())) {
      return flaw(index, "it begins at another state root than the one before it leads to");
    }
    int slots = batch.count();
    for (int slot = 0; slot < slots; slot++) {
      int at = BatchData.HEADER_WORDS + BatchData.SLOT_WORDS * slot;
      if (!follows(words.subList(at, at + BatchData.SLOT_WORDS))) {
        return flaw(index, "its slot " + slot + " cannot be applied");
      }
    }
    if (!Hash256.of(words.get(4)).equals(writer.root())) {
      return flaw(index, "its slots lead to another state root than it says");
    }
    batches++;
    return Optional.empty();
  }

  private static Optional<String> flaw(long index, String what) {
    return Optional.of("batch " + index + ": " + what);
  }

  private boolean follows(List<BigInteger> words) {
    try {
      Slot slot = Slot.of(words);
      if (slot.applied() && !touches(slot).stream().allMatch(this::isThere)) {
        return false;
      }
      writer.write(slot);
      return true;
    } catch (IllegalArgumentException | ArithmeticException noSlot) {
      return false;
    }
  }

  /** Accounts that must be there. */
  private static List<Address> touches(Slot slot) {
    return switch (slot.kind()) {
      case PAD, OPEN -> List.of();
      case DEPOSIT -> List.of(slot.to());
      case TRANSFER, FORCED_TRANSFER, SETTLE -> List.of(slot.sender(), slot.to());
      case WITHDRAW, FORCED_WITHDRAW, BOND -> List.of(slot.sender());
    };
  }

  private boolean isThere(Address address) {
    Accounts accounts = state.accounts();
    return accounts.find(address) >= 0;
  }
}
