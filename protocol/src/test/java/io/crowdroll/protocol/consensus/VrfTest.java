package io.crowdroll.protocol.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.chain.Vectors;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class VrfTest {
  private static final byte[] SECRET = new byte[32];

  @Test
  void everyVectorOfTheRfcAgrees() {
    JsonNode vectors = Vectors.read("vrf", "rfc9381_ecvrf_edwards25519_sha512_tai.json");
    for (JsonNode vector : vectors) {
      byte[] secret = Vectors.bytes(vector.get("sk").asString());
      byte[] key = Vectors.bytes(vector.get("pk").asString());
      byte[] input = Vectors.bytes(vector.get("alpha").asString());
      byte[] proof = Vectors.bytes(vector.get("pi").asString());
      assertThat(Vrf.publicKey(secret)).isEqualTo(key);
      assertThat(Vrf.encodeToCurve(key, input).encode())
          .isEqualTo(Vectors.bytes(vector.get("H").asString()));
      assertThat(Vrf.prove(secret, input)).isEqualTo(proof);
      assertThat(Vrf.verify(key, input, proof))
          .isEqualTo(Vectors.bytes(vector.get("beta").asString()));
    }
    assertThat(vectors.size()).isGreaterThanOrEqualTo(2);
  }

  @Test
  void anyChangedBitOfAProofShowsNothing() {
    SplittableRandom random = new SplittableRandom(21);
    byte[] key = Vrf.publicKey(SECRET);
    byte[] proof = Vrf.prove(SECRET, new byte[] {1, 2, 3});
    assertThat(Vrf.verify(key, new byte[] {1, 2, 3}, proof)).isNotNull();
    for (int at = 0; at < proof.length; at++) {
      byte[] mutant = proof.clone();
      mutant[at] ^= (byte) (1 << random.nextInt(8));
      assertThat(Vrf.verify(key, new byte[] {1, 2, 3}, mutant)).as("byte %d", at).isNull();
    }
    assertThat(Vrf.verify(key, new byte[] {1, 2, 4}, proof)).isNull();
    assertThat(Vrf.verify(Vrf.publicKey(new byte[] {1}), new byte[] {1, 2, 3}, proof)).isNull();
    assertThat(Vrf.verify(key, new byte[] {1, 2, 3}, Arrays.copyOf(proof, 81))).isNull();
    assertThat(Vrf.verify(key, new byte[] {1, 2, 3}, Arrays.copyOf(proof, 79))).isNull();
  }

  /** The response plus the order is the same number to the equation: one proof has one encoding. */
  @Test
  void aResponseBeyondTheOrderIsRefused() {
    byte[] proof = Vrf.prove(SECRET, new byte[0]);
    BigInteger s = Edwards25519.fromLittleEndian(Arrays.copyOfRange(proof, 48, 80));
    byte[] wide = Edwards25519.littleEndian(s.add(Edwards25519.ORDER), 32);
    System.arraycopy(wide, 0, proof, 48, 32);
    assertThat(Vrf.verify(Vrf.publicKey(SECRET), new byte[0], proof)).isNull();
  }

  /** With a key of small order the owner could show many outputs for one input. */
  @Test
  void keysOfSmallOrderAndNonCanonicalPointsAreRefused() {
    byte[] proof = Vrf.prove(SECRET, new byte[0]);
    assertThat(Vrf.verify(Edwards25519.NEUTRAL.encode(), new byte[0], proof)).isNull();
    byte[] zero = new byte[32]; // y = 0: order 4
    assertThat(Edwards25519.decode(zero)).isNotNull();
    assertThat(Vrf.verify(zero, new byte[0], proof)).isNull();
    byte[] prime =
        Edwards25519.littleEndian(BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19)), 32);
    assertThat(Edwards25519.decode(prime)).as("y = p").isNull();
    byte[] negativeZero = Edwards25519.NEUTRAL.encode();
    negativeZero[31] |= (byte) 0x80;
    assertThat(Edwards25519.decode(negativeZero)).as("x = −0").isNull();
  }

  @Test
  void theGroupHasItsOrderAndItsLaws() {
    assertThat(Edwards25519.BASE.times(Edwards25519.ORDER).isNeutral()).isTrue();
    SplittableRandom random = new SplittableRandom(22);
    for (int round = 0; round < 20; round++) {
      BigInteger a = BigInteger.valueOf(random.nextLong() >>> 1);
      BigInteger b = BigInteger.valueOf(random.nextLong() >>> 1);
      Edwards25519 sum = Edwards25519.BASE.times(a).plus(Edwards25519.BASE.times(b));
      assertThat(sum.encode()).isEqualTo(Edwards25519.BASE.times(a.add(b)).encode());
      assertThat(Edwards25519.decode(sum.encode()).encode()).isEqualTo(sum.encode());
      assertThat(sum.plus(sum).encode()).isEqualTo(sum.twice().encode());
      assertThat(sum.plus(sum.negate()).isNeutral()).isTrue();
    }
  }
}
