package io.crowdroll.sim.agents;

import io.crowdroll.protocol.Rules;
import io.crowdroll.protocol.aggregation.AggregationScheme;
import io.crowdroll.protocol.chain.Transition;
import io.crowdroll.protocol.proving.Task;
import io.crowdroll.protocol.zkpow.SettlementRules;
import io.crowdroll.sim.proofs.ProvenCircuit;

/** By which circuit a task would be proven, whatever the rung. */
final class TaskCircuits {
  private final World world;
  private final boolean literal;

  /** Of a batch; {@code null} where the scheme has none yet. */
  private final String batch;

  TaskCircuits(World world) {
    this.world = world;
    Rules rules = world.scenario().rules();
    literal = rules.settlement().key() == SettlementRules.Key.LITERAL;
    batch =
        rules.aggregation().scheme() instanceof AggregationScheme.Flat
            ? ProvenCircuit.batchName(rules.aggregation().batchSize(), literal)
            : null;
  }

  /** The circuit's name; {@code null} where there is none, or the task is done with. */
  String of(long task) {
    Task known = world.validator().rollup().market().task(task);
    if (known == null) {
      return null;
    }
    if (known.level() > 0) {
      return batch;
    }
    return known.kind() == Transition.Kind.CALL
        ? null
        : ProvenCircuit.leafName(known.kind(), literal);
  }
}
