/** The Ethereum that a testnet stands on: Anvil, Geth, either in a container, or somebody's own. */
package io.crowdroll.sim.testnet.l1;
