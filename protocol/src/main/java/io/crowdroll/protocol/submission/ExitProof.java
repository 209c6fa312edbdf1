package io.crowdroll.protocol.submission;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Deployment;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Wei;
import java.math.BigInteger;
import java.util.List;

/**
 * The public inputs of an exit proof (STATEMENTS.md, exit): an account without code in a proven
 * root, and where its owner wants it paid.
 *
 * @param root the state root that it opens
 * @param account whose leaf it is
 * @param recipient the L1 address that is paid
 * @param zkpow max(0, balance + bonded − debt), wei
 * @param eth bridged ETH, wei
 */
public record ExitProof(Hash256 root, Address account, Address recipient, Wei zkpow, Wei eth) {

  /** The public inputs of its circuit, in their order. */
  public List<BigInteger> publicInputs(Deployment deployment) {
    return List.of(
        deployment.word(),
        root.toBigInteger(),
        account.toBigInteger(),
        recipient.toBigInteger(),
        zkpow.toBigInteger(),
        eth.toBigInteger());
  }
}
