package io.crowdroll.protocol.chain;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * What a task's real proof is checked against (STATEMENTS.md, "Circuits").
 *
 * @param kind of the transition that it proves, {@code null} for a batch
 * @param values public inputs of the kind's circuit in order, the payee last
 */
public record PublicInputs(Transition.Kind kind, List<BigInteger> values) {
  public PublicInputs {
    values = List.copyOf(values);
  }

  /** The same for a payee; {@link Address#ZERO} where the protocol binds nobody. */
  public PublicInputs paying(Address payee) {
    List<BigInteger> all = new ArrayList<>(values);
    all.set(all.size() - 1, payee.toBigInteger());
    return new PublicInputs(kind, all);
  }
}
