/**
 * JSON-RPC of a validator: Ethereum's methods for wallets and tools, the {@code crowdroll_} ones
 * for provers and dashboards, over HTTP and WebSocket. It reads a node through {@link
 * io.crowdroll.sim.testnet.rpc.NodePort} and changes nothing but by handing in transactions.
 */
package io.crowdroll.sim.testnet.rpc;
