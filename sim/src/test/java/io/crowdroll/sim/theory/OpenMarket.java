package io.crowdroll.sim.theory;

import io.crowdroll.protocol.audit.Auditor;
import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Block;
import io.crowdroll.protocol.chain.Coordination;
import io.crowdroll.protocol.chain.Deployment;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.L1Origin;
import io.crowdroll.protocol.chain.Payee;
import io.crowdroll.protocol.chain.Proof;
import io.crowdroll.protocol.chain.ProofSystem;
import io.crowdroll.protocol.chain.ValidatorBits;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.node.Effect;
import io.crowdroll.protocol.node.Event;
import io.crowdroll.protocol.node.Genesis;
import io.crowdroll.protocol.node.Validator;
import io.crowdroll.protocol.proving.Task;
import io.crowdroll.sim.kernel.EntityClass;
import io.crowdroll.sim.kernel.Poisson;
import io.crowdroll.sim.kernel.Purpose;
import io.crowdroll.sim.kernel.RandomStream;
import io.crowdroll.sim.kernel.Streams;
import io.crowdroll.sim.scenario.Scenario;
import it.unimi.dsi.fastutil.longs.Long2ObjectLinkedOpenHashMap;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A chain of empty blocks, each of which makes a task, and a crowd that proves at once whatever it
 * looks at and finds worth its cost. One validator makes the blocks; all else is the protocol.
 */
final class OpenMarket {
  private static final long SEED = 20260402;

  private final Validator validator;
  private final Auditor auditor;
  private final RandomStream random;
  private final Poisson looks;
  private final double spread;
  private final boolean bound;
  private final int provers;
  private final Wei birth;
  private final Long2ObjectLinkedOpenHashMap<Open> waiting = new Long2ObjectLinkedOpenHashMap<>();
  private long waits;
  private double factors;
  private Wei paid = Wei.ZERO;
  private int tasks;
  private int proven;

  /** Proofs that were paid less than they cost their provers; there must be none. */
  int paidLessThanCost;

  /** A task in the market. */
  private static final class Open {
    final long madeAt;
    final boolean counts;

    /** Cost of the prover who has sent a proof, in units of the bounty at birth. */
    double cost;

    Open(long madeAt, boolean counts) {
      this.madeAt = madeAt;
      this.counts = counts;
    }
  }

  /**
   * @param looks mean number of provers who look at a task, a block
   * @param spread costs are uniform between the bounty at birth and 1 + spread times it
   */
  OpenMarket(Scenario scenario, int replication, double looks, double spread) {
    provers = scenario.proversAtGenesis();
    bound = scenario.rules().payeeBound();
    List<Address> accounts =
        IntStream.range(0, provers).mapToObj(i -> new Address(0, 1, i)).toList();
    Genesis genesis =
        new Genesis(
            new Deployment(1, Address.ZERO),
            scenario.rules(),
            true,
            0,
            new L1Origin(0, Hash256.ZERO, 0, Wei.of(1)),
            Hash256.ZERO,
            List.of(new Address(0, 2, 0)),
            new long[] {1},
            accounts.stream().map(a -> new Genesis.Allocation(a, Wei.ZERO, Wei.ZERO)).toList(),
            accounts.stream().map(a -> new Genesis.Registration(a, 1, Wei.ZERO)).toList(),
            new Genesis.Modelled(List.of()));
    validator = new Validator(genesis, ProofSystem.MODELLED);
    auditor = new Auditor(genesis, validator.rollup(), ProofSystem.MODELLED, true);
    random = new Streams(SEED, replication).stream(EntityClass.PROVER, 0, Purpose.DECISION);
    this.looks = new Poisson(looks);
    this.spread = spread;
    birth = scenario.rules().bounty().unitPrice().times(scenario.rules().units().emptyBlock());
  }

  /** Makes blocks until the first {@code count} tasks are proven. */
  void run(int count) {
    while (proven < count) {
      waiting.forEach(this::look);
      block(count);
    }
  }

  private void look(long key, Open open) {
    double quote = ratio(validator.rollup().proving().quote(task(key)));
    int visitors = (int) looks.quantile(random.nextDouble());
    for (int i = 0; i < visitors; i++) {
      double cost = 1 + spread * random.nextDouble();
      int prover = random.uniform(provers);
      if (cost <= quote && open.cost == 0) {
        open.cost = cost;
        Proof proof = new Proof.Modelled(key, bound ? prover : Payee.NONE, true);
        handle(new Event.Gossiped(new Coordination.Submission(prover, proof)), _ -> {});
      }
    }
  }

  private Task task(long key) {
    return validator.rollup().market().task(key);
  }

  private double ratio(Wei amount) {
    return amount.toBigInteger().doubleValue() / birth.toBigInteger().doubleValue();
  }

  /** Takes the facts of a final block. */
  private interface Sink {
    void take(List<Fact> facts);
  }

  private void handle(Event.OfValidator event, Sink sink) {
    validator.handle(
        validator.rollup().timestamp() + 1,
        event,
        effect -> {
          switch (effect) {
            case Effect.Propose(Block block) -> handle(new Event.Finalised(block), sink);
            case Effect.Applied(Block block, List<Fact> facts) -> {
              auditor.check(block, facts);
              sink.take(facts);
            }
            default -> throw new AssertionError(effect);
          }
        });
  }

  private void block(int count) {
    var rollup = validator.rollup();
    Event.ProposalDue due =
        new Event.ProposalDue(
            0,
            0,
            rollup.timestamp() + 1,
            rollup.origin(),
            ValidatorBits.NONE.with(0),
            rollup.zkpowPerEth(),
            List.of(),
            List.of());
    handle(due, facts -> facts.forEach(fact -> take(fact, count)));
  }

  private void take(Fact fact, int count) {
    long height = validator.rollup().height();
    switch (fact) {
      case Fact.TaskMade made -> waiting.put(made.task(), new Open(height, tasks++ < count));
      case Fact.Paid payment -> {
        Open open = waiting.remove(payment.task());
        paid = paid.plus(payment.amount());
        paidLessThanCost += ratio(payment.amount()) < open.cost ? 1 : 0;
        if (open.counts) {
          proven++;
          waits += height - open.madeAt;
          factors += ratio(payment.amount());
        }
      }
      case Fact.Ignored ignored -> throw new AssertionError(ignored);
      default -> {}
    }
  }

  /** Blocks from a task's birth to its proof. */
  double meanWait() {
    return (double) waits / proven;
  }

  /** What a proof was paid, in units of the bounty at birth. */
  double meanFactor() {
    return factors / proven;
  }

  Wei paid() {
    return paid;
  }

  Wei minted() {
    return validator.rollup().treasury().minted();
  }
}
