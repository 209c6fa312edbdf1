package io.crowdroll.protocol.circuits;

import io.crowdroll.prover.circuit.Api;
import io.crowdroll.prover.circuit.Variable;
import io.crowdroll.prover.circuit.gadget.Multiplexer;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * The kind of a slot inside a circuit: a constant in a leaf, where everything of other kinds folds
 * away, or a choice of the witness in a batch. One constraint system for both.
 */
final class Kinds {
  private final Api api;
  private final List<SlotKind> possible;
  private final Multiplexer chosen;

  /**
   * @param code of the kind; not read where only one is possible
   */
  Kinds(Api api, List<SlotKind> possible, Variable code) {
    this.api = api;
    this.possible = possible;
    chosen = possible.size() == 1 ? null : Multiplexer.of(api, code, SlotKind.values().length);
  }

  /** Whether the slot may be of one of these kinds at all. */
  boolean may(Collection<SlotKind> kinds) {
    return !Collections.disjoint(kinds, possible);
  }

  /** 1 if the slot is of one of these kinds, else 0. */
  Variable isAny(Collection<SlotKind> kinds) {
    if (chosen == null) {
      return api.constant(may(kinds) ? 1 : 0);
    }
    return chosen.isOneOf(api, kinds.stream().mapToInt(SlotKind::code).toArray());
  }

  Variable is(SlotKind kind) {
    return isAny(List.of(kind));
  }

  /** The code. */
  Variable code() {
    Variable sum = api.constant(0);
    for (SlotKind kind : SlotKind.values()) {
      sum = api.add(sum, api.scale(kind.code(), is(kind)));
    }
    return sum;
  }

  /** A field that other kinds do not use is 0. */
  void zeroUnless(Collection<SlotKind> kinds, Variable field) {
    api.assertProduct(field, api.sub(api.constant(1), isAny(kinds)), api.constant(0));
  }
}
