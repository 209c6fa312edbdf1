package io.crowdroll.protocol.chain;

/**
 * The three-part fee and its controllers (PROTOCOL.md §2): gas, proof and L1, each in ZKPoW.
 *
 * <p>Prices change at the end of a block and hold for the whole next one.
 */
public final class FeeMarket {
  /** L1 gas for the four words of a transition at the calldata floor (L1.md, gas). */
  public static final long L1_GAS_PER_TRANSITION = 3_200;

  /** L1 gas of a commit and a proof whatever the batch holds (L1.md, gas). */
  public static final long L1_GAS_PER_BATCH = 400_000;

  /** Gas of the transitions that are not contract calls. */
  public static final long TRANSFER_GAS = 21_000;

  /** Batches whose mean size shares the fixed L1 cost. */
  private static final int MEAN_BATCHES = 16;

  private static final int GAS_DENOMINATOR = 8;
  private static final int UNIT_DENOMINATOR = 512;

  private final FeeRules rules;
  private final Wei unitPrice;
  private final Wei unitCeiling;
  private final long agentMargin;
  private final int expectedBatch;
  private final int[] recentBatches = new int[MEAN_BATCHES];
  private int batches;
  private int batchSum;
  private Wei gasBaseFee;
  private Wei unitBaseFee;
  private Wei l1GasPrice = Wei.ZERO;

  /**
   * @param unitPrice the price of a unit without scarcity: start and floor of the unit base fee
   * @param agentMargin on top of L1 costs, scaled by 10^18
   * @param expectedBatch user transitions that a batch is assumed to hold before the first closes
   */
  public FeeMarket(FeeRules rules, Wei unitPrice, long agentMargin, int expectedBatch) {
    this.expectedBatch = Math.max(1, expectedBatch);
    this.rules = rules;
    this.unitPrice = unitPrice;
    this.unitCeiling = unitPrice.scaledBy(rules.maxScarcity());
    this.agentMargin = agentMargin;
    gasBaseFee = rules.gasFloor();
    unitBaseFee = unitPrice;
  }

  public Wei gasBaseFee() {
    return gasBaseFee;
  }

  public Wei unitBaseFee() {
    return unitBaseFee;
  }

  /** §2: burned. */
  public Wei gasFee(long gas) {
    return gasBaseFee.times(gas);
  }

  /**
   * §2: unit base fee × (proofOverhead × units + aggUnits), the second term waived while the pool
   * is above its target.
   */
  public Wei proofFee(int units, boolean poolAboveTarget) {
    if (!rules.proofFee()) {
      return Wei.ZERO;
    }
    Wei overhead = unitBaseFee.times(units).scaledBy(rules.proofOverhead());
    return poolAboveTarget ? overhead : overhead.plus(unitBaseFee.times(rules.aggregationUnits()));
  }

  /** Most units whose proof fee is at most {@code budget}. */
  public int unitsAffordable(Wei budget, boolean poolAboveTarget) {
    if (!rules.proofFee()) {
      return Integer.MAX_VALUE;
    }
    Wei rest = poolAboveTarget ? budget : budget.minus(unitBaseFee.times(rules.aggregationUnits()));
    if (rest.signum() <= 0) {
      return 0;
    }
    Wei units = rest.mulDiv(Wei.of(1), unitBaseFee.scaledBy(rules.proofOverhead()));
    if (units.compareTo(Wei.of(Integer.MAX_VALUE)) >= 0) {
      return Integer.MAX_VALUE;
    }
    int most = (int) units.lo();
    // The price of one unit is rounded down, that of many is not: the last may be too much.
    return proofFee(most, poolAboveTarget).compareTo(budget) > 0 ? most - 1 : most;
  }

  /** §2: bytes + fixed cost ÷ mean user transitions of the last 16 batches. */
  public Wei l1Fee() {
    if (!rules.l1Fee()) {
      return Wei.ZERO;
    }
    long mean =
        batches == 0 ? expectedBatch : Math.max(1, batchSum / Math.min(batches, MEAN_BATCHES));
    return l1GasPrice.times(L1_GAS_PER_TRANSITION + L1_GAS_PER_BATCH / mean);
  }

  /** Takes the L1 price of this block's origin: wei of ZKPoW for a unit of L1 gas, with margin. */
  public void l1Price(Wei l1BaseFee, Wei zkpowPerEth) {
    l1GasPrice = l1BaseFee.mulDiv(zkpowPerEth, Wei.of(Wei.ONE)).scaledBy(Fixed.ONE + agentMargin);
  }

  /** Takes a closed batch's size into the mean. */
  public void batchClosed(int userTransitions) {
    int slot = batches++ % MEAN_BATCHES;
    batchSum += userTransitions - recentBatches[slot];
    recentBatches[slot] = userTransitions;
  }

  /**
   * Moves the base fees.
   *
   * @param gasUsed of the block
   * @param waitingUnits W: units of all tasks in state waiting at the end of the block
   */
  public void endBlock(long gasUsed, long waitingUnits) {
    long target = rules.blockGas() / 2;
    gasBaseFee = moved(gasBaseFee, gasUsed - target, target, GAS_DENOMINATOR).max(rules.gasFloor());
    if (rules.controller()) {
      unitBaseFee =
          moved(
                  unitBaseFee,
                  waitingUnits - rules.targetWaiting(),
                  rules.targetWaiting(),
                  UNIT_DENOMINATOR)
              .max(unitPrice)
              .min(unitCeiling);
    }
  }

  /** fee × (1 + clamp(excess / target, −1, 1) / denominator). */
  private static Wei moved(Wei fee, long excess, long target, int denominator) {
    long clamped = Fixed.clamp(excess, -target, target);
    long step = Wei.of(Math.abs(clamped)).mulDiv(Fixed.ONE, target).lo() / denominator;
    return fee.scaledBy(clamped < 0 ? Fixed.ONE - step : Fixed.ONE + step);
  }
}
