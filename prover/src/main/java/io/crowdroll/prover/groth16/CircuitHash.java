package io.crowdroll.prover.groth16;

import io.crowdroll.prover.curve.Curve;
import io.crowdroll.prover.curve.Jacobian;
import io.crowdroll.prover.hash.Blake2b;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The hash of a key before any contribution, with which its transcript begins, as snarkjs computes
 * it: the points of the header, then each part with its length; H not in the key's basis but as
 * τ^(N + i) − τ^i.
 */
final class CircuitHash {
  private static final ValueLayout.OfLong U64 =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /** Up to this many powers snarkjs hashes all but the last, above it all of them. */
  private static final int CHUNK = 1 << 14;

  /** Differences that share an inversion. */
  private static final int TOGETHER = 1 << 10;

  private final Blake2b hasher = new Blake2b();

  private CircuitHash() {}

  /** The hash of a key that was just made from these powers. */
  static byte[] of(ProvingKey key, PowersOfTau powers) {
    CircuitHash hash = new CircuitHash();
    VerifyingKey vk = key.verifyingKey();
    for (long[] point :
        new long[][] {
          vk.alpha1(), key.beta1(), vk.beta2(), vk.gamma2(), key.delta1(), vk.delta2()
        }) {
      hash.hasher.update(Transcript.uncompressed(point));
    }
    hash.part(MemorySegment.ofArray(vk.ic()), 8);
    hash.powers(key.domainSize(), powers);
    hash.part(key.c(), 8);
    hash.part(key.a(), 8);
    hash.part(key.b1(), 8);
    hash.part(key.b2(), 16);
    return hash.hasher.digest();
  }

  private void part(MemorySegment points, int longs) {
    long count = points.byteSize() / (8L * longs);
    length((int) count);
    for (long i = 0; i < count; i++) {
      hasher.update(Transcript.uncompressed(point(points, i, longs)));
    }
  }

  private void powers(int n, PowersOfTau powers) {
    length(n - 1);
    long held = powers.tauG1().byteSize() / 64;
    int count = n > CHUNK && held >= 2L * n ? n : n - 1;
    for (int from = 0; from < count; from += TOGETHER) {
      Jacobian[] differences = new Jacobian[Math.min(TOGETHER, count - from)];
      for (int i = 0; i < differences.length; i++) {
        differences[i] = new Jacobian(Curve.G1);
        differences[i].set(point(powers.tauG1(), (long) from + i + n, 8), 0);
        differences[i].add(point(powers.tauG1(), (long) from + i, 8), 0, true);
      }
      long[] affine = new long[8 * differences.length];
      Jacobian.toAffine(differences, affine, 0);
      for (int i = 0; i < affine.length; i += 8) {
        hasher.update(Transcript.uncompressed(Arrays.copyOfRange(affine, i, i + 8)));
      }
    }
    if (n > CHUNK && held < 2L * n) {
      long[] last = point(powers.tauG1(), n - 1, 8);
      hasher.update(Transcript.uncompressed(Overread.difference(powers, last)));
    }
  }

  private void length(int count) {
    hasher.update(ByteBuffer.allocate(4).putInt(count).array());
  }

  private static long[] point(MemorySegment points, long index, int longs) {
    long[] point = new long[longs];
    MemorySegment.copy(points, U64, index * 8 * longs, point, 0, longs);
    return point;
  }
}
