/**
 * Ethereum's Merkle-Patricia trie (Yellow Paper, appendix D), as far as a root needs it. Our own
 * state has another tree ({@code protocol.state}); this one gives the roots of transactions and
 * receipts, and those of Ethereum's states that we are tested against.
 */
package io.crowdroll.protocol.chain.trie;
