package io.crowdroll.sim.testnet.rpc;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Receipt;
import io.crowdroll.protocol.chain.Rejection;
import io.crowdroll.protocol.chain.Transaction;
import io.crowdroll.protocol.chain.Wei;

/**
 * A transaction in its block.
 *
 * @param hash of its envelope
 * @param index in the block
 * @param receipt what it came to; of one without effect, that it failed and used nothing
 * @param gasUsed by itself
 * @param gasPrice wei of ZKPoW that it paid for a gas, base fee and tip
 * @param created the contract that it made, {@code null} = none
 * @param firstLog place of its first log among the block's
 * @param transition that executed it, −1 where it had no effect
 * @param refused why it had no effect, {@code null} = it had
 */
record Entry(
    Transaction transaction,
    Hash256 hash,
    int index,
    Receipt receipt,
    long gasUsed,
    Wei gasPrice,
    Address created,
    int firstLog,
    long transition,
    Rejection refused) {}
