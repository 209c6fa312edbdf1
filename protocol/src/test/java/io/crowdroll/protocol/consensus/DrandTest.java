package io.crowdroll.protocol.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.chain.Keccak256;
import io.crowdroll.protocol.chain.Vectors;
import io.crowdroll.prover.curve.Precompiles;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Beacons of drand, threshold signatures too, made by others: over BLS12-381 and over BN254. */
class DrandTest {
  /** The tag that drand took for its signatures in G1, G2's by an oversight that stayed. */
  private static final String BLS_TAG = "BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_NUL_";

  private static final String BN_TAG = "BLS_SIG_BN254G1_XMD:KECCAK-256_SVDW_RO_NUL_";

  private static final BigInteger Q =
      new BigInteger(
          "21888242871839275222246405745257275088696311157297823662689037894645226208583");

  @Test
  void everyBeaconVerifiesAndNoOtherRoundDoes() {
    int cases = 0;
    for (JsonNode beacon : Vectors.read("drand-beacon", "drand_beacons.json")) {
      long round = beacon.get("Round").asLong();
      assertThat(verifies(beacon, round)).as(beacon.toString()).isTrue();
      assertThat(verifies(beacon, round + 1)).as(beacon.toString()).isFalse();
      cases++;
    }
    assertThat(cases).isGreaterThanOrEqualTo(4);
  }

  private static boolean verifies(JsonNode beacon, long round) {
    byte[] key = Vectors.bytes(beacon.get("PubKey").asString());
    byte[] signature = Vectors.bytes(beacon.get("Sig").asString());
    byte[] number = ByteBuffer.allocate(8).putLong(round).array();
    return switch (beacon.get("Scheme").asString()) {
      case "bls-unchained-on-g1" -> ThresholdKey.verifies(key, sha256(number), signature, BLS_TAG);
      case "bls-bn254-unchained-on-g1" -> bn254(key, Keccak256.hash(number), signature);
      default -> throw new AssertionError(beacon.get("Scheme").asString());
    };
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** e(signature, −G2) · e(H(message), key) = 1, by the precompile's pairing. */
  private static boolean bn254(byte[] key, byte[] message, byte[] signature) {
    byte[] field = expand(message);
    byte[] point =
        Precompiles.add(
                concat(
                    map(new BigInteger(1, Arrays.copyOf(field, 48)).mod(Q)),
                    map(new BigInteger(1, Arrays.copyOfRange(field, 48, 96)).mod(Q))))
            .orElseThrow();
    byte[] pairs = concat(signature, negatedGenerator(), point, key);
    return Precompiles.pairing(pairs).orElseThrow()[31] == 1;
  }

  private static byte[] negatedGenerator() {
    return concat(
        word("11559732032986387107991004021392285783925812861821192530917403151452391805634"),
        word("10857046999023057135944570762232829481370756359578518086990519993285655852781"),
        bytes(
            Q.subtract(
                new BigInteger(
                    "4082367875863433681332203403145435568316851327593401208105741076214120093531"))),
        bytes(
            Q.subtract(
                new BigInteger(
                    "8495653923123431417604973247489272438418190587263600148770280649306958101930"))));
  }

  /** RFC 9380, §5.3.1 with Keccak-256, whose blocks have 136 bytes: 96 bytes. */
  private static byte[] expand(byte[] message) {
    byte[] tag = BN_TAG.getBytes(StandardCharsets.US_ASCII);
    byte[] end = concat(tag, new byte[] {(byte) tag.length});
    byte[] first = Keccak256.hash(new byte[136], message, new byte[] {0, 96, 0}, end);
    byte[] out = new byte[0];
    byte[] last = new byte[32];
    for (byte block = 1; block <= 3; block++) {
      byte[] mixed = new byte[32];
      for (int i = 0; i < 32; i++) {
        mixed[i] = (byte) (first[i] ^ last[i]);
      }
      last = Keccak256.hash(mixed, new byte[] {block}, end);
      out = concat(out, last);
    }
    return out;
  }

  /** RFC 9380, §6.6.1 (Shallue and van de Woestijne) for y² = x³ + 3 with Z = 1. */
  private static byte[] map(BigInteger u) {
    BigInteger one = BigInteger.ONE;
    BigInteger c1 = g(one);
    BigInteger c2 = one.negate().multiply(BigInteger.TWO.modInverse(Q)).mod(Q);
    BigInteger three = BigInteger.valueOf(3);
    BigInteger c3 = root(c1.negate().multiply(three).mod(Q));
    c3 = c3.testBit(0) ? Q.subtract(c3) : c3;
    BigInteger c4 = c1.multiply(BigInteger.valueOf(-4)).multiply(three.modInverse(Q)).mod(Q);
    BigInteger t1 = u.multiply(u).multiply(c1).mod(Q);
    BigInteger t2 = one.add(t1).mod(Q);
    t1 = one.subtract(t1).mod(Q);
    BigInteger product = t1.multiply(t2).mod(Q);
    BigInteger t3 = product.signum() == 0 ? product : product.modInverse(Q);
    BigInteger t4 = u.multiply(t1).multiply(t3).multiply(c3).mod(Q);
    BigInteger x1 = c2.subtract(t4).mod(Q);
    BigInteger x2 = c2.add(t4).mod(Q);
    BigInteger square = t2.multiply(t2).multiply(t3).mod(Q);
    BigInteger x3 = one.add(c4.multiply(square.multiply(square))).mod(Q);
    BigInteger x = root(g(x1)) != null ? x1 : root(g(x2)) != null ? x2 : x3;
    BigInteger y = root(g(x));
    return concat(bytes(x), bytes(y.testBit(0) == u.testBit(0) ? y : Q.subtract(y)));
  }

  private static BigInteger g(BigInteger x) {
    return x.multiply(x).multiply(x).add(BigInteger.valueOf(3)).mod(Q);
  }

  /** q = 3 modulo 4. */
  private static BigInteger root(BigInteger square) {
    BigInteger root = square.modPow(Q.add(BigInteger.ONE).shiftRight(2), Q);
    return root.multiply(root).mod(Q).equals(square.mod(Q)) ? root : null;
  }

  private static byte[] word(String decimal) {
    return bytes(new BigInteger(decimal));
  }

  private static byte[] bytes(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] word = new byte[32];
    int from = Math.max(0, bytes.length - 32);
    System.arraycopy(bytes, from, word, 32 - bytes.length + from, bytes.length - from);
    return word;
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
