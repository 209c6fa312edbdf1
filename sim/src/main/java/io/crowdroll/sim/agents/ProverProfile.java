package io.crowdroll.sim.agents;

import io.crowdroll.protocol.chain.Address;

/**
 * Who a prover is.
 *
 * @param member number in the world, from 0 without gaps; registered at genesis or not
 * @param account its account, which {@link io.crowdroll.protocol.chain.Fact.Registered} names
 * @param caller the account that its calls of contracts come from, perhaps the same
 * @param registered its number in the registry, −1 until it has registered
 * @param cohort the scenario's name of its cohort
 * @param hardware the scenario's name of its machine class
 * @param behaviour the scenario's name of its behaviour
 * @param region where it is
 * @param watts electrical power while proving
 * @param electricityUsdPerKwh price of energy
 */
public record ProverProfile(
    int member,
    Address account,
    Address caller,
    int registered,
    String cohort,
    String hardware,
    String behaviour,
    String region,
    double watts,
    double electricityUsdPerKwh) {}
