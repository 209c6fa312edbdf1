package io.crowdroll.reports.results;

import java.math.BigInteger;

/**
 * One unit of proving work, from its creation to the proof that was paid.
 *
 * @param id number within the replication, from 0
 * @param kind {@code transfer}, {@code withdraw}, {@code bond}, {@code call}, {@code settle},
 *     {@code open}, {@code deposit}, {@code forced}, {@code empty} or {@code aggregation}
 * @param level height in the batch's aggregation tree; 0 for a leaf
 * @param units size in proof units
 * @param targeted whether the transition it proves is targeted by a censor
 * @param createdMs became provable
 * @param firstLeasedMs first lease
 * @param provenMs proof accepted
 * @param misses leases that ended without a proof in time
 * @param leases leases in all
 * @param baseBountyWei bounty at the first step, unaged
 * @param bountyPaidWei bounty paid, 0 while unproven
 * @param prover who was paid, or {@link Row#NOBODY}
 * @param right why that prover could be paid: {@code lease}, {@code committee}, {@code redundancy},
 *     {@code late}, {@code probation}, {@code open}, {@code last-resort} or {@code none}
 * @param windowUsed (proof − assigned) / (deadline − assigned) of the lease that was paid; NaN when
 *     no lease was
 */
public record TaskRow(
    long id,
    String kind,
    int level,
    int units,
    boolean targeted,
    long createdMs,
    long firstLeasedMs,
    long provenMs,
    int misses,
    int leases,
    BigInteger baseBountyWei,
    BigInteger bountyPaidWei,
    int prover,
    String right,
    double windowUsed)
    implements Row {}
