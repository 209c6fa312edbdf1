/**
 * The rollup's contracts from Java: deployed ({@link io.crowdroll.contracts.l1.Deployer}), watched
 * ({@link io.crowdroll.contracts.l1.Watcher}) and called ({@link io.crowdroll.contracts.l1.Poster})
 * over an Ethereum node's JSON-RPC.
 */
package io.crowdroll.contracts.l1;
