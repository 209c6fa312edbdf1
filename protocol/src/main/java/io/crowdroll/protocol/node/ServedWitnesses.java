package io.crowdroll.protocol.node;

import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.ProofSystem;
import io.crowdroll.protocol.circuits.Statement;
import io.crowdroll.protocol.circuits.Witnesses;
import java.util.TreeMap;

/**
 * What a validator keeps for provers until the batch is final (PROTOCOL.md §7): the witness of each
 * task, as bytes; none where proofs are modelled.
 */
final class ServedWitnesses {
  private static final byte[] NONE = {};

  /** {@code null} where proofs are modelled. */
  private final Witnesses witnesses;

  /** Last transition of each closed batch that is not final, by index. */
  private final TreeMap<Long, Long> ends = new TreeMap<>();

  ServedWitnesses(Genesis genesis) {
    var rules = genesis.rules();
    witnesses =
        rules.provenOnly()
            ? new Witnesses(
                new Rollup(genesis, ProofSystem.MODELLED).world(),
                genesis.deployment(),
                rules.aggregation().batchSize())
            : null;
  }

  /** Follows the chain: every fact, in order. */
  void take(Fact fact) {
    if (witnesses != null) {
      witnesses.take(fact);
      if (fact instanceof Fact.BatchClosed(var header, long _, long last)) {
        ends.put(header.index(), last);
      }
    }
  }

  /** A task's witness, a {@link StatementCodec}'s; empty where it is not kept. */
  byte[] of(long task) {
    Statement statement = witnesses == null ? null : witnesses.statement(task);
    return statement == null ? NONE : StatementCodec.encode(statement);
  }

  /** Batches up to one are final: nobody proves what is in them any more. */
  void forget(long batch) {
    var last = ends.floorEntry(batch);
    if (last != null) {
      witnesses.forget(last.getValue());
      ends.headMap(batch, true).clear();
    }
  }
}
