package io.crowdroll.sim.testnet.p2p;

import java.net.InetSocketAddress;

/**
 * A validator that can be spoken to.
 *
 * @param index among the validators
 * @param address at which it listens
 * @param publicKey Ed25519, 32 bytes; not copied
 */
public record Peer(int index, InetSocketAddress address, byte[] publicKey) {}
