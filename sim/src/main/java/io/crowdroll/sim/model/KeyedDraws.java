package io.crowdroll.sim.model;

import io.crowdroll.sim.kernel.EntityClass;
import io.crowdroll.sim.kernel.Purpose;
import io.crowdroll.sim.kernel.Streams;

/**
 * Uniform numbers found by (entity, number of the draw), without a stream to keep: a million
 * entities need no state but the counters that they have anyway, and leaving one draw out shifts no
 * other.
 */
public record KeyedDraws(Streams streams, EntityClass entityClass) {
  private static final int ENTITY_BITS = 22;

  /** Entities of a class: ids 0 to this less one. */
  public static final int ENTITIES = 1 << ENTITY_BITS;

  /**
   * The uniform number of (0, 1) under a key.
   *
   * @param entity below {@link #ENTITIES}
   * @param number at most 2^42 − 1
   */
  public double uniform(int entity, Purpose purpose, long number) {
    return streams.stream(entityClass, number << ENTITY_BITS | entity, purpose).nextDouble();
  }

  /** The uniform number behind a property fixed at birth. */
  public double trait(int entity, Trait trait) {
    return uniform(entity, Purpose.TRAITS, trait.ordinal());
  }
}
