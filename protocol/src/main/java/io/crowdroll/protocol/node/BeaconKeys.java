package io.crowdroll.protocol.node;

import java.util.List;

/** The public part of the beacon of a scenario (PROTOCOL.md §2). */
public sealed interface BeaconKeys {

  /**
   * {@code threshold-bls}.
   *
   * @param key as {@link io.crowdroll.protocol.consensus.ThresholdKey#encode} has it
   */
  record Threshold(byte[] key) implements BeaconKeys {}

  /** {@code vrf}: keys of the validators, by index. */
  record Vrf(List<byte[]> keys) implements BeaconKeys {}

  /** {@code proposer-hash}, which needs none. */
  record ProposerHash() implements BeaconKeys {}
}
