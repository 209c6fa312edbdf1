/**
 * BFT consensus of the PoS sequencer (PROTOCOL.md §2): the machine {@link
 * io.crowdroll.protocol.consensus.Consensus}, its messages and evidence, the validator set and the
 * beacon.
 */
package io.crowdroll.protocol.consensus;
