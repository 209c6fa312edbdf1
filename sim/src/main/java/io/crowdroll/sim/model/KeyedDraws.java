package io.crowdroll.sim.model;

import io.crowdroll.sim.kernel.EntityClass;
import io.crowdroll.sim.kernel.Purpose;
import io.crowdroll.sim.kernel.Streams;

/**
 * Uniform numbers found by (group, entity, number of the draw), without a stream to keep: a million
 * entities need no state but the counters that they have anyway, and leaving one draw out shifts no
 * other.
 *
 * @param group sets entities apart that are numbered alike, at most 255: a group can grow without
 *     moving the draws of another
 */
public record KeyedDraws(Streams streams, EntityClass entityClass, int group) {
  private static final int ENTITY_BITS = 22;
  private static final int GROUP_SHIFT = 56;
  private static final long NUMBER_MASK = (1L << GROUP_SHIFT - ENTITY_BITS) - 1;

  /** The draws of a class that has no groups. */
  public KeyedDraws(Streams streams, EntityClass entityClass) {
    this(streams, entityClass, 0);
  }

  /**
   * The uniform number of (0, 1) under a key.
   *
   * @param entity below 2^22
   * @param number below 2^34: a time in ms fits for half a year
   */
  public double uniform(int entity, Purpose purpose, long number) {
    long key = (long) group << GROUP_SHIFT | (number & NUMBER_MASK) << ENTITY_BITS | entity;
    return streams.stream(entityClass, key, purpose).nextDouble();
  }

  /** The uniform number behind a property fixed at birth. */
  public double trait(int entity, Trait trait) {
    return uniform(entity, Purpose.TRAITS, trait.ordinal());
  }
}
