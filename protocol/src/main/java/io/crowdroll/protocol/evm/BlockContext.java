package io.crowdroll.protocol.evm;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;

/**
 * What the block tells the code that runs in it. Numbers that fill a word are written as {@link
 * Hash256}; those of 64 bits are unsigned.
 *
 * @param coinbase who proposes (COINBASE)
 * @param number the block's height (NUMBER)
 * @param timestamp in seconds (TIMESTAMP)
 * @param gasLimit of the block (GASLIMIT)
 * @param prevRandao the beacon's value (PREVRANDAO, EIP-4399)
 * @param baseFee wei a unit of gas (BASEFEE, EIP-3198)
 * @param blobBaseFee wei a unit of blob gas (BLOBBASEFEE, EIP-7516)
 * @param chainId of the chain (CHAINID, EIP-1344)
 */
public record BlockContext(
    Address coinbase,
    long number,
    long timestamp,
    long gasLimit,
    Hash256 prevRandao,
    Hash256 baseFee,
    Hash256 blobBaseFee,
    Hash256 chainId) {}
