package io.crowdroll.protocol.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Keccak256;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlotScheduleTest {
  private static final Address A = new Address(0, 0, 1);
  private static final Address B = new Address(0, 0, 2);
  private static final Address C = new Address(0, 0, 3);

  private final SlotSchedule schedule =
      SlotSchedule.apportioned(4, new SignerSet(List.of(A, B, C), List.of(50L, 33L, 17L)));

  @Test
  void seatsFollowStakeAndNobodyHasMoreThanItsShareRoundedUp() {
    assertThat(held(A)).isEqualTo(32);
    assertThat(held(B)).isEqualTo(21);
    assertThat(held(C)).isEqualTo(11);
    assertThat(SlotSchedule.maxSeats(50, 100)).isEqualTo(32);
    assertThat(SlotSchedule.maxSeats(17, 100)).isEqualTo(11);
    assertThat(SlotSchedule.maxSeats(1, 1_000)).isEqualTo(1);
  }

  @Test
  void slotsCoverTheirBlocksAndAreSeededFromBefore() {
    assertThat(schedule.slot(399)).isEqualTo(99);
    assertThat(schedule.slot(400)).isEqualTo(100);
    assertThat(schedule.start(100)).isEqualTo(400);
    assertThat(schedule.seedBlock(100)).isEqualTo(368);
  }

  @Test
  void agentIsTheSeatDrawnByKeccakOfSeedAndSlot() {
    Hash256 seed = new Hash256(1, 2, 3, 4);
    byte[] message = new byte[64];
    System.arraycopy(seed.toBytes(), 0, message, 0, 32);
    message[63] = 100;
    int seat = Keccak256.hash(message)[31] & 63;
    assertThat(schedule.agent(100, seed)).isEqualTo(schedule.seats().get(seat).owner());
  }

  @Test
  void seatChangesHandsAtItsBlockAsOfTheSlotsStart() {
    Hash256 seed = new Hash256(1, 2, 3, 4);
    int seat = SlotSchedule.seatOf(100, seed);
    Seat held = schedule.seats().get(seat);
    SlotSchedule atStart = schedule.with(seat, held.change(Address.ZERO, 400));
    SlotSchedule justAfter = schedule.with(seat, held.change(Address.ZERO, 401));
    assertThat(atStart.agent(100, seed)).isEqualTo(Address.ZERO);
    assertThat(justAfter.agent(100, seed)).isEqualTo(held.owner());
  }

  @Test
  void fallbackOpensAfterWholeSlots() {
    // Ready in the middle of slot 100: slots 101, 102, 103 are whole
    assertThat(schedule.opensAt(402, 3)).isEqualTo(416);
    assertThat(schedule.opensAt(400, 3)).isEqualTo(416);
    assertThat(schedule.opensAt(399, 3)).isEqualTo(412);
    assertThat(schedule.opensAt(402, -1)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void drawsAreSpreadEvenlyOverTheSeats() {
    int slots = 64_000;
    int[] drawn = new int[SlotSchedule.SEATS];
    for (int slot = 0; slot < slots; slot++) {
      drawn[SlotSchedule.seatOf(slot, new Hash256(9, 9, 9, slot))]++;
    }
    double chiSquared = 0;
    double expected = slots / 64.0;
    for (int count : drawn) {
      chiSquared += (count - expected) * (count - expected) / expected;
    }
    // 63 degrees of freedom: mean 63, standard deviation 11.2
    assertThat(chiSquared).isBetween(63 - 4 * 11.2, 63 + 4 * 11.2);
  }

  @Test
  void needsItsSixtyFourSeats() {
    assertThatThrownBy(() -> new SlotSchedule(4, List.of(Seat.EMPTY)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SlotSchedule(0, Collections.nCopies(64, Seat.EMPTY)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private int held(Address owner) {
    return (int) schedule.seats().stream().filter(seat -> seat.owner().equals(owner)).count();
  }
}
