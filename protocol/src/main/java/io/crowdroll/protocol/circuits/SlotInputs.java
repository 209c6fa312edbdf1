package io.crowdroll.protocol.circuits;

import io.crowdroll.prover.circuit.Variable;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * The secret inputs of one slot: those that one of its possible kinds uses; the others are {@code
 * null} here and 0 in the circuit.
 */
final class SlotInputs {
  /** Kinds that use a field (STATEMENTS.md, "Public data"). */
  static final List<SlotKind> SENDER = SlotKind.allBut(SlotKind.PAD, SlotKind.OPEN);

  static final List<SlotKind> TO = SlotKind.allBut(SlotKind.PAD, SlotKind.BOND);

  static final List<SlotKind> ASSET =
      SlotKind.allBut(SlotKind.PAD, SlotKind.OPEN, SlotKind.BOND, SlotKind.SETTLE);

  static final List<SlotKind> VALUE = SlotKind.allBut(SlotKind.PAD, SlotKind.OPEN, SlotKind.SETTLE);

  /** Names of a signature's inputs. */
  static final List<String> SIGNATURE = List.of("keyX", "keyY", "r8x", "r8y", "s");

  /** Names of the four deltas of a settlement, each shifted by 2^120. */
  static final List<String> DELTAS =
      List.of("balanceDelta[0]", "bondedDelta[0]", "balanceDelta[1]", "bondedDelta[1]");

  final List<SlotKind> possible;
  final Variable code;
  final Variable nonce;
  final Variable sender;
  final Variable to;
  final Variable asset;
  final Variable fee;
  final Variable value;
  final Variable maxFee;
  final Variable tip;
  final Variable[] signature;
  final Variable[] deltas;
  final OpeningInputs first;
  final OpeningInputs second;

  /** Declares inputs. */
  interface Declare {
    Variable input(String name);
  }

  SlotInputs(List<SlotKind> possible, String prefix, Declare circuit) {
    this.possible = possible;
    Declare own = name -> circuit.input(prefix + name);
    code = possible.size() == 1 ? null : own.input("kind");
    nonce = ifAny(SlotKind.SPENDING, "nonce", own);
    sender = ifAny(SENDER, "sender", own);
    to = ifAny(TO, "to", own);
    asset = ifAny(ASSET, "asset", own);
    fee = ifAny(SlotKind.USER, "fee", own);
    value = ifAny(VALUE, "value", own);
    maxFee = ifAny(SlotKind.USER, "maxFee", own);
    tip = ifAny(SlotKind.USER, "tip", own);
    signature =
        may(SlotKind.SPENDING) ? SIGNATURE.stream().map(own::input).toArray(Variable[]::new) : null;
    deltas =
        may(List.of(SlotKind.SETTLE))
            ? DELTAS.stream().map(own::input).toArray(Variable[]::new)
            : null;
    first = new OpeningInputs("first.", false, own);
    second =
        may(SlotKind.TWO_LEAVES)
            ? new OpeningInputs("second.", !may(SlotKind.READING_TWO), own)
            : null;
  }

  boolean may(Collection<SlotKind> kinds) {
    return !Collections.disjoint(kinds, possible);
  }

  private Variable ifAny(List<SlotKind> kinds, String name, Declare circuit) {
    return may(kinds) ? circuit.input(name) : null;
  }
}
