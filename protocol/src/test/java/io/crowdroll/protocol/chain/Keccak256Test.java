package io.crowdroll.protocol.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class Keccak256Test {
  private static final HexFormat HEX = HexFormat.of();

  @Test
  void emptyMessageHasTheHashOfAnEmptyEthereumAccount() {
    assertThat(HEX.formatHex(Keccak256.hash()))
        .isEqualTo("c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
  }

  @Test
  void everyIndependentVectorAgrees() {
    Path file = Path.of(System.getProperty("vectors.dir", ""), "keccak", "keccak256.json");
    assumeTrue(Files.exists(file), () -> "no vectors at " + file + " (-Dvectors.dir=…)");
    int cases = 0;
    for (JsonNode vector : JsonMapper.shared().readTree(file).get("cases")) {
      byte[] message = HEX.parseHex(vector.get("message").asString());
      assertThat(HEX.formatHex(Keccak256.hash(message)))
          .as("message of %d bytes", message.length)
          .isEqualTo(vector.get("keccak256").asString());
      cases++;
    }
    assertThat(cases).isGreaterThanOrEqualTo(79);
  }

  /** Blocks of 136 bytes, lanes of 8: every alignment of every kind of piece must give one hash. */
  @Test
  void numbersAreAbsorbedInBigEndianOrderAtEveryAlignment() {
    SplittableRandom random = new SplittableRandom(1);
    Keccak256 sponge = new Keccak256();
    for (int round = 0; round < 2_000; round++) {
      ByteBuffer message = ByteBuffer.allocate(600);
      while (message.remaining() > 60) {
        long value = random.nextLong();
        switch (random.nextInt(5)) {
          case 0 -> {
            message.put((byte) value);
            sponge.putByte((int) value);
          }
          case 1 -> {
            message.putInt((int) value);
            sponge.putInt((int) value);
          }
          case 2 -> {
            message.putLong(value);
            sponge.putLong(value);
          }
          case 3 -> {
            Hash256 hash = new Hash256(value, ~value, value * 3, value * 5);
            message.put(hash.toBytes());
            sponge.putHash(hash);
          }
          default -> {
            byte[] bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            int from = random.nextInt(bytes.length + 1);
            message.put(bytes, from, bytes.length - from);
            sponge.putBytes(bytes, from, bytes.length - from);
          }
        }
      }
      byte[] whole = new byte[message.position()];
      message.flip().get(whole);
      assertThat(sponge.digest().toBytes()).isEqualTo(Keccak256.hash(whole));
    }
  }

  @Test
  void partsAreHashedAsTheirConcatenation() {
    assertThat(Keccak256.hash(HEX.parseHex("543f"), new byte[0], HEX.parseHex("f9e0")))
        .isEqualTo(Keccak256.hash(HEX.parseHex("543ff9e0")));
  }

  @Test
  void wordsOfTheDigestAreThoseOfTheHash() {
    Keccak256 sponge = new Keccak256();
    long[] words = new long[5];
    sponge.putLong(7).digestInto(words, 1);
    Hash256 hash = sponge.putLong(7).digest();
    assertThat(words).containsExactly(0, hash.w0(), hash.w1(), hash.w2(), hash.w3());
  }

  @Test
  void resetForgetsWhatWasAbsorbed() {
    Keccak256 sponge = new Keccak256();
    sponge.putBytes(new byte[200]).reset();
    assertThat(sponge.digest().toBytes()).isEqualTo(Keccak256.hash());
  }

  @Test
  void rangeOutsideTheArrayIsRefused() {
    assertThatThrownBy(() -> new Keccak256().putBytes(new byte[4], 2, 3))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
