package io.crowdroll.protocol.state;

import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Keccak256;
import io.crowdroll.protocol.chain.Wei;

/**
 * The {@code modelled} rung of the state commitment: a hash chain over the transitions. Equal
 * histories have equal roots; membership cannot be proven against it.
 */
public final class TransitionChain implements StateCommitment {
  private final Keccak256 keccak = new Keccak256();
  private Hash256 root = Hash256.ZERO;

  @Override
  public Hash256 root() {
    return root;
  }

  @Override
  public Hash256 commit(int kind, int first, int second, Wei amount, Wei fee) {
    keccak.putHash(root).putInt(kind).putInt(first).putInt(second);
    keccak.putLong(amount.hi()).putLong(amount.lo()).putLong(fee.hi()).putLong(fee.lo());
    root = keccak.digest();
    return root;
  }
}
