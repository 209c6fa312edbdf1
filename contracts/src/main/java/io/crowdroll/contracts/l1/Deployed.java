package io.crowdroll.contracts.l1;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Deployment;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.submission.SignerSet;

/**
 * The contracts on L1 and what one must know to call them.
 *
 * @param l1ChainId chain id of L1
 * @param deployment chain id of L2 and the rollup's contract
 * @param token the L1 token of ZKPoW
 * @param faucet where it is given away
 * @param block the L1 block that made the rollup
 * @param signers the validator set of all headers
 * @param seatBond ETH that a seat takes, wei
 * @param literal whether batches are posted once, when they are proven
 */
public record Deployed(
    long l1ChainId,
    Deployment deployment,
    Address token,
    Address faucet,
    long block,
    SignerSet signers,
    Wei seatBond,
    boolean literal) {}
