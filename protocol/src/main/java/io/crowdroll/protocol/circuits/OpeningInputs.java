package io.crowdroll.protocol.circuits;

import io.crowdroll.prover.circuit.Api;
import io.crowdroll.prover.circuit.Variable;
import io.crowdroll.prover.circuit.gadget.MerklePath;
import java.util.List;

/** The secret inputs that open one leaf of the state tree: its fields, place and siblings. */
final class OpeningInputs {
  static final int DEPTH = 32;

  /** Fields of an account's leaf in their order (STATEMENTS.md, "The state tree"). */
  static final List<String> FIELDS =
      List.of(
          "address",
          "next",
          "nonce",
          "balance",
          "debt",
          "bonded",
          "eth",
          "codeHi",
          "codeLo",
          "storageRoot");

  final Variable[] fields;
  final Variable[] index = new Variable[DEPTH];
  final Variable[] siblings = new Variable[DEPTH];

  /**
   * @param isEmpty whether the leaf opened is always an empty one, which has no fields
   */
  OpeningInputs(String prefix, boolean isEmpty, SlotInputs.Declare circuit) {
    fields =
        isEmpty
            ? null
            : FIELDS.stream().map(name -> circuit.input(prefix + name)).toArray(Variable[]::new);
    for (int level = 0; level < DEPTH; level++) {
      index[level] = circuit.input(prefix + "index[" + level + "]");
      siblings[level] = circuit.input(prefix + "sibling[" + level + "]");
    }
  }

  AccountVariables account() {
    return new AccountVariables(
        fields[0], fields[1], fields[2], fields[3], fields[4], fields[5], fields[6], fields[7],
        fields[8], fields[9]);
  }

  MerklePath path(Api api) {
    return MerklePath.require(api, index, siblings);
  }
}
