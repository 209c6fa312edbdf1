package io.crowdroll.protocol.chain;

import java.math.BigInteger;

/**
 * Takes the bytes of a user transaction from outside (PROTOCOL.md §2): decoded, its signature
 * checked, and of a kind that this chain executes. What depends on accounts is asked afterwards.
 *
 * @param deployment for which signatures must be
 * @param blockGas what needs more can never be in a block
 * @param provenOnly whether proofs are real, so that what has no circuit is refused
 */
public record Admission(Deployment deployment, long blockGas, boolean provenOnly) {
  private static final int AMOUNT_BITS = 127;

  /** What becomes of the bytes. */
  public sealed interface Verdict {

    /** A transaction that may be executed as far as can be told without accounts. */
    record Admitted(Transaction transaction) implements Verdict {}

    /**
     * Bytes that no block may hold.
     *
     * @param detail what in the bytes is wrong; for people
     */
    record Refused(Rejection reason, String detail) implements Verdict {}
  }

  /** Decides about the bytes of an envelope. */
  public Verdict admit(byte[] bytes) {
    return switch (Envelope.decode(bytes)) {
      case Decoded.Malformed<Envelope> malformed ->
          new Verdict.Refused(Rejection.MALFORMED, malformed.toString());
      case Decoded.Value<Envelope>(RollupMessage message) -> admit(message);
      case Decoded.Value<Envelope>(EthereumTransaction transaction) -> admit(transaction);
    };
  }

  private Verdict admit(RollupMessage message) {
    Rejection reason = message.check(deployment);
    if (reason == null && FeeMarket.TRANSFER_GAS > blockGas) {
      reason = Rejection.ABOVE_BLOCK_GAS;
    }
    if (reason != null) {
      return refused(reason);
    }
    return new Verdict.Admitted(
        new Transaction(
            message.kind(),
            message.sender(),
            message.to(),
            message.asset(),
            message.value(),
            message.nonce(),
            message.maxFee(),
            message.tip(),
            FeeMarket.TRANSFER_GAS,
            null,
            message));
  }

  private Verdict admit(EthereumTransaction envelope) {
    if (envelope.type() != EthereumTransaction.Type.DYNAMIC_FEE) {
      return refused(Rejection.TYPE_NOT_TAKEN);
    }
    Rejection reason = check(envelope);
    if (reason != null) {
      return refused(reason);
    }
    Address sender = envelope.sender();
    if (sender == null) {
      return refused(Rejection.BAD_SIGNATURE);
    }
    Wei feePerGas = Wei.of(envelope.maxFeePerGas());
    Wei tipPerGas = Wei.of(envelope.maxPriorityFeePerGas());
    return new Verdict.Admitted(
        new Transaction(
            Transaction.Kind.CALL,
            sender,
            envelope.to(),
            Asset.ZKPOW,
            Wei.of(envelope.value()),
            envelope.nonce(),
            feePerGas.times(envelope.gasLimit()),
            tipPerGas.times(envelope.gasLimit()),
            envelope.gasLimit(),
            new Transaction.Execution.Evm(
                envelope.data(), envelope.accessList(), feePerGas, tipPerGas),
            envelope));
  }

  private Rejection check(EthereumTransaction envelope) {
    if (provenOnly) {
      return Rejection.NO_CIRCUIT;
    }
    Rejection reason = envelope.check(deployment.chainId());
    if (reason != null) {
      return reason;
    }
    if (Long.compareUnsigned(envelope.gasLimit(), blockGas) > 0) {
      return Rejection.ABOVE_BLOCK_GAS;
    }
    BigInteger most =
        envelope
            .maxFeePerGas()
            .multiply(BigInteger.valueOf(envelope.gasLimit()))
            .add(envelope.value());
    // Total supply is below 2^127 (STATEMENTS.md): no balance covers more.
    return most.bitLength() > AMOUNT_BITS ? Rejection.INSUFFICIENT_FUNDS : null;
  }

  private static Verdict refused(Rejection reason) {
    return new Verdict.Refused(reason, reason.sentence());
  }
}
