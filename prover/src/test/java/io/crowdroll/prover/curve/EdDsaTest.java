package io.crowdroll.prover.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crowdroll.prover.Vectors;
import io.crowdroll.prover.curve.BabyJubJub.Point;
import io.crowdroll.prover.field.PrimeField;
import java.math.BigInteger;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class EdDsaTest {

  private static Point point(JsonNode node) {
    return new Point(
        new BigInteger(node.get(0).asString()), new BigInteger(node.get(1).asString()));
  }

  @Test
  void everyIndependentVectorAgrees() {
    int signed = 0;
    int rejected = 0;
    for (JsonNode vector : Vectors.read("eddsa", "eddsa_poseidon.json").get("cases")) {
      BigInteger message = new BigInteger(vector.get("msg").asString());
      Point publicKey = point(vector.get("A"));
      EdDsa.Signature signature =
          new EdDsa.Signature(point(vector.get("R8")), new BigInteger(vector.get("S").asString()));
      assertThat(EdDsa.verify(publicKey, message, signature))
          .as(vector.get("kind").asString())
          .isEqualTo(vector.get("expected").asBoolean());
      if (vector.has("prv")) {
        byte[] key = HexFormat.of().parseHex(vector.get("prv").asString());
        assertThat(EdDsa.publicKey(key)).isEqualTo(publicKey);
        assertThat(EdDsa.sign(key, message)).isEqualTo(signature);
        assertThat(HexFormat.of().formatHex(signature.pack()))
            .isEqualTo(vector.get("packed").asString());
        signed++;
      } else {
        rejected++;
      }
    }
    assertThat(signed).isGreaterThan(10);
    assertThat(rejected).isGreaterThan(10);
  }

  @Test
  void keysAndNoncesOfSmallOrderAndMessagesOutOfRangeAreRejected() {
    byte[] key = {1, 2, 3};
    BigInteger message = BigInteger.valueOf(42);
    Point publicKey = EdDsa.publicKey(key);
    EdDsa.Signature signature = EdDsa.sign(key, message);
    assertThat(EdDsa.verify(publicKey, message, signature)).isTrue();
    // with the neutral key every nonce signs everything
    Point neutral = BabyJubJub.NEUTRAL;
    EdDsa.Signature forged = new EdDsa.Signature(BabyJubJub.BASE, BigInteger.ONE);
    assertThat(EdDsa.verify(neutral, message, forged)).isFalse();
    // a key with a part of order 2, which the factor 8 takes away
    Point two = new Point(BigInteger.ZERO, PrimeField.FR.modulus().subtract(BigInteger.ONE));
    Point off = BabyJubJub.add(publicKey, two);
    assertThat(BabyJubJub.isOnCurve(off)).isTrue();
    assertThat(EdDsa.verify(off, message, signature)).isFalse();
    assertThat(EdDsa.verify(publicKey, message.add(PrimeField.FR.modulus()), signature)).isFalse();
    assertThatThrownBy(() -> EdDsa.sign(key, PrimeField.FR.modulus()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
