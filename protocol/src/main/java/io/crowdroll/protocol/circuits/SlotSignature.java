package io.crowdroll.protocol.circuits;

import io.crowdroll.protocol.chain.RollupMessage;
import io.crowdroll.prover.circuit.Api;
import io.crowdroll.prover.circuit.Variable;
import io.crowdroll.prover.circuit.gadget.Bit;
import io.crowdroll.prover.circuit.gadget.Bits;
import io.crowdroll.prover.circuit.gadget.EdDsaPoseidon;
import io.crowdroll.prover.circuit.gadget.Equality;
import io.crowdroll.prover.circuit.gadget.PoseidonHash;
import java.util.Arrays;

/** The 0x7b signature inside a circuit (STATEMENTS.md, "0x7b message"). */
final class SlotSignature {
  private SlotSignature() {}

  /** Whether an account's key has signed a message; total: 0 for whatever is no signature. */
  static Bit isBy(Api api, Variable account, Variable[] signature, Variable message) {
    EdDsaPoseidon.Key key = new EdDsaPoseidon.Key(signature[0], signature[1]);
    EdDsaPoseidon.Signature own =
        new EdDsaPoseidon.Signature(signature[2], signature[3], signature[4]);
    return EdDsaPoseidon.isValid(api, key, own, message)
        .and(api, Equality.isEqual(api, address(api, key), account));
  }

  /** The address of a key: the low 160 bits of its hash. */
  private static Variable address(Api api, EdDsaPoseidon.Key key) {
    try (var _ = api.scope("address of a key")) {
      Variable hash =
          PoseidonHash.hash(api, api.constant(RollupMessage.ADDRESS_DOMAIN), key.x(), key.y());
      Bit[] bits = Bits.splitStrict(api, hash);
      return Bits.pack(api, Arrays.copyOf(bits, SlotFields.ADDRESS_BITS));
    }
  }

  /** What the sender of a slot has signed, with the header's word of chain id and contract. */
  static Variable message(Api api, Kinds kinds, SlotFields fields, Variable deployment) {
    Variable kind =
        api.sub(kinds.code(), api.scale(SlotKind.FORCED_OFFSET, kinds.isAny(SlotKind.FORCED)));
    return PoseidonHash.hash(
        api,
        api.constant(RollupMessage.MESSAGE_DOMAIN),
        deployment,
        kind,
        fields.sender(),
        fields.to(),
        fields.asset(),
        fields.value(),
        fields.nonce(),
        fields.maxFee(),
        fields.tip());
  }
}
