package io.crowdroll.sim.kernel;

/**
 * The random streams of one replication, each found by what it is for.
 *
 * <p>The key of a stream is a hash of (seed, replication, entity class, entity id, purpose) and of
 * nothing else: no parameter of the scenario, no index of a sweep. So two scenarios compared under
 * one seed see the same random numbers, which is what makes paired comparison sharp, and adding an
 * entity leaves the streams of all others as they were. Making a stream is O(1) and needs no
 * registration.
 *
 * @param seed the run's master seed
 * @param replication index of the replication, from 0
 * @param antithetic whether every uniform u is replaced by 1 − u, for variance reduction by pairs
 */
public record Streams(long seed, int replication, boolean antithetic) {

  /** Keeps the hash apart from the streams themselves, which use the same cipher. */
  private static final long KEY_DOMAIN = 0x63726f7764726f6cL; // "crowdrol"

  /** The plain, not antithetic, streams. */
  public Streams(long seed, int replication) {
    this(seed, replication, false);
  }

  /**
   * The stream of one entity for one purpose, at its first draw.
   *
   * @param entity any id that is unique in the class and does not depend on other entities
   */
  public RandomStream stream(EntityClass entityClass, long entity, Purpose purpose) {
    // Under one key Philox is a bijection, so that different streams have different 256-bit hashes.
    Philox.Block hash =
        Philox.block(replication, entityClass.id(), entity, purpose.id(), seed, KEY_DOMAIN);
    return new RandomStream(hash.word0(), hash.word1(), antithetic);
  }
}
