package io.crowdroll.sim.proofs;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.ProofWords;
import io.crowdroll.protocol.circuits.ExitWitness;
import io.crowdroll.protocol.circuits.Statement;
import io.crowdroll.prover.circuit.Assignment;
import io.crowdroll.prover.circuit.Compiled;
import io.crowdroll.prover.groth16.Prover;
import io.crowdroll.prover.groth16.ProvingException;
import io.crowdroll.prover.groth16.Verifier;
import io.crowdroll.prover.groth16.VerifyingKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import java.util.random.RandomGenerator;

/**
 * Makes Groth16 proofs of statements with the keys of a cache; whatever key is missing is made. One
 * proof at a time, on all threads of its pool.
 */
public final class ProofMaker implements AutoCloseable {
  /** A finished proof and the real time that it took, its witness included, in nanoseconds. */
  public record Made(String circuit, ProofWords words, long nanos) {}

  private record Opened(Compiled circuit, Prover prover) {}

  private final KeyCache keys;
  private final ForkJoinPool pool;
  private final boolean literal;
  private final Arena arena = Arena.ofShared();
  private final Map<String, KeyCache.Entry> entries = new TreeMap<>();
  private final Map<String, Opened> opened = new TreeMap<>();

  /**
   * @param literal whether settlement may take from a balance (PROTOCOL.md §1)
   */
  public ProofMaker(KeyCache keys, ForkJoinPool pool, boolean literal) {
    this.keys = keys;
    this.pool = pool;
    this.literal = literal;
  }

  /** A circuit with its key. */
  public KeyCache.Entry entry(ProvenCircuit circuit) {
    return entries.computeIfAbsent(
        circuit.name(),
        _ -> {
          try {
            return keys.open(circuit, arena);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** What proofs of a circuit are verified by. */
  public VerifyingKey verifyingKey(ProvenCircuit circuit) {
    return entry(circuit).key().verifyingKey();
  }

  /** Makes ready for proofs of a circuit, so that the first need not wait. */
  public void prepare(ProvenCircuit circuit) {
    opened(circuit);
  }

  /**
   * Proves a statement.
   *
   * @param payee who is to be paid, {@link Address#ZERO} where nobody is bound
   * @param chance where the blinding comes from; see {@link Prover#prove(long[], RandomGenerator)}
   */
  public Made prove(Statement statement, Address payee, RandomGenerator chance) {
    ProvenCircuit circuit = ProvenCircuit.of(statement, literal);
    Opened with = opened(circuit);
    long begin = System.nanoTime();
    return prove(
        circuit, with, statement.assign(with.circuit, payee.toBigInteger()), begin, chance);
  }

  /** Proves an exit. */
  public Made prove(ExitWitness exit, RandomGenerator chance) {
    ProvenCircuit circuit = ProvenCircuit.exit();
    Opened with = opened(circuit);
    long begin = System.nanoTime();
    return prove(circuit, with, exit.assign(with.circuit), begin, chance);
  }

  /**
   * Whether a proof of an exit holds.
   *
   * @param publicInputs in the order of the circuit
   */
  public boolean verifiesExit(ProofWords proof, List<BigInteger> publicInputs) {
    return Verifier.of(verifyingKey(ProvenCircuit.exit()))
        .verify(Groth16System.signals(publicInputs), proof.proof());
  }

  private static Made prove(
      ProvenCircuit circuit, Opened with, Assignment inputs, long begin, RandomGenerator chance) {
    try {
      ProofWords words = ProofWords.of(with.prover.prove(with.circuit.solve(inputs), chance));
      return new Made(circuit.name(), words, System.nanoTime() - begin);
    } catch (ProvingException e) {
      throw new IllegalStateException("no proof of " + circuit.name() + ": " + e.getMessage(), e);
    }
  }

  private Opened opened(ProvenCircuit circuit) {
    return opened.computeIfAbsent(
        circuit.name(),
        _ -> {
          KeyCache.Entry entry = entry(circuit);
          return new Opened(entry.compiled(), Prover.open(entry.key(), pool));
        });
  }

  @Override
  public void close() {
    arena.close();
  }
}
