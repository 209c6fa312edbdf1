package io.crowdroll.protocol.chain;

/**
 * A user transaction (PROTOCOL.md §2), after its signature has been checked.
 *
 * @param kind what it does
 * @param sender whose nonce and balance it uses
 * @param to recipient on L2, for {@link Kind#WITHDRAW} on L1; {@link Address#ZERO} for a bond
 * @param asset what is moved
 * @param value amount of the asset in wei, ≥ 1
 * @param nonce the sender's count of transactions so far
 * @param maxFee 0x7b: cap of the whole fee without the tip; 0x02: cap of the gas base fee times
 *     gas, proof and L1 fee together
 * @param tip to the proposer
 * @param gasLimit gas that a call may use; the gas of the other kinds is fixed
 * @param execution what a call will use; {@code null} for other kinds
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
    Execution execution) {

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

  /**
   * What the modelled EVM answers for a contract call (rung {@code modelled}).
   *
   * @param gas gas that execution uses
   * @param units proof units that execution meters
   */
  public record Execution(long gas, int units) {}
}
