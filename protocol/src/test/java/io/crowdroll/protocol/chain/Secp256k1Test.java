package io.crowdroll.protocol.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class Secp256k1Test {
  private static final BigInteger N = Secp256k1.ORDER;

  /** Fixed width: 32 bytes of r and 32 of s, high s allowed. */
  @Test
  void everyWycheproofCaseOfFixedWidthIsDecidedAsExpected() {
    JsonNode file = Vectors.read("ecdsa-wycheproof", "ecdsa_secp256k1_sha256_p1363_test.json");
    for (JsonNode test : file.get("tests")) {
      byte[] encoded = Vectors.bytes(test.get("sig").asString());
      boolean valid =
          encoded.length == 64
              && verify(
                  test,
                  new BigInteger(1, Arrays.copyOf(encoded, 32)),
                  new BigInteger(1, Arrays.copyOfRange(encoded, 32, 64)));
      expect(test, valid);
    }
    assertThat(file.get("tests").size()).isGreaterThanOrEqualTo(126);
  }

  /** DER, and low s as Bitcoin and Ethereum demand it. */
  @Test
  void everyWycheproofCaseWithLowSIsDecidedAsExpected() {
    JsonNode file = Vectors.read("ecdsa-wycheproof", "ecdsa_secp256k1_sha256_bitcoin_test.json");
    int recovered = 0;
    for (JsonNode test : file.get("tests")) {
      BigInteger[] rs = der(Vectors.bytes(test.get("sig").asString()));
      boolean valid =
          rs != null
              && new Secp256k1.Signature(false, rs[0], rs[1]).isStrict()
              && verify(test, rs[0], rs[1]);
      expect(test, valid);
      if (valid && recovers(test, rs)) {
        recovered++;
      }
    }
    assertThat(file.get("tests").size()).isGreaterThanOrEqualTo(150);
    assertThat(recovered).isGreaterThan(30);
  }

  @Test
  void whatIsSignedIsRecoveredAndStrict() {
    SplittableRandom random = new SplittableRandom(5);
    for (int round = 0; round < 100; round++) {
      BigInteger secret =
          new BigInteger(1, bytes(random)).mod(N.subtract(BigInteger.ONE)).add(BigInteger.ONE);
      Hash256 digest = Hash256.fromBytes(bytes(random));
      Secp256k1.Signature signature = Secp256k1.sign(secret, digest);
      byte[] key = Secp256k1.publicKey(secret);
      assertThat(signature.isStrict()).isTrue();
      assertThat(Secp256k1.recoverKey(digest, signature)).isEqualTo(key);
      assertThat(Secp256k1.recover(digest, signature)).isEqualTo(Secp256k1.address(key));
      assertThat(Secp256k1.verify(key, digest, signature.r(), signature.s())).isTrue();

      var twin =
          new Secp256k1.Signature(!signature.odd(), signature.r(), N.subtract(signature.s()));
      assertThat(Secp256k1.recoverKey(digest, twin)).as("the malleable twin").isEqualTo(key);
      assertThat(twin.isStrict()).isFalse();

      Hash256 other = Hash256.fromBytes(bytes(random));
      assertThat(Secp256k1.recover(other, signature)).isNotEqualTo(Secp256k1.address(key));
      assertThat(Secp256k1.verify(key, other, signature.r(), signature.s())).isFalse();
    }
  }

  /** The example that is in use for RFC 6979 over this curve: secret 1, "Satoshi Nakamoto". */
  @Test
  void noncesAreThoseOfRfc6979() {
    Hash256 digest = sha256("Satoshi Nakamoto".getBytes(StandardCharsets.UTF_8));
    Secp256k1.Signature signature = Secp256k1.sign(BigInteger.ONE, digest);
    assertThat(signature.r().toString(16))
        .isEqualTo("934b1ea10a4b3c1757e2b0c017d0b6143ce3c9a7e6a4a49860d7a6ab210ee3d8");
    assertThat(signature.s().toString(16))
        .isEqualTo("2442ce9d2b916064108014783e923ec36b49743e2ffa1c4496f01a512aafd9e5");
  }

  @Test
  void addressesAreThoseOfEthereum() {
    assertThat(Secp256k1.address(Secp256k1.publicKey(BigInteger.ONE)))
        .hasToString("0x7e5f4552091a69125d5dfcb7b8c2659029395bdf");
  }

  @Test
  void numbersOutOfRangeAreRefused() {
    Hash256 digest = new Hash256(1, 2, 3, 4);
    for (BigInteger wrong : new BigInteger[] {BigInteger.ZERO, N, N.add(BigInteger.ONE)}) {
      assertThat(recover(digest, wrong, BigInteger.ONE)).isNull();
      assertThat(recover(digest, BigInteger.ONE, wrong)).isNull();
      assertThatThrownBy(() -> Secp256k1.sign(wrong, digest))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(recover(digest, BigInteger.valueOf(5), BigInteger.ONE)).as("no point at 5").isNull();
    assertThat(recover(digest, BigInteger.ONE, BigInteger.ONE)).isNotNull();
    assertThat(Secp256k1.verify(new byte[64], digest, BigInteger.ONE, BigInteger.ONE)).isFalse();
    assertThat(Secp256k1.verify(new byte[65], digest, BigInteger.ONE, BigInteger.ONE)).isFalse();
  }

  private static byte[] recover(Hash256 digest, BigInteger r, BigInteger s) {
    return Secp256k1.recoverKey(digest, new Secp256k1.Signature(false, r, s));
  }

  private static boolean recovers(JsonNode test, BigInteger[] rs) {
    Hash256 digest = sha256(Vectors.bytes(test.get("msg").asString()));
    byte[] even = Secp256k1.recoverKey(digest, new Secp256k1.Signature(false, rs[0], rs[1]));
    byte[] odd = Secp256k1.recoverKey(digest, new Secp256k1.Signature(true, rs[0], rs[1]));
    return Arrays.equals(even, key(test)) || Arrays.equals(odd, key(test));
  }

  private static boolean verify(JsonNode test, BigInteger r, BigInteger s) {
    Hash256 digest = sha256(Vectors.bytes(test.get("msg").asString()));
    return Secp256k1.verify(key(test), digest, r, s);
  }

  private static byte[] key(JsonNode test) {
    byte[] key = Vectors.bytes(test.get("publicKey").get("uncompressed").asString());
    return Arrays.copyOfRange(key, 1, key.length);
  }

  private static void expect(JsonNode test, boolean valid) {
    assertThat(valid)
        .as("case %s: %s", test.get("tcId"), test.get("comment"))
        .isEqualTo(test.get("result").asString().equals("valid"));
  }

  private static BigInteger[] der(byte[] signature) {
    try {
      return StandardDSAEncoding.INSTANCE.decode(N, signature);
    } catch (IOException | IllegalArgumentException | ClassCastException malformed) {
      return null;
    }
  }

  private static byte[] bytes(SplittableRandom random) {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return bytes;
  }

  private static Hash256 sha256(byte[] message) {
    try {
      return Hash256.fromBytes(MessageDigest.getInstance("SHA-256").digest(message));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(HexFormat.of().formatHex(message), e);
    }
  }
}
