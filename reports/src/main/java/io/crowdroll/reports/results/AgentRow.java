package io.crowdroll.reports.results;

import java.math.BigInteger;

/**
 * What a validator did as an agent on L1.
 *
 * @param validator number of the validator, from 0
 * @param behaviour {@code honest}, {@code offline}, …
 * @param stakeShare its share of all stake, 0 to 1
 * @param slotsOwned submission slots that were its turn
 * @param slotsUsed those in which it posted
 * @param commits commits it posted
 * @param proves proofs it posted
 * @param gasUsed L1 gas
 * @param spentEthWei ETH paid for that gas
 * @param refundedWei ETH refunded by the contract
 */
public record AgentRow(
    int validator,
    String behaviour,
    double stakeShare,
    int slotsOwned,
    int slotsUsed,
    int commits,
    int proves,
    long gasUsed,
    BigInteger spentEthWei,
    BigInteger refundedWei)
    implements Row {}
