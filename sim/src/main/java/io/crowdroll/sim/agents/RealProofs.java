package io.crowdroll.sim.agents;

import io.crowdroll.protocol.Rules;
import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Deployment;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.Proof;
import io.crowdroll.protocol.chain.ProofSystem;
import io.crowdroll.protocol.chain.ProofWords;
import io.crowdroll.protocol.circuits.ExitWitness;
import io.crowdroll.protocol.circuits.Statement;
import io.crowdroll.protocol.circuits.Witnesses;
import io.crowdroll.protocol.node.Genesis;
import io.crowdroll.protocol.node.Rollup;
import io.crowdroll.protocol.zkpow.SettlementRules;
import io.crowdroll.prover.field.Kernels;
import io.crowdroll.sim.kernel.EntityClass;
import io.crowdroll.sim.kernel.Purpose;
import io.crowdroll.sim.kernel.RandomStream;
import io.crowdroll.sim.kernel.Streams;
import io.crowdroll.sim.model.l1.AccountState;
import io.crowdroll.sim.model.l1.RootVerifier;
import io.crowdroll.sim.proofs.Groth16System;
import io.crowdroll.sim.proofs.KeyCache;
import io.crowdroll.sim.proofs.ProofMaker;
import io.crowdroll.sim.proofs.ProvenCircuit;
import io.crowdroll.sim.scenario.Problem;
import io.crowdroll.sim.scenario.Scenario;
import io.crowdroll.sim.scenario.ScenarioException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/**
 * Every proof a Groth16 proof, every one verified. When a proof is done in simulated time the
 * machines' model says; how long it really took goes to the observer and changes nothing.
 */
final class RealProofs implements ProofWork {
  /** What the log is told in place of a task where an exit was proven. */
  static final long NO_TASK = -1;

  /** Is told of every proof made. */
  interface Log {
    /**
     * @param task {@link #NO_TASK} for an exit
     */
    void made(long task, ProofMaker.Made proof);
  }

  private final ForkJoinPool pool;
  private final ProofMaker maker;
  private final Groth16System system;
  private final Witnesses witnesses;
  private final Deployment deployment;
  private final RandomStream blinding;
  private final Log log;
  private IntFunction<Address> accounts;

  private RealProofs(
      ForkJoinPool pool,
      ProofMaker maker,
      int capacity,
      boolean literal,
      Genesis genesis,
      RandomStream blinding,
      Log log) {
    this.pool = pool;
    this.maker = maker;
    this.blinding = blinding;
    this.log = log;
    deployment = genesis.deployment();
    system = Groth16System.of(maker::verifyingKey, capacity, literal, pool);
    witnesses = new Witnesses(new Rollup(genesis, system).world(), deployment, capacity);
  }

  /**
   * Opens the keys that a scenario needs; those that are missing are made, but for production.
   *
   * @throws ScenarioException if a key is broken, or not fit for what {@code keys} asks
   */
  static RealProofs of(Scenario scenario, Genesis genesis, Streams streams, Log log)
      throws ScenarioException {
    Rules rules = scenario.rules();
    int capacity = rules.aggregation().batchSize();
    boolean literal = rules.settlement().key() == SettlementRules.Key.LITERAL;
    // the common pool leaves the caller's processor out; this one makes what runs ready meanwhile
    ForkJoinPool pool = new ForkJoinPool(Runtime.getRuntime().availableProcessors());
    pool.execute(Kernels::warmUp);
    KeyCache keys = new KeyCache(KeyCache.defaultDirectory(), pool, System.err::println);
    ProofMaker maker = new ProofMaker(keys, pool, literal);
    RandomStream blinding = streams.stream(EntityClass.PROVER, 0, Purpose.BLINDING);
    RealProofs proofs = new RealProofs(pool, maker, capacity, literal, genesis, blinding, log);
    try {
      if (scenario.keys() == Scenario.Keys.PRODUCTION) {
        Optional<String> refusal = keys.refusal(ProvenCircuit.of(capacity, literal));
        if (refusal.isPresent()) {
          throw refused(scenario, refusal.get());
        }
      }
      maker.entry(ProvenCircuit.batch(capacity, literal));
    } catch (IOException | UncheckedIOException e) {
      proofs.close();
      throw refused(scenario, e.getMessage());
    } catch (ScenarioException e) {
      proofs.close();
      throw e;
    }
    return proofs;
  }

  private static ScenarioException refused(Scenario scenario, String why) {
    return new ScenarioException(List.of(new Problem(scenario.name(), 0, 0, why)));
  }

  /** Tells which account a payee is paid on. */
  void accounts(IntFunction<Address> of) {
    accounts = of;
  }

  @Override
  public ProofSystem system() {
    return system;
  }

  @Override
  public RootVerifier roots() {
    return system::verifies;
  }

  @Override
  public AccountState exits(AccountState looking) {
    return (exit, proof) ->
        proof != null && maker.verifiesExit(proof, exit.publicInputs(deployment));
  }

  @Override
  public void take(Fact fact) {
    witnesses.take(fact);
  }

  @Override
  public void batchFinal(long lastTransition) {
    witnesses.forget(lastTransition);
  }

  @Override
  public Proof prove(long task, int payee) {
    Statement statement = witnesses.statement(task);
    if (statement == null) {
      return null;
    }
    // inside a simulation the blinding is seeded too, or no run could be repeated
    ProofMaker.Made made = maker.prove(statement, accounts.apply(payee), blinding);
    log.made(task, made);
    return new Proof.Groth16(task, payee, made.words());
  }

  @Override
  public ProofWords exit(
      Rollup state, Address account, Address recipient, UnaryOperator<ExitWitness> owner) {
    ExitWitness exit = ExitWitness.of(state.world(), deployment.word(), account, recipient);
    ProofMaker.Made made = maker.prove(owner.apply(exit), blinding);
    log.made(NO_TASK, made);
    return made.words();
  }

  @Override
  public void close() {
    pool.close();
    maker.close();
  }
}
