package io.crowdroll.prover.groth16;

import static io.crowdroll.prover.field.PrimeField.FR;
import static io.crowdroll.prover.field.PrimeField.LIMBS;

import io.crowdroll.prover.circuit.R1cs;
import io.crowdroll.prover.curve.CommonFactor;
import io.crowdroll.prover.curve.Curve;
import io.crowdroll.prover.curve.Msm;
import io.crowdroll.prover.curve.Pairing;
import io.crowdroll.prover.curve.Workspace;
import io.crowdroll.prover.groth16.Transcript.Beacon;
import io.crowdroll.prover.groth16.Transcript.Contribution;
import io.crowdroll.prover.hash.Blake2b;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.random.RandomGenerator;

/**
 * Phase 2: contributors multiply δ by secret factors, one after the other, each proving knowledge
 * of the factor (Bowe, Gabizon, Miers, "Scalable Multi-party Computation for zk-SNARK Parameters in
 * the Random Beacon Model", 2017). The key is sound if phase 1 was and one contributor forgot the
 * factor. Transcripts are those of snarkjs, in both directions.
 *
 * <p>A contributor's name is not part of what is hashed: it is a remark.
 */
public final class Ceremony {
  private Ceremony() {}

  /**
   * The key that a ceremony begins with.
   *
   * @see PowersSetup#start
   */
  public static ProvingKey begin(R1cs r1cs, PowersOfTau powers, Arena arena, ForkJoinPool pool) {
    return PowersSetup.start(r1cs, powers, arena, pool);
  }

  /**
   * How many contributions a key says it has had.
   *
   * @throws IllegalArgumentException if its transcript cannot be read
   */
  public static int contributions(ProvingKey key) {
    return Transcript.parse(key.transcript()).contributions().size();
  }

  /**
   * The key after one more contribution. Its secret is drawn here and forgotten.
   *
   * @throws IllegalArgumentException if the transcript cannot be read, or a point of C or H is not
   *     on the curve
   * @param name shown by those who list contributions; at most 64 bytes of it are kept
   * @param random source of the secret: a SecureRandom, but in tests
   * @param arena owner of the new parts C and H; the rest is shared with the old key
   */
  public static ProvingKey contribute(
      ProvingKey key, String name, RandomGenerator random, Arena arena, ForkJoinPool pool) {
    Transcript transcript = Transcript.parse(key.transcript());
    KeyCheck.scaledPartsFlaw(key, pool)
        .ifPresent(
            flaw -> {
              throw new IllegalArgumentException(flaw);
            });
    BigInteger factor = number(random);
    long[] s = multiple(Curve.G1, Curve.G1.generator(), number(random));
    long[] sx = multiple(Curve.G1, s, factor);
    byte[] hash =
        transcript
            .hasher()
            .update(Transcript.uncompressed(s))
            .update(Transcript.uncompressed(sx))
            .digest();
    long[] spx = multiple(Curve.G2, new ChaChaSource(hash).nextPoint(Curve.G2), factor);
    long[] delta1 = multiple(Curve.G1, key.delta1(), factor);
    VerifyingKey old = key.verifyingKey();
    VerifyingKey verifyingKey =
        new VerifyingKey(
            old.nPublic(),
            old.alpha1(),
            old.beta2(),
            old.gamma2(),
            multiple(Curve.G2, old.delta2(), factor),
            old.ic());
    List<Contribution> contributions = new ArrayList<>(transcript.contributions());
    contributions.add(Contribution.secret(delta1, s, sx, spx, hash, name));
    CommonFactor inverse = new CommonFactor(factor.modInverse(Curve.ORDER));
    return new ProvingKey(
        key.nVariables(),
        key.nPublic(),
        key.domainSize(),
        verifyingKey,
        key.beta1(),
        delta1,
        key.coefficients(),
        key.a(),
        key.b1(),
        key.b2(),
        scaled(key.c(), inverse, arena, pool),
        scaled(key.h(), inverse, arena, pool),
        new Transcript(transcript.circuitHash(), contributions).encode());
  }

  private static MemorySegment scaled(
      MemorySegment points, CommonFactor factor, Arena arena, ForkJoinPool pool) {
    MemorySegment out = arena.allocate(points.byteSize(), 8);
    factor.multiply(out, points, pool);
    return out;
  }

  /** The same with a secret from a fresh {@link SecureRandom}. */
  public static ProvingKey contribute(ProvingKey key, String name, Arena arena, ForkJoinPool pool) {
    return contribute(key, name, new SecureRandom(), arena, pool);
  }

  /** {@link #flaw(ProvingKey, ProvingKey, SecureRandom, ForkJoinPool)} with fresh randomisers. */
  public static Optional<String> flaw(ProvingKey initial, ProvingKey key, ForkJoinPool pool) {
    return flaw(initial, key, new SecureRandom(), pool);
  }

  /**
   * What is wrong with a key that is said to have come from another by contributions, or nothing.
   *
   * @param initial the key before the first contribution, made by the verifier itself from the
   *     circuit and the powers of tau: {@link #begin}
   * @param random source of the randomisers for C and H
   */
  public static Optional<String> flaw(
      ProvingKey initial, ProvingKey key, SecureRandom random, ForkJoinPool pool) {
    Transcript transcript;
    Transcript start;
    try {
      transcript = Transcript.parse(key.transcript());
      start = Transcript.parse(initial.transcript());
    } catch (IllegalArgumentException e) {
      return Optional.of(e.getMessage());
    }
    if (!start.contributions().isEmpty()) {
      return Optional.of("the initial key has contributions");
    }
    if (!Arrays.equals(transcript.circuitHash(), start.circuitHash())) {
      return Optional.of("the key is of another circuit, or other powers of tau");
    }
    return fixedPartsFlaw(initial, key)
        .or(() -> chainFlaw(transcript))
        .or(() -> deltaFlaw(transcript, key))
        .or(() -> KeyCheck.firstFlaw(key, pool))
        .or(() -> ratioFlaw("C", initial.c(), key.c(), initial, key, random, pool))
        .or(() -> ratioFlaw("H", initial.h(), key.h(), initial, key, random, pool));
  }

  // what no contribution changes
  private static Optional<String> fixedPartsFlaw(ProvingKey initial, ProvingKey key) {
    VerifyingKey a = initial.verifyingKey();
    VerifyingKey b = key.verifyingKey();
    boolean same =
        initial.nVariables() == key.nVariables()
            && initial.nPublic() == key.nPublic()
            && initial.domainSize() == key.domainSize()
            && Arrays.equals(a.alpha1(), b.alpha1())
            && Arrays.equals(a.beta2(), b.beta2())
            && Arrays.equals(a.gamma2(), b.gamma2())
            && Arrays.equals(a.ic(), b.ic())
            && Arrays.equals(initial.beta1(), key.beta1())
            && initial.coefficients().mismatch(key.coefficients()) < 0
            && initial.a().mismatch(key.a()) < 0
            && initial.b1().mismatch(key.b1()) < 0
            && initial.b2().mismatch(key.b2()) < 0;
    return same ? Optional.empty() : Optional.of("a part that contributions leave alone differs");
  }

  private static Optional<String> chainFlaw(Transcript transcript) {
    Blake2b hasher = new Blake2b().update(transcript.circuitHash());
    long[] delta = Curve.G1.generator();
    for (int i = 0; i < transcript.contributions().size(); i++) {
      Contribution c = transcript.contributions().get(i);
      String name = "contribution " + (i + 1) + ": ";
      if (!c.isWellFormed()) {
        return Optional.of(name + "a point is none of its group");
      }
      byte[] hash =
          hasher
              .copy()
              .update(Transcript.uncompressed(c.s()))
              .update(Transcript.uncompressed(c.sx()))
              .digest();
      if (!Arrays.equals(hash, c.hash())) {
        return Optional.of(name + "it does not follow on those before");
      }
      long[] sp = new ChaChaSource(hash).nextPoint(Curve.G2);
      if (!sameRatio(c.s(), c.sx(), sp, c.spx())) {
        return Optional.of(name + "its factor is not the same in both groups");
      }
      if (!sameRatio(delta, c.deltaAfter(), sp, c.spx())) {
        return Optional.of(name + "δ was not multiplied by its factor");
      }
      Optional<String> flaw = typeFlaw(c);
      if (flaw.isPresent()) {
        return flaw.map(text -> name + text);
      }
      c.hashInto(hasher);
      delta = c.deltaAfter();
    }
    return Optional.empty();
  }

  private static Optional<String> typeFlaw(Contribution c) {
    Beacon beacon;
    try {
      beacon = c.beacon();
    } catch (IllegalArgumentException | BufferUnderflowException | IndexOutOfBoundsException e) {
      return Optional.of("its parameters cannot be read");
    }
    if (c.type() == Transcript.SECRET) {
      return Optional.empty();
    }
    if (c.type() != Transcript.BEACON
        || beacon.logIterations() < 10
        || beacon.logIterations() > 63) {
      return Optional.of("of an unknown type");
    }
    ChaChaSource source = new ChaChaSource(hashed(beacon));
    long[] factor = new long[LIMBS];
    source.nextElement(FR, factor, 0);
    long[] s = source.nextPoint(Curve.G1);
    long[] sx = multiple(Curve.G1, s, FR.toBigInteger(factor, 0));
    return Arrays.equals(s, c.s()) && Arrays.equals(sx, c.sx())
        ? Optional.empty()
        : Optional.of("its factor is not that of the beacon");
  }

  private static byte[] hashed(Beacon beacon) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] hash = beacon.hash();
      for (long i = 0; i < 1L << beacon.logIterations(); i++) {
        hash = sha256.digest(hash);
      }
      return hash;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has SHA-256
    }
  }

  private static Optional<String> deltaFlaw(Transcript transcript, ProvingKey key) {
    List<Contribution> contributions = transcript.contributions();
    long[] delta =
        contributions.isEmpty() ? Curve.G1.generator() : contributions.getLast().deltaAfter();
    long[] delta2 = key.verifyingKey().delta2();
    boolean fits =
        Arrays.equals(key.delta1(), delta)
            && !Curve.G2.isInfinity(delta2, 0)
            && Curve.G2.contains(delta2, 0)
            && sameRatio(Curve.G1.generator(), delta, Curve.G2.generator(), delta2);
    return fits ? Optional.empty() : Optional.of("δ is not that of the last contribution");
  }

  // Σ ρ_i P_i of the initial part and of this one must differ by the factor of δ, for random ρ
  private static Optional<String> ratioFlaw(
      String name,
      MemorySegment before,
      MemorySegment after,
      ProvingKey initial,
      ProvingKey key,
      SecureRandom random,
      ForkJoinPool pool) {
    int count = (int) (before.byteSize() / 64);
    if (count == 0) {
      return Optional.empty();
    }
    long[] randomisers = new long[count * LIMBS];
    for (int i = 0; i < randomisers.length; i += LIMBS) {
      randomisers[i] = random.nextLong();
      randomisers[i + 1] = random.nextLong();
    }
    long[] sums = new long[16];
    Workspace workspace = new Workspace();
    Msm.g1(before, count, pool).multiply(sums, 0, randomisers, 0, workspace, pool);
    Msm.g1(after, count, pool).multiply(sums, 8, randomisers, 0, workspace, pool);
    long[] first = Arrays.copyOf(sums, 8);
    long[] second = Arrays.copyOfRange(sums, 8, 16);
    // e(Σ before, δ before) = e(Σ after, δ after)
    return sameRatio(second, first, initial.verifyingKey().delta2(), key.verifyingKey().delta2())
        ? Optional.empty()
        : Optional.of(name + " was not divided by the factors of δ");
  }

  // whether p' = d p and q' = d q for one d: e(p, q') = e(p', q)
  private static boolean sameRatio(long[] p, long[] p1, long[] q, long[] q1) {
    if (Curve.G1.isInfinity(p, 0) || Curve.G1.isInfinity(p1, 0)) {
      return Curve.G1.isInfinity(p, 0) && Curve.G1.isInfinity(p1, 0);
    }
    long[] firsts = new long[16];
    long[] seconds = new long[32];
    System.arraycopy(p, 0, firsts, 0, 8);
    Curve.G1.negate(firsts, 8, p1, 0);
    System.arraycopy(q1, 0, seconds, 0, 16);
    System.arraycopy(q, 0, seconds, 16, 16);
    return Pairing.productIsOne(firsts, seconds, 2);
  }

  private static long[] multiple(Curve curve, long[] point, BigInteger factor) {
    long[] out = new long[curve.longs()];
    curve.multiply(out, 0, point, 0, factor);
    return out;
  }

  // of [1, r)
  private static BigInteger number(RandomGenerator random) {
    byte[] bytes = new byte[48];
    random.nextBytes(bytes);
    BigInteger number = new BigInteger(1, bytes).mod(Curve.ORDER);
    return number.signum() == 0 ? number(random) : number;
  }
}
