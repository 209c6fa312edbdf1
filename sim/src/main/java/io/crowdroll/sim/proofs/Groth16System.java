package io.crowdroll.sim.proofs;

import io.crowdroll.protocol.chain.Proof;
import io.crowdroll.protocol.chain.ProofSystem;
import io.crowdroll.protocol.chain.ProofWords;
import io.crowdroll.protocol.chain.PublicInputs;
import io.crowdroll.prover.field.PrimeField;
import io.crowdroll.prover.groth16.BatchVerifier;
import io.crowdroll.prover.groth16.Verifier;
import io.crowdroll.prover.groth16.VerifyingKey;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Function;

/**
 * Verifies real proofs, those of a block together (PROTOCOL.md §2). What was found out about a
 * proof is kept for a while: nodes that share this object check each once.
 */
public final class Groth16System implements ProofSystem {
  /** Verdicts that are kept: more proofs than are under way at any time. */
  private static final int KEPT = 1 << 12;

  private record Checked(ProofWords proof, PublicInputs inputs) {}

  private final Function<PublicInputs, Verifier> verifiers;
  private final BatchVerifier batches;
  private final Map<Checked, Boolean> verdicts =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Checked, Boolean> eldest) {
          return size() > KEPT;
        }
      };

  /**
   * @param verifiers the verifier of the circuit that public inputs are of
   */
  public Groth16System(Function<PublicInputs, Verifier> verifiers, ForkJoinPool pool) {
    this.verifiers = verifiers;
    batches = new BatchVerifier(new SecureRandom(), pool);
  }

  /**
   * With the keys of the rollup's circuits.
   *
   * @param keys asked once for each circuit
   * @param capacity of batches
   * @param literal whether settlement may take from a balance (PROTOCOL.md §1)
   */
  public static Groth16System of(
      Function<ProvenCircuit, VerifyingKey> keys,
      int capacity,
      boolean literal,
      ForkJoinPool pool) {
    Map<String, Verifier> byCircuit = new HashMap<>();
    return new Groth16System(
        inputs -> {
          ProvenCircuit circuit =
              inputs.kind() == null
                  ? ProvenCircuit.batch(capacity, literal)
                  : ProvenCircuit.leaf(inputs.kind(), literal);
          return byCircuit.computeIfAbsent(circuit.name(), _ -> Verifier.of(keys.apply(circuit)));
        },
        pool);
  }

  @Override
  public boolean verifies(Proof proof, long task, int claimant, PublicInputs inputs) {
    return inputs != null
        && proof instanceof Proof.Groth16(long subject, int payee, ProofWords words)
        && subject == task
        && payee == claimant
        && verifies(words, inputs);
  }

  /** Whether a proof holds for public inputs. */
  public boolean verifies(ProofWords proof, PublicInputs inputs) {
    check(List.of(new Checked(proof, inputs)));
    return verdicts.get(new Checked(proof, inputs));
  }

  @Override
  public void expect(List<Claim> claims) {
    List<Checked> all = new ArrayList<>();
    for (Claim claim : claims) {
      if (claim.proof() instanceof Proof.Groth16 real) {
        all.add(new Checked(real.words(), claim.inputs()));
      }
    }
    check(all);
  }

  private void check(List<Checked> all) {
    List<Checked> news = all.stream().distinct().filter(it -> !verdicts.containsKey(it)).toList();
    List<BatchVerifier.Claim> claims = new ArrayList<>();
    for (Checked one : news) {
      claims.add(
          new BatchVerifier.Claim(
              verifiers.apply(one.inputs), signals(one.inputs.values()), one.proof.proof()));
    }
    if (!claims.isEmpty()) {
      List<Integer> rejected = batches.rejected(claims);
      for (int i = 0; i < news.size(); i++) {
        verdicts.put(news.get(i), !rejected.contains(i));
      }
    }
  }

  /** Plain numbers, 4 longs each, as a verifier takes them. */
  static long[] signals(List<BigInteger> inputs) {
    long[] signals = new long[PrimeField.LIMBS * inputs.size()];
    int at = 0;
    for (BigInteger value : inputs) {
      PrimeField.store(value, signals, PrimeField.LIMBS * at++);
    }
    return signals;
  }
}
