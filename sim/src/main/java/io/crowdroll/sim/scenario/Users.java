package io.crowdroll.sim.scenario;

import io.crowdroll.protocol.chain.Wei;

/**
 * Those who submit transactions; the genesis provers are the first of them.
 *
 * @param count accounts at genesis, at least the provers
 * @param balance genesis allocation of each, beside a genesis prover's bond
 * @param tip to the proposer, a gas
 * @param feeHeadroom a wallet's fee cap as a multiple of the base fees it sees
 */
public record Users(int count, Wei balance, Wei tip, double feeHeadroom) {}
