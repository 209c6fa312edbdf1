package io.crowdroll.protocol.node;

import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Keccak256;
import io.crowdroll.protocol.consensus.Ballot;
import io.crowdroll.protocol.consensus.Randomness;
import io.crowdroll.protocol.consensus.Term;
import io.crowdroll.protocol.consensus.ThresholdBeacon;
import io.crowdroll.protocol.consensus.ThresholdKey;
import io.crowdroll.protocol.consensus.Value;
import io.crowdroll.protocol.consensus.VrfBeacon;
import java.util.List;

/**
 * The real beacon of a chain, whichever it is (PROTOCOL.md §2): where R_h comes from, and what a
 * header must say of it.
 */
final class BeaconScheme implements Randomness {
  private static final byte[] NOTHING = {};

  private final ThresholdBeacon threshold; // null: another scheme
  private final VrfBeacon vrf; // null: another scheme

  BeaconScheme(long chainId, BeaconKeys keys) {
    threshold =
        keys instanceof BeaconKeys.Threshold(byte[] key)
            ? new ThresholdBeacon(chainId, ThresholdKey.decode(key))
            : null;
    vrf = keys instanceof BeaconKeys.Vrf(List<byte[]> all) ? new VrfBeacon(chainId, all) : null;
  }

  /** Whether a proposer must have its proof of R_h before it can propose. */
  boolean asksProposer() {
    return vrf != null;
  }

  @Override
  public byte[] reveal(Term term, Value value, List<Ballot> precommits) {
    if (threshold == null) {
      return NOTHING;
    }
    List<ThresholdKey.Part> parts =
        precommits.stream()
            .map(ballot -> new ThresholdKey.Part(ballot.statement().validator(), ballot.share()))
            .toList();
    return threshold.reveal(term.height(), term.beacon(), parts);
  }

  @Override
  public boolean proves(Term term, Value value, byte[] proof) {
    return random(term.height(), term.beacon(), (SealedBlock) value, proof) != null;
  }

  /**
   * R_h, {@code null} where the proof shows none.
   *
   * @param previous R_{h−1}
   * @param proof of the commit; empty where the block itself shows R_h
   */
  Hash256 random(long height, Hash256 previous, SealedBlock block, byte[] proof) {
    if (threshold != null) {
      return threshold.value(height, previous, proof);
    }
    if (proof.length != 0) {
      return null;
    }
    return vrf != null
        ? vrf.value(height, previous, block.header().proposer(), block.header().beaconProof())
        : new Keccak256().putHash(block.hash()).digest();
  }

  /**
   * What a header must have as {@code beaconProof}.
   *
   * @param proposers the proposer's own proof where the beacon is {@code vrf}, or {@code null}
   * @param parents what the parent's commit proves R_{h−1} with; empty for the first block
   */
  byte[] headerProof(byte[] proposers, byte[] parents) {
    return vrf != null ? proposers : threshold != null ? parents : NOTHING;
  }
}
