/**
 * The modelled Ethereum: the contract of L1.md in memory ({@link
 * io.crowdroll.sim.model.l1.L1Contract}) on a chain with a base fee, missed slots and
 * reorganisations ({@link io.crowdroll.sim.model.l1.L1Chain}).
 */
package io.crowdroll.sim.model.l1;
