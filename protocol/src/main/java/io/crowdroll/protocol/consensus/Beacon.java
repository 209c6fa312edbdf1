package io.crowdroll.protocol.consensus;

import io.crowdroll.protocol.chain.Block;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Keccak256;

/**
 * The public randomness R_h of each height (PROTOCOL.md §2), at the {@code modelled} rung of
 * consensus: a hash with the dependencies that the signature would have. What a proposer can change
 * in R_h is what it could change for real.
 */
public final class Beacon {
  private final ConsensusRules.BeaconKind kind;
  private final long chainId;
  private final Hash256 secret;
  private final Keccak256 keccak = new Keccak256();
  private Hash256 value;

  /**
   * @param secret stands for the dealer's or the validators' keys
   */
  public Beacon(ConsensusRules.BeaconKind kind, long chainId, Hash256 secret) {
    this.kind = kind;
    this.chainId = chainId;
    this.secret = secret;
    value = keccak.putLong(chainId).putHash(secret).digest();
  }

  /** R of the last final block. */
  public Hash256 value() {
    return value;
  }

  /** Another chain begins (§8): nothing of its randomness is known from the one reverted. */
  public void fork(Hash256 batch) {
    value = keccak.putHash(secret).putHash(batch).putHash(value).digest();
  }

  /** Takes R of a final block as its decision has proven it, where consensus is real. */
  public Hash256 follow(Hash256 random) {
    value = random;
    return value;
  }

  /** Takes a final block; its R seeds this block's draws and the next leader. */
  public Hash256 advance(Block block) {
    value =
        switch (kind) {
          // Unique and unknown until the precommits are in: nobody can choose it.
          case THRESHOLD_BLS ->
              keccak
                  .putHash(secret)
                  .putLong(chainId)
                  .putLong(block.height())
                  .putHash(value)
                  .digest();
          // Fixed by who proposes: the leader of a round may only withhold its block.
          case VRF ->
              keccak
                  .putHash(secret)
                  .putInt(block.proposer())
                  .putLong(block.height())
                  .putHash(value)
                  .digest();
          // Whatever the proposer puts into the block: grindable.
          case PROPOSER_HASH -> keccak.putHash(block.hash()).digest();
        };
    return value;
  }
}
