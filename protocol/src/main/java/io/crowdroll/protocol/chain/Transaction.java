package io.crowdroll.protocol.chain;

import java.util.Arrays;
import java.util.List;

/**
 * A user transaction (PROTOCOL.md §2), after its signature has been checked.
 *
 * @param kind what it does
 * @param sender whose nonce and balance it uses
 * @param to recipient on L2, for {@link Kind#WITHDRAW} on L1; {@link Address#ZERO} for a bond;
 *     {@code null} for a call that creates a contract
 * @param asset what is moved
 * @param value amount of the asset in wei, ≥ 1 but in a call
 * @param nonce the sender's count of transactions so far
 * @param maxFee cap of the whole fee, the tip included; 0x02: gasLimit × maxFeePerGas, which caps
 *     gas and tip alone
 * @param tip to the proposer; 0x02: at most
 * @param gasLimit gas that a call may use; the gas of the other kinds is fixed
 * @param execution how a call runs; {@code null} for other kinds
 * @param envelope as its sender signed it; {@code null} at the modelled rung, which signs nothing
 */
public record Transaction(
    Kind kind,
    Address sender,
    Address to,
    Asset asset,
    Wei value,
    long nonce,
    Wei maxFee,
    Wei tip,
    long gasLimit,
    Execution execution,
    Envelope envelope) {

  /** A transaction of the modelled rung. */
  public Transaction(
      Kind kind,
      Address sender,
      Address to,
      Asset asset,
      Wei value,
      long nonce,
      Wei maxFee,
      Wei tip,
      long gasLimit,
      Execution execution) {
    this(kind, sender, to, asset, value, nonce, maxFee, tip, gasLimit, execution, null);
  }

  public boolean isCreate() {
    return to == null;
  }

  /** The same transaction in the envelope that its sender signed. */
  public Transaction in(Envelope signed) {
    return new Transaction(
        kind, sender, to, asset, value, nonce, maxFee, tip, gasLimit, execution, signed);
  }

  /**
   * Sender and nonce tell nearly all transactions apart; the rest would cost more than it finds.
   */
  @Override
  public int hashCode() {
    return 31 * sender.hashCode() + Long.hashCode(nonce);
  }

  /** What a user transaction does. */
  public enum Kind {
    TRANSFER,
    WITHDRAW,
    BOND,
    CALL
  }

  /** How a contract call runs. */
  public sealed interface Execution {

    /**
     * What the modelled EVM answers.
     *
     * @throws IllegalStateException if there is code to run instead
     */
    default Modelled modelled() {
      if (this instanceof Modelled modelled) {
        return modelled;
      }
      throw new IllegalStateException("the modelled rung runs no code");
    }

    /**
     * What the modelled EVM answers (rung {@code modelled}).
     *
     * @param gas gas that execution uses
     * @param units proof units that execution meters
     */
    record Modelled(long gas, int units) implements Execution {}

    /**
     * What the EVM runs (rung {@code full}).
     *
     * @param data input of the call, or init code; not copied
     * @param accessList warm from the start
     * @param maxFeePerGas most that it pays for a gas, tip included
     * @param maxPriorityFeePerGas most that the proposer gets for a gas
     */
    record Evm(
        byte[] data, List<AccessEntry> accessList, Wei maxFeePerGas, Wei maxPriorityFeePerGas)
        implements Execution {
      @Override
      public boolean equals(Object other) {
        return other instanceof Evm that
            && Arrays.equals(data, that.data)
            && accessList.equals(that.accessList)
            && maxFeePerGas.equals(that.maxFeePerGas)
            && maxPriorityFeePerGas.equals(that.maxPriorityFeePerGas);
      }

      @Override
      public int hashCode() {
        return Arrays.hashCode(data);
      }
    }
  }
}
