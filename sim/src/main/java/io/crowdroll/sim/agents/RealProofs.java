package io.crowdroll.sim.agents;

import io.crowdroll.protocol.Rules;
import io.crowdroll.protocol.aggregation.AggregationRules;
import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.Proof;
import io.crowdroll.protocol.chain.ProofSystem;
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

/**
 * Every proof a Groth16 proof, every one verified. When a proof is done in simulated time the
 * machines' model says; how long it really took goes to the observer and changes nothing.
 */
final class RealProofs implements ProofWork {

  /** Is told of every proof made. */
  interface Log {
    void made(long task, ProofMaker.Made proof);
  }

  private final ProofMaker maker;
  private final Groth16System system;
  private final Witnesses witnesses;
  private final RandomStream blinding;
  private final Log log;
  private IntFunction<Address> accounts;

  private RealProofs(
      ProofMaker maker, Groth16System system, Witnesses witnesses, RandomStream blinding, Log log) {
    this.maker = maker;
    this.system = system;
    this.witnesses = witnesses;
    this.blinding = blinding;
    this.log = log;
  }

  /**
   * Opens the keys that a scenario needs; those that are missing are made.
   *
   * @throws ScenarioException if a key is broken, or not fit for what {@code keys} asks
   */
  static RealProofs of(Scenario scenario, Genesis genesis, Streams streams, Log log)
      throws ScenarioException {
    Rules rules = scenario.rules();
    AggregationRules aggregation = rules.aggregation();
    boolean literal = rules.settlement().key() == SettlementRules.Key.LITERAL;
    // the common pool leaves the caller's processor out; what runs is made ready before it is met
    ForkJoinPool pool = new ForkJoinPool(Runtime.getRuntime().availableProcessors());
    Kernels.warmUp();
    KeyCache keys = new KeyCache(KeyCache.defaultDirectory(), pool, System.err::println);
    ProofMaker maker = new ProofMaker(keys, pool, literal);
    try {
      KeyCache.Entry root = maker.entry(ProvenCircuit.batch(aggregation.batchSize(), literal));
      if (scenario.keys() == Scenario.Keys.PRODUCTION) {
        Optional<String> refusal = keys.refusal(root);
        if (refusal.isPresent()) {
          throw refused(scenario, refusal.get());
        }
      }
    } catch (IOException | UncheckedIOException e) {
      throw refused(scenario, e.getMessage());
    }
    Groth16System system =
        Groth16System.of(maker::verifyingKey, aggregation.batchSize(), literal, pool);
    Witnesses witnesses =
        new Witnesses(
            new Rollup(genesis, system).world(), genesis.deployment(), aggregation.batchSize());
    RandomStream blinding = streams.stream(EntityClass.PROVER, 0, Purpose.BLINDING);
    return new RealProofs(maker, system, witnesses, blinding, log);
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
}
