package io.crowdroll.protocol.state;

import static io.crowdroll.prover.field.PrimeField.LIMBS;

import io.crowdroll.prover.field.Poseidon;
import io.crowdroll.prover.field.PoseidonBatch;

/**
 * Poseidon hashes of one arity at a time, many in one call, spread over the workers. Elements are 4
 * longs in Montgomery form. One for all trees of a state: its tables are large.
 */
final class Hasher {
  /** Hashes a task: enough to be worth handing over, few enough to share out evenly. */
  private static final int CHUNK = 32;

  private final Workers workers;
  private final PoseidonBatch[][] batches = new PoseidonBatch[Poseidon.MAX_INPUTS + 1][];
  private long[] in = new long[64];
  private long[] out = new long[64];

  Hasher(Workers workers) {
    this.workers = workers;
  }

  /** Room for so many inputs, to be written before {@link #hash}; the same array at every call. */
  long[] inputs(int elements) {
    if (in.length < elements * LIMBS) {
      in = new long[Math.max(elements * LIMBS, 2 * in.length)];
    }
    return in;
  }

  /**
   * Hashes {@code count} runs of {@code arity} elements of {@link #inputs}.
   *
   * @return the hashes in order; valid until the next call
   */
  long[] hash(int arity, int count) {
    if (out.length < count * LIMBS) {
      out = new long[Math.max(count * LIMBS, 2 * out.length)];
    }
    PoseidonBatch[] own = batches(arity);
    if (count <= CHUNK) {
      own[0].hash(out, 0, in, 0, count);
      return out;
    }
    workers.run(
        (count + CHUNK - 1) / CHUNK,
        (worker, task) -> {
          int from = task * CHUNK;
          int some = Math.min(CHUNK, count - from);
          own[worker].hash(out, from * LIMBS, in, from * arity * LIMBS, some);
        });
    return out;
  }

  private PoseidonBatch[] batches(int arity) {
    if (batches[arity] == null) {
      batches[arity] = new PoseidonBatch[workers.count()];
      for (int worker = 0; worker < workers.count(); worker++) {
        batches[arity][worker] = new PoseidonBatch(arity);
      }
    }
    return batches[arity];
  }
}
