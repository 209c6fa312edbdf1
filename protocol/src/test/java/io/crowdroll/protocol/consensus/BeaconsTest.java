package io.crowdroll.protocol.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.chain.Hash256;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Beacons that are real: what a height's randomness hangs on, and what it does not. */
class BeaconsTest {
  private static final Hash256 PREVIOUS = new Hash256(1, 2, 3, 4);
  private static final ThresholdKey.Deal DEAL =
      ThresholdKey.deal(new byte[] {9}, new long[] {3, 3, 3, 3});
  private static final ThresholdBeacon THRESHOLD = new ThresholdBeacon(7, DEAL.key());
  private static final VrfBeacon VRF =
      new VrfBeacon(7, IntStream.range(0, 3).mapToObj(i -> Vrf.publicKey(secret(i))).toList());

  @Test
  void everyQuorumRevealsTheSameRandomness() {
    Hash256 expected = null;
    for (int absent = 0; absent < 4; absent++) {
      int without = absent;
      byte[] signature =
          THRESHOLD.reveal(
              5,
              PREVIOUS,
              IntStream.range(0, 4).filter(i -> i != without).mapToObj(i -> part(i, 5)).toList());
      Hash256 value = THRESHOLD.value(5, PREVIOUS, signature);
      assertThat(value).isNotNull().isEqualTo(expected == null ? value : expected);
      expected = value;
    }
  }

  @Test
  void thresholdRandomnessIsOfOneHeightChainAndPast() {
    List<ThresholdKey.Part> parts = List.of(part(0, 5), part(1, 5), part(2, 5));
    byte[] signature = THRESHOLD.reveal(5, PREVIOUS, parts);
    assertThat(THRESHOLD.value(6, PREVIOUS, signature)).isNull();
    assertThat(THRESHOLD.value(5, Hash256.ZERO, signature)).isNull();
    assertThat(new ThresholdBeacon(8, DEAL.key()).value(5, PREVIOUS, signature)).isNull();
    assertThat(THRESHOLD.reveal(6, PREVIOUS, parts)).isNull();
    assertThat(THRESHOLD.reveal(5, PREVIOUS, parts.subList(0, 2))).as("half").isNull();
  }

  @Test
  void vrfRandomnessIsOfOneProposerHeightChainAndPast() {
    byte[] proof = VRF.prove(5, PREVIOUS, secret(1));
    assertThat(VRF.value(5, PREVIOUS, 1, proof)).isNotNull();
    assertThat(VRF.value(5, PREVIOUS, 0, proof)).isNull();
    assertThat(VRF.value(6, PREVIOUS, 1, proof)).isNull();
    assertThat(VRF.value(5, Hash256.ZERO, 1, proof)).isNull();
    assertThat(new VrfBeacon(8, VRF.keys()).value(5, PREVIOUS, 1, proof)).isNull();
    assertThat(VRF.value(5, PREVIOUS, 3, proof)).as("no such validator").isNull();
    assertThat(VRF.value(5, PREVIOUS, -1, proof)).isNull();
    assertThat(VRF.value(5, PREVIOUS, 1, new byte[0])).isNull();
  }

  private static ThresholdKey.Part part(int validator, long height) {
    return new ThresholdKey.Part(
        validator, THRESHOLD.part(height, PREVIOUS, DEAL.secrets().get(validator)));
  }

  private static byte[] secret(int validator) {
    byte[] secret = new byte[32];
    secret[0] = (byte) validator;
    return secret;
  }
}
