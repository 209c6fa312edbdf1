package io.crowdroll.protocol.chain;

/**
 * What a transaction would pay in the next block (PROTOCOL.md §2); a wallet signs for twice the
 * base fees.
 *
 * @param gas burned
 * @param proof escrowed
 * @param l1 into the agent fund
 */
public record FeeQuote(Wei gas, Wei proof, Wei l1) {
  public Wei total() {
    return gas.plus(proof).plus(l1);
  }
}
