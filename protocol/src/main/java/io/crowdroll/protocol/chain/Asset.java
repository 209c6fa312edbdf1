package io.crowdroll.protocol.chain;

/** What a transfer, withdrawal or deposit moves; the ordinal is the code of STATEMENTS.md. */
public enum Asset {
  ZKPOW,
  ETH
}
