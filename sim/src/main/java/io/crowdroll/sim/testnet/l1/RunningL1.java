package io.crowdroll.sim.testnet.l1;

import java.math.BigInteger;
import java.net.URI;

/** An Ethereum client that answers. */
public interface RunningL1 extends AutoCloseable {
  /** Where it answers JSON-RPC. */
  URI url();

  /** secp256k1 secret of an account with plenty of ETH. */
  BigInteger key();

  /** Stops what was started for it. */
  @Override
  void close();

  /** One that was running before and goes on. */
  record Elsewhere(URI url, BigInteger key) implements RunningL1 {
    @Override
    public void close() {}

    @Override
    public String toString() {
      return url.toString();
    }
  }
}
