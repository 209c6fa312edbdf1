package io.crowdroll.protocol.chain;

import io.crowdroll.prover.curve.BabyJubJub;
import io.crowdroll.prover.curve.EdDsa;
import io.crowdroll.prover.field.Poseidon;
import java.math.BigInteger;
import java.util.List;

/**
 * The key and signature that a forced item carries (L1.md {@code enqueue}): those of a 0x7b message
 * with maxFee = tip = 0. They need not be good: the contract checks ranges and curve only, and a
 * wrong one makes the item void.
 *
 * @param key A
 * @param signature R8 and S
 */
public record ForcedSignature(BabyJubJub.Point key, EdDsa.Signature signature) {

  /** What the contract stores of it, and the data words name (STATEMENTS.md, w3). */
  public BigInteger auth() {
    return Poseidon.hash(values().toArray(BigInteger[]::new));
  }

  /** Key x, key y, R8 x, R8 y, S. */
  public List<BigInteger> values() {
    return List.of(key.x(), key.y(), signature.r().x(), signature.r().y(), signature.s());
  }

  /** Whether it is the sender's under the item; decided exactly as the circuit decides. */
  public boolean signs(L1Item.Forced item, Deployment deployment) {
    return RollupMessage.address(key).equals(item.sender())
        && EdDsa.isProvable(key, digest(item, deployment), signature);
  }

  /** What a forced item's sender signs. */
  public static BigInteger digest(L1Item.Forced item, Deployment deployment) {
    Transaction.Kind kind = item.withdraw() ? Transaction.Kind.WITHDRAW : Transaction.Kind.TRANSFER;
    return RollupMessage.digest(
        deployment.word(),
        RollupMessage.code(kind),
        item.sender(),
        item.to(),
        item.asset(),
        item.value().toBigInteger(),
        item.nonce(),
        BigInteger.ZERO,
        BigInteger.ZERO);
  }

  byte[] encode() {
    return Rlp.list(values().stream().map(Rlp::number).toArray(byte[][]::new));
  }

  static Decoded<ForcedSignature> decode(Rlp.Item item) {
    Fields fields = Fields.of(item, "signature");
    BabyJubJub.Point key = fields.jubjubPoint("A");
    BabyJubJub.Point r8 = fields.jubjubPoint("R8");
    BigInteger s = fields.below("S", BabyJubJub.SUBGROUP_ORDER);
    return fields.finish("signature", () -> new ForcedSignature(key, new EdDsa.Signature(r8, s)));
  }
}
