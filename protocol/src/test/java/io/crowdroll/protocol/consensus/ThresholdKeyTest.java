package io.crowdroll.protocol.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ThresholdKeyTest {
  private static final long[] STAKES = {400, 300, 200, 100, 100, 50, 1};
  private static final byte[] MESSAGE = {7, 7, 7};
  private static final ThresholdKey.Deal DEAL = ThresholdKey.deal(new byte[] {42}, STAKES);
  private static final ThresholdKey KEY = DEAL.key();

  @Test
  void sharesFollowStakeAndNoneIsLost() {
    SplittableRandom random = new SplittableRandom(31);
    for (int round = 0; round < 200; round++) {
      long[] stakes =
          random.longs(1 + random.nextInt(40), 1, 1L << 1 + random.nextInt(50)).toArray();
      int[] counts = ThresholdKey.apportion(stakes);
      long total = Arrays.stream(stakes).sum();
      assertThat(Arrays.stream(counts).sum()).isEqualTo(ThresholdKey.SHARES);
      for (int i = 0; i < stakes.length; i++) {
        BigInteger quota =
            BigInteger.valueOf(stakes[i])
                .multiply(BigInteger.valueOf(128))
                .divide(BigInteger.valueOf(total));
        assertThat(counts[i]).isBetween(quota.intValueExact(), quota.intValueExact() + 1);
      }
    }
    assertThat(ThresholdKey.apportion(new long[] {1, 1, 1})).containsExactly(43, 43, 42);
  }

  @Test
  void anyPartsThatSufficeGiveTheSameSignature() {
    byte[] expected = KEY.combine(MESSAGE, parts(0, 1, 2, 3, 4, 5, 6));
    assertThat(KEY.verifies(MESSAGE, expected)).isTrue();
    assertThat(KEY.combine(MESSAGE, parts(0, 1))).isEqualTo(expected);
    assertThat(KEY.combine(MESSAGE, parts(6, 5, 4, 3, 1, 2))).isEqualTo(expected);
    assertThat(KEY.combine(new byte[] {8}, parts(new byte[] {8}, 0, 1))).isNotEqualTo(expected);
  }

  @Test
  void halfOfTheSharesAreNotEnough() {
    assertThat(held(0, 2)).isGreaterThanOrEqualTo(ThresholdKey.THRESHOLD);
    assertThat(held(1, 2, 3)).isGreaterThanOrEqualTo(ThresholdKey.THRESHOLD);
    assertThat(held(0, 3)).isLessThan(ThresholdKey.THRESHOLD);
    assertThat(KEY.combine(MESSAGE, parts(0, 2))).isNotNull();
    assertThat(KEY.combine(MESSAGE, parts(0, 3))).isNull();
    assertThat(KEY.combine(MESSAGE, List.of())).isNull();
    ThresholdKey.Deal two = ThresholdKey.deal(new byte[] {1}, new long[] {1, 1});
    byte[] half = ThresholdKey.sign(two.secrets().get(0), MESSAGE);
    assertThat(two.key().combine(MESSAGE, List.of(new ThresholdKey.Part(0, half)))).isNull();
  }

  @Test
  void wrongSharesAreFoundAndLeftOut() {
    byte[] expected = KEY.combine(MESSAGE, parts(0, 1));
    List<ThresholdKey.Part> parts = new ArrayList<>(parts(0, 1, 2));
    parts.set(2, new ThresholdKey.Part(2, signed(2, new byte[] {1}))); // of another message
    assertThat(KEY.combine(MESSAGE, parts)).isEqualTo(expected);
    parts.set(1, new ThresholdKey.Part(1, signed(1, new byte[] {1})));
    assertThat(KEY.combine(MESSAGE, parts)).as("the good ones do not suffice").isNull();
    parts.addAll(parts(3, 4, 5, 6));
    assertThat(KEY.combine(MESSAGE, parts)).isEqualTo(expected);
  }

  @Test
  void aPartWithAnythingElseInItCountsForNothing() {
    byte[] expected = KEY.combine(MESSAGE, parts(0, 1));
    byte[] good = signed(2, MESSAGE);
    List<byte[]> wrong = new ArrayList<>();
    wrong.add(new byte[0]);
    wrong.add(Arrays.copyOf(good, good.length - 1));
    wrong.add(Arrays.copyOf(good, good.length + 48));
    byte[] infinity = new byte[good.length];
    infinity[0] = (byte) 0xc0;
    wrong.add(infinity);
    byte[] outside = good.clone();
    Arrays.fill(outside, 0, 48, (byte) 0xff);
    wrong.add(outside);
    SplittableRandom random = new SplittableRandom(32);
    for (int i = 0; i < 20; i++) {
      byte[] flipped = good.clone();
      flipped[random.nextInt(48)] ^= (byte) (1 << random.nextInt(8));
      wrong.add(flipped);
    }
    for (byte[] signatures : wrong) {
      List<ThresholdKey.Part> parts = new ArrayList<>(parts(0, 1));
      parts.add(new ThresholdKey.Part(2, signatures));
      assertThat(KEY.combine(MESSAGE, parts)).isEqualTo(expected);
      parts.set(1, new ThresholdKey.Part(3, signed(3, MESSAGE)));
      assertThat(KEY.combine(MESSAGE, parts)).isNull();
    }
  }

  @Test
  void anyChangedBitOfASignatureFails() {
    byte[] signature = KEY.combine(MESSAGE, parts(0, 1));
    for (int bit = 0; bit < 8 * signature.length; bit++) {
      byte[] mutant = signature.clone();
      mutant[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(KEY.verifies(MESSAGE, mutant)).isFalse();
    }
    assertThat(KEY.verifies(new byte[] {7, 7}, signature)).isFalse();
    assertThat(KEY.verifies(MESSAGE, new byte[0])).isFalse();
    assertThat(KEY.verifies(MESSAGE, Arrays.copyOf(signature, 49))).isFalse();
    ThresholdKey other = ThresholdKey.deal(new byte[] {43}, STAKES).key();
    assertThat(other.verifies(MESSAGE, signature)).isFalse();
  }

  @Test
  void theSameSeedDealsTheSame() {
    ThresholdKey.Deal again = ThresholdKey.deal(new byte[] {42}, STAKES);
    assertThat(again.secrets()).isEqualTo(DEAL.secrets());
    assertThat(again.key().verifies(MESSAGE, KEY.combine(MESSAGE, parts(0, 1)))).isTrue();
  }

  private static int held(int... validators) {
    return Arrays.stream(validators).map(KEY::shares).sum();
  }

  private static List<ThresholdKey.Part> parts(int... validators) {
    return parts(MESSAGE, validators);
  }

  private static List<ThresholdKey.Part> parts(byte[] message, int... validators) {
    return Arrays.stream(validators)
        .mapToObj(validator -> new ThresholdKey.Part(validator, signed(validator, message)))
        .toList();
  }

  private static byte[] signed(int validator, byte[] message) {
    return ThresholdKey.sign(DEAL.secrets().get(validator), message);
  }
}
