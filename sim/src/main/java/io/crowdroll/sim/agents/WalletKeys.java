package io.crowdroll.sim.agents;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Deployment;
import io.crowdroll.protocol.chain.Envelope;
import io.crowdroll.protocol.chain.EthereumTransaction;
import io.crowdroll.protocol.chain.ForcedSignature;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.L1Item;
import io.crowdroll.protocol.chain.RollupMessage;
import io.crowdroll.protocol.chain.Secp256k1;
import io.crowdroll.protocol.chain.Transaction;
import io.crowdroll.protocol.node.Signer;
import io.crowdroll.prover.curve.BabyJubJub;
import io.crowdroll.prover.curve.EdDsa;
import io.crowdroll.sim.kernel.EntityClass;
import io.crowdroll.sim.kernel.Purpose;
import io.crowdroll.sim.kernel.RandomStream;
import io.crowdroll.sim.kernel.Streams;
import java.math.BigInteger;

/**
 * The two keys of a user, from the scenario's seed: one on Baby Jubjub for messages of type 0x7b,
 * one on secp256k1 for calls of type 0x02 and for L1. An account is its key's.
 *
 * @param rollupSecret 32 bytes; not copied
 * @param ethereumSecret in [1, n)
 */
record WalletKeys(byte[] rollupSecret, BabyJubJub.Point rollupKey, BigInteger ethereumSecret) {

  /** The keys of a user; what other users there are changes nothing. */
  static WalletKeys of(Streams streams, int user) {
    RandomStream stream = streams.stream(EntityClass.USER, user, Purpose.KEY);
    byte[] secret = word(stream).toBytes();
    BigInteger most = Secp256k1.ORDER.subtract(BigInteger.ONE);
    BigInteger ethereum = word(stream).toBigInteger().mod(most).add(BigInteger.ONE);
    return new WalletKeys(secret, EdDsa.publicKey(secret), ethereum);
  }

  private static Hash256 word(RandomStream stream) {
    return new Hash256(stream.nextLong(), stream.nextLong(), stream.nextLong(), stream.nextLong());
  }

  /** The account that messages of type 0x7b are sent from. */
  Address rollupAccount() {
    return RollupMessage.address(rollupKey);
  }

  /** The account that calls are sent from, and the account on L1. */
  Address ethereumAccount() {
    return Secp256k1.address(Secp256k1.publicKey(ethereumSecret));
  }

  /** Signs whatever the user sends on L2. */
  Signer signer(Deployment deployment) {
    return unsigned -> unsigned.in(sign(unsigned, deployment));
  }

  private Envelope sign(Transaction it, Deployment deployment) {
    return it.execution() instanceof Transaction.Execution.Evm call
        ? EthereumTransaction.dynamicFee(
                deployment.chainId(),
                it.nonce(),
                call.maxPriorityFeePerGas().toBigInteger(),
                call.maxFeePerGas().toBigInteger(),
                it.gasLimit(),
                it.to(),
                it.value().toBigInteger(),
                call.data(),
                call.accessList())
            .signedBy(ethereumSecret)
        : new RollupMessage(
                deployment,
                it.kind(),
                it.to(),
                it.asset(),
                it.value(),
                it.nonce(),
                it.maxFee(),
                it.tip(),
                rollupKey,
                null)
            .signedBy(rollupSecret);
  }

  /** The signature under a forced item of this user. */
  ForcedSignature sign(L1Item.Forced item, Deployment deployment) {
    BigInteger digest = ForcedSignature.digest(item, deployment);
    return new ForcedSignature(rollupKey, EdDsa.sign(rollupSecret, digest));
  }
}
