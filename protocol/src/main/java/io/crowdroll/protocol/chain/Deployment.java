package io.crowdroll.protocol.chain;

import java.math.BigInteger;

/**
 * Which rollup a signature is for: the chain id of L2 and the contract on L1 (STATEMENTS.md, word
 * d_1). Signatures of one deployment are worth nothing on another.
 *
 * @param chainId below 2^63
 * @param contract the rollup's contract on L1
 */
public record Deployment(long chainId, Address contract) {

  /** chainId(64) · contract(160) as one number. */
  public BigInteger word() {
    return BigInteger.valueOf(chainId).shiftLeft(8 * Address.BYTES).add(contract.toBigInteger());
  }
}
