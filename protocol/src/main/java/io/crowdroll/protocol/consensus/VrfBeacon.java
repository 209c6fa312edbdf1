package io.crowdroll.protocol.consensus;

import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Keccak256;
import java.util.List;

/**
 * The beacon {@code vrf} (PROTOCOL.md §2): R_h is the keccak of the proposer's output for (chain
 * id, h, R_{h−1}). The proof is in the block. A proposer can only withhold it: the last one that
 * may has one bit.
 *
 * @param chainId of the chain
 * @param keys public keys of the validators, by index
 */
public record VrfBeacon(long chainId, List<byte[]> keys) {

  /**
   * The proof that a proposer puts into its block.
   *
   * @param previous R_{height − 1}
   * @param secret of the proposer, 32 bytes
   */
  public byte[] prove(long height, Hash256 previous, byte[] secret) {
    return Vrf.prove(secret, BeaconInput.of(chainId, height, previous));
  }

  /** R_h that a proposer's proof shows, {@code null} where it shows none. */
  public Hash256 value(long height, Hash256 previous, int proposer, byte[] proof) {
    if (proposer < 0 || proposer >= keys.size()) {
      return null;
    }
    byte[] output =
        Vrf.verify(keys.get(proposer), BeaconInput.of(chainId, height, previous), proof);
    return output == null ? null : new Keccak256().putBytes(output).digest();
  }
}
