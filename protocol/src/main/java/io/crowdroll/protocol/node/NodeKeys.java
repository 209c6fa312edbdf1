package io.crowdroll.protocol.node;

import io.crowdroll.protocol.chain.CoordinationTransaction;
import io.crowdroll.protocol.chain.Deployment;
import io.crowdroll.protocol.chain.Secp256k1;
import io.crowdroll.protocol.consensus.Ballot;
import io.crowdroll.protocol.consensus.Ed25519Signatures;
import io.crowdroll.protocol.consensus.Statement;
import io.crowdroll.protocol.consensus.ThresholdBeacon;
import io.crowdroll.protocol.consensus.VrfBeacon;
import io.crowdroll.protocol.submission.Certificate;
import java.math.BigInteger;
import java.util.List;

/**
 * The secrets of a node, which answer its {@link NodeEffect.Sign}: outside of the machine and its
 * record. All schemes are deterministic, so an answer lost in a crash is given again.
 */
public interface NodeKeys {

  /**
   * @throws IllegalArgumentException if this kind of node never asks so
   */
  SignAnswer answer(SignRequest request);

  /**
   * A validator's.
   *
   * @param voting Ed25519 secret, 32 bytes
   * @param shares of the beacon {@code threshold-bls}; none for another
   * @param vrf secret of the beacon {@code vrf}, 32 bytes; empty for another
   * @param agent secp256k1 secret of its L1 account
   */
  record OfValidator(
      Deployment deployment,
      long l1ChainId,
      byte[] voting,
      List<BigInteger> shares,
      byte[] vrf,
      BigInteger agent)
      implements NodeKeys {
    private static final byte[] NO_SHARE = {};

    @Override
    public SignAnswer answer(SignRequest request) {
      return switch (request) {
        case SignRequest.Vote(Statement statement, var beacon) -> {
          boolean shares = statement.type() == Statement.Type.PRECOMMIT && !statement.isNil();
          byte[] share =
              shares && !this.shares.isEmpty()
                  ? new ThresholdBeacon(deployment.chainId(), null)
                      .part(statement.height(), beacon, this.shares)
                  : NO_SHARE;
          Ballot ballot =
              new Ed25519Signatures(deployment.chainId(), List.of()).sign(voting, statement, share);
          yield new SignAnswer.Vote(ballot);
        }
        case SignRequest.Vrf(long height, int round, var beacon) ->
            new SignAnswer.Vrf(
                height,
                round,
                new VrfBeacon(deployment.chainId(), List.of()).prove(height, beacon, vrf));
        case SignRequest.Batch(var header) ->
            new SignAnswer.Batch(
                header,
                Secp256k1.sign(
                    agent, Certificate.digest(header, l1ChainId, deployment.contract())));
        case SignRequest.Coordinate _ ->
            throw new IllegalArgumentException("a validator says nothing as a prover");
      };
    }
  }

  /**
   * A prover's.
   *
   * @param account its 0x7b account's EdDSA secret, 32 bytes
   */
  record OfProver(Deployment deployment, byte[] account) implements NodeKeys {
    @Override
    public SignAnswer answer(SignRequest request) {
      if (request instanceof SignRequest.Coordinate(var message, long sequence)) {
        return new SignAnswer.Coordinate(
            CoordinationTransaction.signed(message, sequence, deployment, account).encode());
      }
      throw new IllegalArgumentException("a prover does not sign " + request);
    }
  }
}
