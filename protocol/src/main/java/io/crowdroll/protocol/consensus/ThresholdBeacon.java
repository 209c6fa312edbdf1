package io.crowdroll.protocol.consensus;

import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Keccak256;
import java.math.BigInteger;
import java.util.List;

/**
 * The beacon {@code threshold-bls} (PROTOCOL.md §2): R_h is the keccak of the one threshold
 * signature over (chain id, h, R_{h−1}). Its parts come with the precommits for h, so nobody knows
 * it before a quorum has decided, and nobody can choose it.
 *
 * @param chainId of the chain
 * @param key that the dealer gave to everybody
 */
public record ThresholdBeacon(long chainId, ThresholdKey key) {

  /**
   * What a validator sends with its precommit for a value.
   *
   * @param previous R_{height − 1}
   * @param secrets of the validator's shares
   */
  public byte[] part(long height, Hash256 previous, List<BigInteger> secrets) {
    return ThresholdKey.sign(secrets, BeaconInput.of(chainId, height, previous));
  }

  /**
   * The signature that proves R_h, {@code null} while the parts do not suffice.
   *
   * @param previous R_{height − 1}
   * @param parts at most one a validator; nothing in them is trusted
   */
  public byte[] reveal(long height, Hash256 previous, List<ThresholdKey.Part> parts) {
    return key.combine(BeaconInput.of(chainId, height, previous), parts);
  }

  /** R_h that a signature proves, {@code null} where it proves none. */
  public Hash256 value(long height, Hash256 previous, byte[] signature) {
    return key.verifies(BeaconInput.of(chainId, height, previous), signature)
        ? new Keccak256().putBytes(signature).digest()
        : null;
  }
}
