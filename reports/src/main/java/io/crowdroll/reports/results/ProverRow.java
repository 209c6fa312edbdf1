package io.crowdroll.reports.results;

import java.math.BigInteger;

/**
 * What a prover did and earned by the horizon.
 *
 * @param id number within the replication, from 0
 * @param cohort the scenario's name of its cohort
 * @param hardware hardware class
 * @param behaviour {@code honest}, {@code sleeper}, …
 * @param region region
 * @param activeMs time in the active set
 * @param leases leases held
 * @param proofs proofs paid
 * @param misses leases missed
 * @param declines leases declined
 * @param earnedWei bounties paid to it
 * @param penaltiesLeviedWei penalties it owed
 * @param penaltiesUncollectedWei the part of them that nothing of its covered
 * @param balanceWei balance
 * @param bondedWei bond
 * @param debtWei debt
 * @param electricityUsd electricity spent on proving and waiting
 * @param profitUsd income − penalties − electricity, at the market's price
 */
public record ProverRow(
    int id,
    String cohort,
    String hardware,
    String behaviour,
    String region,
    long activeMs,
    int leases,
    int proofs,
    int misses,
    int declines,
    BigInteger earnedWei,
    BigInteger penaltiesLeviedWei,
    BigInteger penaltiesUncollectedWei,
    BigInteger balanceWei,
    BigInteger bondedWei,
    BigInteger debtWei,
    double electricityUsd,
    double profitUsd)
    implements Row {}
