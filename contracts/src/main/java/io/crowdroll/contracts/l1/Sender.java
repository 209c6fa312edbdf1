package io.crowdroll.contracts.l1;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.submission.L1Call;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/**
 * An account whose transactions are sent one after another, each when the one before it is in a
 * block. Not safe for use by several threads.
 */
public final class Sender {
  /** EIP-7825: most gas that a transaction may ask for. */
  static final long GAS_CAP = 1 << 24;

  private static final Wei TIP = Wei.of(1_000_000_000);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long LOOK_MILLIS = 20;

  private final Rpc rpc;
  private final Account account;

  public Sender(Rpc rpc, Account account) {
    this.rpc = rpc;
    this.account = account;
  }

  public Address address() {
    return account.address();
  }

  /**
   * Calls the rollup's contract.
   *
   * @throws Rpc.Refused if it reverts
   */
  public TransactionReceipt call(Deployed deployed, L1Call call) throws IOException {
    Calls.Payload payload = new Calls(new Records(rpc, deployed), deployed).payload(call);
    return send(deployed.deployment().contract(), payload.data(), payload.value());
  }

  /** Moves ETH, wei. */
  public TransactionReceipt pay(Address to, BigInteger value) throws IOException {
    return send(to, "0x", value);
  }

  /**
   * Sends a transaction and waits until it is in a block.
   *
   * @param to {@code null} makes a contract
   * @throws Rpc.Refused if it reverts
   */
  TransactionReceipt send(Address to, String data, BigInteger value) throws IOException {
    Wei baseFee = Wei.of(rpc.head().getBaseFeePerGas());
    Wei maxFee = baseFee.times(2).plus(TIP);
    long nonce = rpc.nonce(account.address());
    String hash = rpc.send(account.sign(nonce, to, data, value, GAS_CAP, maxFee, TIP));
    TransactionReceipt receipt = await(hash);
    if (!receipt.isStatusOK()) {
      rpc.repeat(rpc.transaction(hash), receipt.getBlockNumber().longValueExact());
      throw new Rpc.Refused("transaction " + hash + " reverted, and would not again", null);
    }
    return receipt;
  }

  private TransactionReceipt await(String hash) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      TransactionReceipt receipt = rpc.receipt(hash);
      if (receipt != null) {
        return receipt;
      }
      try {
        Thread.sleep(LOOK_MILLIS);
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while a transaction waited", stop);
      }
    }
    throw new IOException("transaction " + hash + " is in no block after " + PATIENCE);
  }
}
