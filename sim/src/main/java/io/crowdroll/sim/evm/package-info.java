/**
 * Our EVM in Ethereum's own world, so that it can be held against Ethereum's tests and tools: a
 * plain state whose root is a Merkle-Patricia trie's, transactions by the rules of Cancun, state
 * tests, and traces in the lines of EIP-3155.
 *
 * <p>The rollup has a state and rules of its own ({@code protocol.state}, {@code protocol.node});
 * what the two worlds share is the interpreter.
 */
package io.crowdroll.sim.evm;
