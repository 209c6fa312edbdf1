package io.crowdroll.protocol.submission;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Wei;

/**
 * The public inputs of an exit proof (STATEMENTS.md, exit): an account without code in a proven
 * root, and where its owner wants it paid.
 *
 * @param root the state root that it opens
 * @param account whose leaf it is
 * @param recipient the L1 address that is paid
 * @param zkpow max(0, balance + bonded − debt), wei
 * @param eth bridged ETH, wei
 */
public record ExitProof(Hash256 root, Address account, Address recipient, Wei zkpow, Wei eth) {}
