package io.crowdroll.protocol.submission;

import io.crowdroll.protocol.chain.Address;

/**
 * One of the 64 seats of the slot schedule.
 *
 * @param owner who has it before {@code effectiveBlock}; {@link Address#ZERO} = nobody
 * @param next who has it from then on
 * @param effectiveBlock L1 block number
 */
public record Seat(Address owner, Address next, long effectiveBlock) {
  /** Nobody's: its slots are open to anybody. */
  public static final Seat EMPTY = of(Address.ZERO);

  /** A seat held from the beginning. */
  public static Seat of(Address owner) {
    return new Seat(owner, owner, 0);
  }

  /** Who has it at an L1 block. */
  public Address ownerAt(long block) {
    return block < effectiveBlock ? owner : next;
  }

  /** The seat after a change that acts from {@code block} on. */
  public Seat change(Address newOwner, long block) {
    return new Seat(next, newOwner, block);
  }

  /** Whether {@code member} has it now or will have it. */
  public boolean concerns(Address member, long block) {
    return next.equals(member) || block < effectiveBlock && owner.equals(member);
  }
}
