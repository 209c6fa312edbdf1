package io.crowdroll.sim.agents;

import io.crowdroll.protocol.chain.Coordination;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.Payee;
import io.crowdroll.protocol.chain.Proof;
import io.crowdroll.sim.kernel.EntityClass;
import io.crowdroll.sim.kernel.Purpose;
import io.crowdroll.sim.model.KeyedDraws;
import io.crowdroll.sim.model.ProofTimes;
import io.crowdroll.sim.scenario.HardwareClass;
import java.util.List;

/** Validators that prove what provers have left: at the L4 rate (PROTOCOL.md §4, §12). */
final class LastResort {
  private static final HardwareClass L4 =
      new HardwareClass("L4", 0.015, new HardwareClass.Spread.Lognormal(0.303), 72);

  private final World world;
  private final Electorate electorate;
  private final ProofTimes times;
  private final KeyedDraws links;
  private final int[] regions;
  private long proofs;
  private long sent;

  LastResort(World world, Electorate electorate) {
    this.world = world;
    this.electorate = electorate;
    links = new KeyedDraws(world.streams(), EntityClass.VALIDATOR, 3);
    regions = electorate.regions(world.latency());
    times = new ProofTimes(List.of(L4), new KeyedDraws(world.streams(), EntityClass.VALIDATOR, 2));
  }

  /** Follows the chain. */
  void take(Fact fact) {
    if (fact instanceof Fact.Leased leased && Payee.isValidator(leased.holder())) {
      boolean bound = world.scenario().rules().payeeBound();
      Proof proof = world.proofs().prove(leased.task(), bound ? leased.holder() : Payee.NONE);
      int validator = Payee.validatorIndex(leased.holder());
      long work = times.micros(validator, 0, leased.units(), proofs++);
      world.schedule(
          World.wholeMillis(world.kernel().now() + work),
          Happening.ACTION,
          Happening.LAST_RESORT,
          world.mail().put(proof),
          leased.holder());
    }
  }

  /** A validator's proof is done and on its way to the others, if the validator is up. */
  void done(Proof proof, int holder) {
    int validator = Payee.validatorIndex(holder);
    if (electorate.isUp(validator)) {
      double u = links.uniform(validator, Purpose.LATENCY, sent++);
      long delay = world.latency().micros(regions[validator], world.gateway(), u);
      world.gossip(
          new Coordination.Submission(holder, proof),
          World.wholeMillis(world.kernel().now() + delay));
    }
  }
}
