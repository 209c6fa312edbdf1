package io.crowdroll.protocol.submission;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Keccak256;
import java.util.ArrayList;
import java.util.List;

/**
 * Who may commit when (PROTOCOL.md §7, L1.md Slots): L1 time in slots of {@code slotBlocks} blocks,
 * one agent each, agent(s) = seat[keccak(blockhash(slotStart(s) − 32), s) mod 64].
 *
 * <p>Nothing of it is stored for a slot: nodes and contract compute it alike, and a reorganisation
 * shallower than {@link #SEED_DEPTH} cannot change it.
 *
 * @param slotBlocks L1 blocks a slot
 * @param seats the 64 seats
 */
public record SlotSchedule(int slotBlocks, List<Seat> seats) {
  public static final int SEATS = 64;

  /** Blocks before a slot's start whose hash is its seed. */
  public static final int SEED_DEPTH = 32;

  /** Blocks after which a change of seats acts: more than the seed is old, so seats come first. */
  public static final int NOTICE_BLOCKS = 40;

  /** Most skipped slots that are fined at a fallback commit. */
  public static final int FINED_SLOTS = 3;

  /**
   * @throws IllegalArgumentException if there are not 64 seats or slots are empty
   */
  public SlotSchedule {
    seats = List.copyOf(seats);
    if (seats.size() != SEATS || slotBlocks < 1) {
      throw new IllegalArgumentException(seats.size() + " seats, " + slotBlocks + " blocks a slot");
    }
  }

  /**
   * Seats in proportion to stake: each in turn goes to the member with the largest stake for one
   * more seat (D'Hondt) that is still below its {@link #maxSeats}.
   */
  public static SlotSchedule apportioned(int slotBlocks, SignerSet set) {
    int[] held = new int[set.members().size()];
    long total = set.total();
    List<Seat> seats = new ArrayList<>(SEATS);
    while (seats.size() < SEATS) {
      int best = -1;
      for (int i = 0; i < held.length; i++) {
        boolean room = held[i] < maxSeats(set.stakes().get(i), total);
        if (room && (best < 0 || isAhead(set, held, i, best))) {
          best = i;
        }
      }
      held[best]++;
      seats.add(Seat.of(set.members().get(best)));
    }
    return new SlotSchedule(slotBlocks, seats);
  }

  private static boolean isAhead(SignerSet set, int[] held, int i, int best) {
    // stake(i) / (held(i) + 1) > stake(best) / (held(best) + 1), without division
    long ours = Math.multiplyExact(set.stakes().get(i), (long) held[best] + 1);
    long theirs = Math.multiplyExact(set.stakes().get(best), (long) held[i] + 1);
    return ours > theirs;
  }

  /** ⌈64 × stake / total⌉: most seats of a member. */
  public static int maxSeats(long stake, long total) {
    return (int) Math.ceilDiv(Math.multiplyExact(stake, (long) SEATS), total);
  }

  /** The slot of an L1 block. */
  public long slot(long block) {
    return Math.floorDiv(block, (long) slotBlocks);
  }

  /** The first block of a slot. */
  public long start(long slot) {
    return slot * slotBlocks;
  }

  /** The block whose hash is the slot's seed. */
  public long seedBlock(long slot) {
    return start(slot) - SEED_DEPTH;
  }

  /**
   * The agent of a slot, {@link Address#ZERO} if its seat is empty and so the slot open.
   *
   * @param seed hash of block {@link #seedBlock}
   */
  public Address agent(long slot, Hash256 seed) {
    return seats.get(seatOf(slot, seed)).ownerAt(start(slot));
  }

  /** keccak(seed ‖ slot as a 256-bit number) mod 64. */
  static int seatOf(long slot, Hash256 seed) {
    Keccak256 keccak = new Keccak256();
    Hash256 drawn = keccak.putHash(seed).putHash(new Hash256(0, 0, 0, slot)).digest();
    return (int) (drawn.w3() & (SEATS - 1));
  }

  /**
   * The first block at which anybody may commit a batch (§7): {@code openAfterSlots} whole slots
   * after it was ready and not committed.
   *
   * @param since max(last commit, readyAt), an L1 block
   * @param openAfterSlots negative = never
   */
  public long opensAt(long since, int openAfterSlots) {
    return openAfterSlots < 0 ? Long.MAX_VALUE : start(slot(since) + 1 + openAfterSlots);
  }

  /** The schedule with one seat replaced. */
  public SlotSchedule with(int seat, Seat state) {
    List<Seat> changed = new ArrayList<>(seats);
    changed.set(seat, state);
    return new SlotSchedule(slotBlocks, changed);
  }
}
