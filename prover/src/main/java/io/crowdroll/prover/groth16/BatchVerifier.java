package io.crowdroll.prover.groth16;

import static io.crowdroll.prover.field.PrimeField.FR;
import static io.crowdroll.prover.field.PrimeField.LIMBS;

import io.crowdroll.prover.curve.Curve;
import io.crowdroll.prover.curve.Jacobian;
import io.crowdroll.prover.curve.MultiScalar;
import io.crowdroll.prover.curve.Pairing;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;

/**
 * Verifies many proofs for little more than one Miller loop each: the proofs' equations, raised to
 * random powers of 128 bits, are multiplied (Bellare, Garay, Rabin, "Fast Batch Verification",
 * EUROCRYPT 1998). For n proofs of k keys that share α, β and γ that is n + 2 + k Miller loops and
 * one final exponentiation; keys of different phases 1 go separately. A batch that holds a false
 * proof passes with probability 2^−128. If it fails it is halved until the false proofs are named.
 */
public final class BatchVerifier {
  private static final int RANDOMISER_BYTES = 16;

  private final SecureRandom random;
  private final ForkJoinPool pool;

  /**
   * @param random source of the randomisers: who can foresee them can pass false proofs whose
   *     errors cancel
   * @param pool Miller loops and checks of single proofs are spread over its threads
   */
  public BatchVerifier(SecureRandom random, ForkJoinPool pool) {
    this.random = random;
    this.pool = pool;
  }

  /**
   * A proof and what it is said to show.
   *
   * @param publicSignals 4 longs each, plain, least significant first
   */
  public record Claim(Verifier verifier, long[] publicSignals, Proof proof) {}

  /** Positions of the claims that are false or malformed, ascending; empty if all hold. */
  public List<Integer> rejected(List<Claim> claims) {
    boolean[] malformed = new boolean[claims.size()];
    pool.submit(
            () ->
                IntStream.range(0, malformed.length)
                    .parallel()
                    .forEach(
                        i -> {
                          Claim claim = claims.get(i);
                          malformed[i] =
                              !claim.verifier.isWellFormed(claim.publicSignals, claim.proof);
                        }))
        .join();
    List<Integer> rejected = new ArrayList<>();
    List<List<Integer>> batches = new ArrayList<>();
    for (int i = 0; i < malformed.length; i++) {
      if (malformed[i]) {
        rejected.add(i);
      } else {
        batchOf(claims, batches, i).add(i);
      }
    }
    for (List<Integer> batch : batches) {
      search(claims, batch, rejected);
    }
    rejected.sort(null);
    return rejected;
  }

  private static List<Integer> batchOf(List<Claim> claims, List<List<Integer>> batches, int claim) {
    for (List<Integer> batch : batches) {
      if (claims.get(batch.get(0)).verifier.sharesPhase1(claims.get(claim).verifier)) {
        return batch;
      }
    }
    List<Integer> batch = new ArrayList<>();
    batches.add(batch);
    return batch;
  }

  private void search(List<Claim> claims, List<Integer> batch, List<Integer> rejected) {
    if (holds(batch.stream().map(claims::get).toList())) {
      return;
    }
    if (batch.size() == 1) {
      rejected.add(batch.get(0));
      return;
    }
    int half = batch.size() / 2;
    search(claims, batch.subList(0, half), rejected);
    search(claims, batch.subList(half, batch.size()), rejected);
  }

  /**
   * Π e(−ρ_i A_i, B_i) · e(Σ ρ_i Σ s_ij IC_j, γ) · e(Σ ρ_i C_i, δ) · e(Σ ρ_i α, β) = 1, the second
   * and the third by keys.
   */
  private boolean holds(List<Claim> claims) {
    int n = claims.size();
    long[] randomisers = randomisers(n);
    List<Verifier> keys = claims.stream().map(Claim::verifier).distinct().toList();
    int chunks = Math.min(n, pool.getParallelism());
    Pairing[] parts = new Pairing[chunks + 1];
    pool.submit(
            () ->
                IntStream.range(0, parts.length)
                    .parallel()
                    .forEach(
                        c ->
                            parts[c] =
                                c == chunks
                                    ? fixedPart(claims, randomisers, keys)
                                    : proofPart(
                                        claims, randomisers, n * c / chunks, n * (c + 1) / chunks)))
        .join();
    Pairing product = new Pairing();
    for (Pairing part : parts) {
      product.multiply(part);
    }
    return product.isOne();
  }

  // Π e(−ρ_i A_i, B_i) over a range
  private static Pairing proofPart(List<Claim> claims, long[] randomisers, int from, int to) {
    Jacobian[] firsts = new Jacobian[to - from];
    long[] seconds = new long[(to - from) * 16];
    for (int i = from; i < to; i++) {
      Jacobian a = new Jacobian(Curve.G1);
      new MultiScalar(Curve.G1, claims.get(i).proof.a(), 1).sum(a, randomisers, i * LIMBS);
      a.negate();
      firsts[i - from] = a;
      System.arraycopy(claims.get(i).proof.b(), 0, seconds, (i - from) * 16, 16);
    }
    long[] points = new long[firsts.length * 8];
    Jacobian.toAffine(firsts, points, 0);
    Pairing product = new Pairing();
    product.multiply(points, seconds, firsts.length);
    return product;
  }

  private static Pairing fixedPart(List<Claim> claims, long[] randomisers, List<Verifier> keys) {
    int fixed = keys.size() + 2;
    long[] points = new long[fixed * 8];
    Pairing.Prepared[] prepared = new Pairing.Prepared[fixed];
    Jacobian inputs = new Jacobian(Curve.G1);
    for (int k = 0; k < keys.size(); k++) {
      Verifier key = keys.get(k);
      prepared[k] = key.delta();
      long[] scalars = new long[(key.key().nPublic() + 1) * LIMBS];
      List<Integer> mine =
          IntStream.range(0, claims.size())
              .filter(i -> claims.get(i).verifier == key)
              .boxed()
              .toList();
      long[] cs = new long[mine.size() * 8];
      long[] weights = new long[mine.size() * LIMBS];
      for (int j = 0; j < mine.size(); j++) {
        int i = mine.get(j);
        System.arraycopy(claims.get(i).proof.c(), 0, cs, j * 8, 8);
        System.arraycopy(randomisers, i * LIMBS, weights, j * LIMBS, LIMBS);
        addInputs(scalars, claims.get(i).publicSignals, randomisers, i * LIMBS);
      }
      Jacobian sum = new Jacobian(Curve.G1);
      new MultiScalar(Curve.G1, cs, mine.size()).sum(sum, weights, 0);
      sum.toAffine(points, k * 8);
      key.sumOfInputs(cs, 0, scalars);
      inputs.add(cs, 0);
    }
    Verifier any = keys.get(0);
    prepared[keys.size()] = any.gamma();
    inputs.toAffine(points, keys.size() * 8);
    prepared[keys.size() + 1] = any.beta();
    long[] total = new long[LIMBS];
    for (int i = 0; i < claims.size(); i++) {
      FR.add(total, 0, total, 0, randomisers, i * LIMBS);
    }
    Curve.G1.multiply(points, (keys.size() + 1) * 8, any.key().alpha1(), 0, total, 0);
    Pairing product = new Pairing();
    product.multiply(points, new long[0], 0, prepared);
    return product;
  }

  // scalars = scalars + ρ (1, signals), plain numbers all of them
  private static void addInputs(long[] scalars, long[] signals, long[] randomisers, int i) {
    FR.add(scalars, 0, scalars, 0, randomisers, i);
    long[] rho = new long[LIMBS];
    long[] term = new long[LIMBS];
    FR.fromPlain(rho, 0, randomisers, i);
    for (int s = 0; s < signals.length; s += LIMBS) {
      FR.mul(term, 0, rho, 0, signals, s);
      FR.add(scalars, s + LIMBS, scalars, s + LIMBS, term, 0);
    }
  }

  // 128 bits each, not 0
  private long[] randomisers(int count) {
    long[] out = new long[count * LIMBS];
    byte[] bytes = new byte[RANDOMISER_BYTES];
    for (int i = 0; i < out.length; i += LIMBS) {
      do {
        random.nextBytes(bytes);
        Arrays.fill(out, i, i + 2, 0);
        for (int k = 0; k < RANDOMISER_BYTES; k++) {
          out[i + k / 8] = out[i + k / 8] << 8 | bytes[k] & 0xff;
        }
      } while ((out[i] | out[i + 1]) == 0);
    }
    return out;
  }
}
