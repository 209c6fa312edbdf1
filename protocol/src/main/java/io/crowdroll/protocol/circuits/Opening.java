package io.crowdroll.protocol.circuits;

import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.SlotWords;
import io.crowdroll.protocol.state.AccountLeaf;
import io.crowdroll.protocol.state.StateProof;
import io.crowdroll.prover.circuit.Assignment;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;

/**
 * A leaf of the state tree with its way to the root, as a witness.
 *
 * @param leaf {@code null} where the place is empty or nothing is opened
 * @param index its place
 * @param siblings the other child at each of the 32 levels, from the leaf up
 */
public record Opening(AccountLeaf leaf, long index, List<Hash256> siblings) {
  /** Where a slot opens nothing. */
  static final Opening NONE =
      new Opening(null, 0, Collections.nCopies(OpeningInputs.DEPTH, Hash256.ZERO));

  static Opening of(StateProof proof) {
    return new Opening((AccountLeaf) proof.leaf(), proof.index(), proof.siblings());
  }

  /**
   * Sets the inputs of {@link OpeningInputs}.
   *
   * @param hasFields whether the circuit opens leaves that are there
   */
  void assign(Assignment inputs, String prefix, boolean hasFields) {
    if (hasFields) {
      List<BigInteger> fields = fields();
      for (int i = 0; i < fields.size(); i++) {
        inputs.set(prefix + OpeningInputs.FIELDS.get(i), fields.get(i));
      }
    }
    for (int level = 0; level < OpeningInputs.DEPTH; level++) {
      inputs.set(prefix + "index[" + level + "]", index >>> level & 1);
      inputs.set(prefix + "sibling[" + level + "]", siblings.get(level).toBigInteger());
    }
  }

  private List<BigInteger> fields() {
    if (leaf == null) {
      return Collections.nCopies(OpeningInputs.FIELDS.size(), BigInteger.ZERO);
    }
    return List.of(
        leaf.address().toBigInteger(),
        leaf.next().toBigInteger(),
        SlotWords.unsigned(leaf.nonce()),
        leaf.balance().toBigInteger(),
        leaf.debt().toBigInteger(),
        leaf.bonded().toBigInteger(),
        leaf.eth().toBigInteger(),
        leaf.codeHash().toBigInteger().shiftRight(128),
        leaf.codeHash().toBigInteger().mod(BigInteger.ONE.shiftLeft(128)),
        leaf.storageRoot().toBigInteger());
  }
}
