package io.crowdroll.protocol.node;

import static io.crowdroll.protocol.node.RulesWith.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.Rules;
import io.crowdroll.protocol.aggregation.AggregationScheme;
import io.crowdroll.protocol.chain.Asset;
import io.crowdroll.protocol.chain.Coordination;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.L1Item;
import io.crowdroll.protocol.chain.Proof;
import io.crowdroll.protocol.chain.ProofSystem;
import io.crowdroll.protocol.chain.ProofWords;
import io.crowdroll.protocol.chain.PublicInputs;
import io.crowdroll.protocol.chain.Rejection;
import io.crowdroll.protocol.chain.Transition;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.circuits.LeafCircuit;
import io.crowdroll.protocol.circuits.SlotKind;
import io.crowdroll.protocol.circuits.Witnesses;
import io.crowdroll.prover.circuit.Compiled;
import io.crowdroll.prover.curve.Curve;
import io.crowdroll.prover.field.PrimeField;
import io.crowdroll.prover.groth16.Prover;
import io.crowdroll.prover.groth16.ProvingException;
import io.crowdroll.prover.groth16.ProvingKey;
import io.crowdroll.prover.groth16.Setup;
import io.crowdroll.prover.groth16.Verifier;
import java.lang.foreign.Arena;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the chain pays for real proofs, of which anybody can make others: once, and to their owner.
 */
class RealProofMarketTest {
  private static final int PROVERS = 5;
  private static final int BEAT_EVERY = 15;
  private static final int PATIENCE = 200;

  private static final Rules RULES =
      with(
          with(
              with(Presets.hardened(), "provenOnly", true),
              "aggregation.scheme",
              new AggregationScheme.Flat()),
          "aggregation.batchSize",
          4);

  private static final Compiled CIRCUIT = new LeafCircuit(SlotKind.DEPOSIT, false).compile();

  private static Arena arena;
  private static ForkJoinPool pool;
  private static Prover prover;
  private static Verifier verifier;

  private Lockstep chain;
  private Witnesses witnesses;
  private int blocks;

  @BeforeAll
  static void keys() throws ProvingException {
    arena = Arena.ofShared();
    pool = new ForkJoinPool(2);
    ProvingKey key = Setup.development(CIRCUIT.r1cs(), new SplittableRandom(1), arena, pool);
    prover = Prover.open(key, pool);
    verifier = Verifier.of(key.verifyingKey());
  }

  @AfterAll
  static void close() {
    pool.close();
    arena.close();
  }

  @BeforeEach
  void chain() {
    Genesis.Coded real = new Genesis.Coded(List.of());
    chain = new Lockstep(RULES, 10, PROVERS, real, List.of(), new RealDeposits());
    witnesses =
        new Witnesses(
            new Rollup(chain.genesis(), ProofSystem.MODELLED).world(),
            chain.genesis().deployment(),
            RULES.aggregation().batchSize());
  }

  /** Verifies proofs of deposits; the test proves nothing else. */
  private record RealDeposits() implements ProofSystem {
    @Override
    public boolean verifies(Proof proof, long task, int claimant, PublicInputs inputs) {
      return inputs.kind() == Transition.Kind.DEPOSIT
          && proof instanceof Proof.Groth16(long subject, int payee, ProofWords words)
          && subject == task
          && payee == claimant
          && verifier.verify(signals(inputs), words.proof());
    }

    private static long[] signals(PublicInputs inputs) {
      long[] signals = new long[PrimeField.LIMBS * inputs.values().size()];
      for (int i = 0; i < inputs.values().size(); i++) {
        PrimeField.store(inputs.values().get(i), signals, PrimeField.LIMBS * i);
      }
      return signals;
    }
  }

  private List<Fact> block() {
    if (blocks++ % BEAT_EVERY == 0) {
      chain.beatAll(PROVERS);
    }
    List<Fact> facts = chain.block();
    facts.forEach(witnesses::take);
    return facts;
  }

  /** Makes blocks until one brings such a fact. */
  private <F extends Fact> F next(Class<F> type) {
    for (int i = 0; i < PATIENCE; i++) {
      List<F> found = Scene.of(block(), type);
      if (!found.isEmpty()) {
        return found.getFirst();
      }
    }
    throw new AssertionError("no " + type.getSimpleName() + " in " + PATIENCE + " blocks");
  }

  private Fact.Leased leasedDeposit() {
    chain.enqueue(
        new L1Item.Deposit(
            chain.queued(), 100, Lockstep.address(8), Lockstep.address(9), Asset.ETH, Wei.of(10)));
    return next(Fact.Leased.class);
  }

  private Proof.Groth16 proof(long task, int holder) throws ProvingException {
    return new Proof.Groth16(task, holder, ProofWords.of(prover.prove(witness(task, holder))));
  }

  private long[] signals(long task, int holder) {
    return prover.publicSignals(witness(task, holder));
  }

  private long[] witness(long task, int holder) {
    BigInteger payee = chain.rollup().proving().address(holder).toBigInteger();
    return CIRCUIT.solve(witnesses.statement(task).assign(CIRCUIT, payee));
  }

  private List<Fact> submit(int claimant, Proof proof) {
    chain.gossip(new Coordination.Submission(claimant, proof));
    return block();
  }

  private static List<Rejection> rejections(List<Fact> facts) {
    return Scene.of(facts, Fact.Ignored.class).stream()
        .filter(it -> it.message() instanceof Coordination.Submission)
        .map(Fact.Ignored::reason)
        .toList();
  }

  private List<Integer> paidInFull(long task) {
    return chain
        .facts(Fact.Paid.class)
        .filter(it -> it.task() == task && it.full())
        .map(Fact.Paid::payee)
        .toList();
  }

  /** The three ways in which anybody makes another valid proof of a valid one (SECURITY.md §0). */
  private static List<ProofWords> reRandomised(ProofWords words) {
    var proof = words.proof();
    BigInteger k = new BigInteger("31415926535897932384626433832795028841971693993751");
    List<ProofWords> all = new ArrayList<>();
    for (BigInteger factor : List.of(BigInteger.ONE.negate().mod(Curve.ORDER), k)) {
      long[] a = new long[proof.a().length];
      long[] b = new long[proof.b().length];
      Curve.G1.multiply(a, 0, proof.a(), 0, factor);
      Curve.G2.multiply(b, 0, proof.b(), 0, factor.modInverse(Curve.ORDER));
      all.add(ProofWords.of(new io.crowdroll.prover.groth16.Proof(a, b, proof.c())));
    }
    long[] b = new long[proof.b().length];
    long[] c = new long[proof.c().length];
    Curve.G2.multiply(b, 0, verifier.key().delta2(), 0, k);
    Curve.G2.add(b, 0, b, 0, proof.b(), 0);
    Curve.G1.multiply(c, 0, proof.a(), 0, k);
    Curve.G1.add(c, 0, c, 0, proof.c(), 0);
    all.add(ProofWords.of(new io.crowdroll.prover.groth16.Proof(proof.a(), b, c)));
    return all;
  }

  @Test
  void m1_aReRandomisedProofVerifiesAndPaysNothingTwice() throws ProvingException {
    Fact.Leased lease = leasedDeposit();
    long[] signals = signals(lease.task(), lease.holder());
    Proof.Groth16 proof = proof(lease.task(), lease.holder());
    List<ProofWords> others = reRandomised(proof.words());
    assertThat(others).doesNotHaveDuplicates().doesNotContain(proof.words());
    // the first to come is one that somebody has re-randomised on its way: it pays its owner
    assertThat(rejections(submit(lease.holder(), of(proof, others.getFirst())))).isEmpty();
    assertThat(paidInFull(lease.task())).containsExactly(lease.holder());
    List<ProofWords> later = new ArrayList<>(others);
    later.add(proof.words());
    for (ProofWords words : later) {
      assertThat(verifier.verify(signals, words.proof())).isTrue();
      // not refused as false: there is nothing left to be paid for
      assertThat(rejections(submit(lease.holder(), of(proof, words))))
          .containsExactly(Rejection.UNKNOWN_TASK);
    }
    assertThat(chain.facts(Fact.Paid.class).filter(it -> it.task() == lease.task())).hasSize(1);
  }

  private static Proof of(Proof.Groth16 proof, ProofWords words) {
    return new Proof.Groth16(proof.task(), proof.payee(), words);
  }

  @Test
  void m2_theSameProofForAnotherPayeeIsRefused() throws ProvingException {
    Fact.Leased lease = leasedDeposit();
    Proof.Groth16 proof = proof(lease.task(), (lease.holder() + 1) % PROVERS);
    Proof renamed = new Proof.Groth16(lease.task(), lease.holder(), proof.words());
    assertThat(rejections(submit(lease.holder(), renamed)))
        .containsExactly(Rejection.INVALID_PROOF);
    assertThat(paidInFull(lease.task())).isEmpty();
  }

  @Test
  void m3_aProofOfOneTaskProvesNoOther() throws ProvingException {
    Fact.Leased first = leasedDeposit();
    Proof.Groth16 proof = proof(first.task(), first.holder());
    Fact.Leased second = leasedDeposit();
    Proof replayed = new Proof.Groth16(second.task(), first.holder(), proof.words());
    assertThat(rejections(submit(first.holder(), replayed)))
        .containsExactly(Rejection.INVALID_PROOF);
    assertThat(paidInFull(second.task())).isEmpty();
  }

  @Test
  void m4_aCopyThatComesBeforeItsOriginalPaysTheOwnerOnce() throws ProvingException {
    Fact.Leased lease = leasedDeposit();
    Proof.Groth16 proof = proof(lease.task(), lease.holder());
    int thief = (lease.holder() + 1) % PROVERS;
    chain.gossip(
        new Coordination.Submission(thief, new Proof.Groth16(lease.task(), thief, proof.words())));
    chain.gossip(new Coordination.Submission(thief, proof));
    assertThat(rejections(submit(lease.holder(), proof)))
        .containsExactly(Rejection.INVALID_PROOF, Rejection.WRONG_PAYEE);
    assertThat(chain.facts(Fact.Paid.class).map(Fact.Paid::payee)).containsExactly(lease.holder());
  }

  @Test
  void m5_ofTheProofsOfTwoHoldersOneIsPaidInFull() throws ProvingException {
    Fact.Leased lease = leasedDeposit();
    Proof.Groth16 late = proof(lease.task(), lease.holder());
    assertThat(next(Fact.LeaseEnded.class).how()).isEqualTo(Fact.LeaseEnd.MISSED);
    Fact.Leased again =
        chain
            .facts(Fact.Leased.class)
            .filter(it -> it.holder() != lease.holder())
            .findFirst()
            .orElseGet(() -> next(Fact.Leased.class));
    Proof.Groth16 other = proof(again.task(), again.holder());
    assertThat(other.task()).isEqualTo(late.task());
    assertThat(rejections(submit(again.holder(), other))).isEmpty();
    assertThat(rejections(submit(lease.holder(), late))).containsExactly(Rejection.ALREADY_PROVEN);
    assertThat(paidInFull(lease.task())).containsExactly(again.holder());
  }
}
