package io.crowdroll.protocol.consensus;

import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Keccak256;

/** What a beacon's signature or proof of a height is over: (chain id, h, R_{h−1}) (§2). */
final class BeaconInput {
  /** "beaconro" in ASCII: no other signed message of the protocol begins so. */
  private static final long DOMAIN = 0x626561636f6e726fL;

  private BeaconInput() {}

  static byte[] of(long chainId, long height, Hash256 previous) {
    return new Keccak256()
        .putLong(DOMAIN)
        .putLong(chainId)
        .putLong(height)
        .putHash(previous)
        .digest()
        .toBytes();
  }
}
