package io.crowdroll.protocol.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class Hash256Test {
  @Test
  void orderIsThatOfTheUnsignedNumber() {
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < 10_000; i++) {
      Hash256 one = near(random);
      Hash256 other = near(random);
      assertThat(Integer.signum(one.compareTo(other)))
          .as("%s and %s", one, other)
          .isEqualTo(number(one).compareTo(number(other)));
      assertThat(one.compareTo(one)).isZero();
    }
  }

  @Test
  void hexAndBytesLeadBackToTheHash() {
    Hash256 hash = new Hash256(0x0102030405060708L, -1, 0, Long.MIN_VALUE);
    assertThat(hash)
        .hasToString("0x0102030405060708ffffffffffffffff00000000000000008000000000000000");
    assertThat(Hash256.fromHex(hash.toString())).isEqualTo(hash);
    assertThat(Hash256.fromHex(hash.toString().substring(2))).isEqualTo(hash);
    assertThat(Hash256.fromBytes(hash.toBytes())).isEqualTo(hash);
    assertThat(new BigInteger(1, hash.toBytes()))
        .isEqualTo(new BigInteger(hash.toString().substring(2), 16));
  }

  @Test
  void otherLengthsAreRefused() {
    assertThatThrownBy(() -> Hash256.fromBytes(new byte[31]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("31");
    assertThatThrownBy(() -> Hash256.fromHex("0x00")).isInstanceOf(IllegalArgumentException.class);
  }

  /**
   * Words from a few values around the sign, so that every word of two hashes often is the same.
   */
  private static Hash256 near(SplittableRandom random) {
    return new Hash256(word(random), word(random), word(random), word(random));
  }

  private static long word(SplittableRandom random) {
    return switch (random.nextInt(4)) {
      case 0 -> 0;
      case 1 -> -1;
      case 2 -> Long.MIN_VALUE;
      default -> Long.MAX_VALUE;
    };
  }

  private static BigInteger number(Hash256 hash) {
    return new BigInteger(1, hash.toBytes());
  }
}
