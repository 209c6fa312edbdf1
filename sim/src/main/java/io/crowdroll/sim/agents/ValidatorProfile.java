package io.crowdroll.sim.agents;

import io.crowdroll.protocol.chain.Address;

/**
 * Who a validator is.
 *
 * @param index among the validators, from 0
 * @param l1 its account on L1, from which it posts as agent
 * @param behaviour the scenario's name of its behaviour as agent
 * @param stakeShare of all stake, in [0, 1]
 */
public record ValidatorProfile(int index, Address l1, String behaviour, double stakeShare) {}
