package io.crowdroll.protocol.chain;

/** Why the protocol refuses an input: a value, not an exception (HOUSE.md). */
public enum Rejection {
  MALFORMED("the bytes are not the canonical encoding of a transaction"),
  TYPE_NOT_TAKEN("only transactions of types 0x02 and 0x7b are taken"),
  WRONG_CHAIN("the transaction is signed for another chain or contract"),
  BAD_SIGNATURE("the signature is invalid"),
  NO_CIRCUIT(
      "no circuit proves this kind of transaction yet:"
          + " send a transfer, withdrawal or bond of type 0x7b instead"),
  UNKNOWN_SENDER("the sender has no account"),
  NONCE_TOO_LOW("the nonce was used before"),
  NONCE_TOO_HIGH("no account gets as far as this nonce"),
  NONCE_GAP("an earlier nonce is missing"),
  ZERO_VALUE("the value must be at least 1 wei"),
  RESERVED_RECIPIENT("addresses below 2^16 are reserved"),
  RECIPIENT_HAS_CODE("the recipient is a contract: call it instead"),
  FEE_ABOVE_CAP("the fee due exceeds maxFee"),
  INSUFFICIENT_FUNDS("the balance does not cover value and fee"),
  INTRINSIC_GAS("the gas limit is below what the transaction costs before any code runs"),
  ABOVE_BLOCK_GAS("the gas limit is above that of a block"),
  INIT_CODE_TOO_LONG("init code is longer than 49,152 bytes"),
  TIP_ABOVE_FEE_CAP("maxPriorityFeePerGas is above maxFeePerGas"),
  FEE_OVERFLOW("gas limit times fee cap is 2^256 or more"),
  BAD_BLOBS("a blob transaction names one to six blobs of version 1"),
  BACK_PRESSURE("too much work is waiting to be proven: send again later"),
  SENDER_QUEUE_FULL("the sender has too many transactions waiting"),
  MEMPOOL_FULL("the mempool is full of transactions that pay as much or more"),
  UNDERPRICED("a replacement must raise fee cap and tip by a tenth"),
  REPLACED("the sender has replaced the transaction"),
  UNKNOWN_PROVER("no such prover is registered"),
  ALREADY_REGISTERED("the account has registered a prover"),
  ACCOUNT_HAS_CODE("contracts cannot register as provers"),
  TOO_EARLY("a heartbeat came less than half an interval after the one before"),
  NO_LEASE("the prover holds no lease of this task"),
  DECLINE_WINDOW_OVER("the window for declining is over"),
  DECLINE_QUOTA_USED("the day's declines are used up"),
  UNKNOWN_TASK("no such task is unproven"),
  ALREADY_PROVEN("the task is proven and this prover holds no further right"),
  INVALID_PROOF("the proof does not verify"),
  WRONG_PAYEE("the proof names another payee"),
  TOO_LATE("the lease's due has passed and late proofs are rejected"),
  BAD_EVIDENCE("the votes do not show that the validator contradicted itself"),
  ALREADY_SLASHED("the validator was slashed before"),
  STOPPED("the node has stopped for good: its log says why");

  private final String sentence;

  Rejection(String sentence) {
    this.sentence = sentence;
  }

  /** The reason in words, for the user. */
  public String sentence() {
    return sentence;
  }
}
