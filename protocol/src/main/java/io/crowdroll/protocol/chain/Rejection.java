package io.crowdroll.protocol.chain;

/** Why the protocol refuses an input: a value, not an exception (HOUSE.md). */
public enum Rejection {
  UNKNOWN_SENDER("the sender has no account"),
  NONCE_TOO_LOW("the nonce was used before"),
  NONCE_GAP("an earlier nonce is missing"),
  ZERO_VALUE("the value must be at least 1 wei"),
  RESERVED_RECIPIENT("addresses below 2^16 are reserved"),
  RECIPIENT_HAS_CODE("the recipient is a contract: call it instead"),
  FEE_ABOVE_CAP("the fee due exceeds maxFee"),
  INSUFFICIENT_FUNDS("the balance does not cover value and fee"),
  BACK_PRESSURE("too much work is waiting to be proven: send again later"),
  SENDER_QUEUE_FULL("the sender has too many transactions waiting"),
  MEMPOOL_FULL("the mempool is full"),
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
  ALREADY_SLASHED("the validator was slashed before");

  private final String sentence;

  Rejection(String sentence) {
    this.sentence = sentence;
  }

  /** The reason in words, for the user. */
  public String sentence() {
    return sentence;
  }
}
