package io.crowdroll.protocol.chain;

/**
 * Why a forced item has no effect when its turn comes (PROTOCOL.md §8, STATEMENTS.md kinds 7, 8).
 */
public enum VoidReason {
  SENDER_ABSENT,
  SIGNATURE,
  NONCE,
  FUNDS,
  RECIPIENT_HAS_CODE
}
