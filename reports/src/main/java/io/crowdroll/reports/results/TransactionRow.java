package io.crowdroll.reports.results;

import java.math.BigInteger;

/**
 * A transaction's way from the user to a final state root on L1.
 *
 * @param id number within the replication, from 0
 * @param transactionClass the scenario's name of its class
 * @param targeted whether a censor of the scenario targets it
 * @param forced whether it entered through the queue on L1
 * @param submittedMs handed to the chain (or to the queue, when forced)
 * @param includedMs in a committed block
 * @param provenMs its leaf proof accepted on the chain
 * @param l1ProvenMs the batch that holds it proven on L1
 * @param finalMs that proof deep enough on L1
 * @param feeWei all fees paid
 * @param outcome {@code included}, {@code pending}, {@code rejected:<reason>} or {@code void}
 */
public record TransactionRow(
    long id,
    String transactionClass,
    boolean targeted,
    boolean forced,
    long submittedMs,
    long includedMs,
    long provenMs,
    long l1ProvenMs,
    long finalMs,
    BigInteger feeWei,
    String outcome)
    implements Row {}
