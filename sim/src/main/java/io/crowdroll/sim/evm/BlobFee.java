package io.crowdroll.sim.evm;

import java.math.BigInteger;

/** What blob gas costs (EIP-4844). */
final class BlobFee {
  /** Gas of one blob. */
  static final int GAS_PER_BLOB = 1 << 17;

  private static final BigInteger UPDATE_FRACTION = BigInteger.valueOf(3_338_477);

  private BlobFee() {}

  /**
   * Wei a unit of blob gas: e to the power of excess ÷ fraction, by Taylor's series in integers.
   *
   * @param excess blob gas beyond the target, summed over the blocks before; unsigned
   */
  static BigInteger baseFee(BigInteger excess) {
    BigInteger sum = BigInteger.ZERO;
    BigInteger term = UPDATE_FRACTION;
    for (int i = 1; term.signum() > 0; i++) {
      sum = sum.add(term);
      term = term.multiply(excess).divide(UPDATE_FRACTION.multiply(BigInteger.valueOf(i)));
    }
    return sum.divide(UPDATE_FRACTION);
  }
}
