package io.crowdroll.protocol.chain.trie;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Keccak256;
import io.crowdroll.protocol.chain.Vectors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class MerklePatriciaTrieTest {
  private record Entry(byte[] key, byte[] value) {}

  @ParameterizedTest
  @MethodSource("vectors")
  void rootIsThatOfTheVector(JsonNode vector, boolean secure, boolean anyOrder) {
    Hash256 root = Hash256.fromHex(vector.get("root").asString());
    List<Entry> entries = entries(vector.get("in"), secure);
    assertThat(root(entries)).isEqualTo(root);
    if (anyOrder) {
      for (int seed = 0; seed < 5; seed++) {
        Collections.shuffle(entries, new Random(seed));
        assertThat(root(entries)).as("shuffled with seed %d", seed).isEqualTo(root);
      }
    }
  }

  @Test
  void whatWasPutAndTakenAwayLeavesNoTrace() {
    Random random = new Random(3);
    MerklePatriciaTrie trie = new MerklePatriciaTrie();
    List<byte[]> extra = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      byte[] key = new byte[random.nextInt(1, 5)];
      random.nextBytes(key);
      extra.add(key);
      trie.put(key, key);
    }
    assertThat(trie.root()).isNotEqualTo(MerklePatriciaTrie.EMPTY_ROOT);
    extra.forEach(key -> trie.put(key, new byte[0]));
    assertThat(trie.root()).isEqualTo(MerklePatriciaTrie.EMPTY_ROOT);
  }

  @Test
  void emptyRootIsThatOfTheYellowPaper() {
    assertThat(MerklePatriciaTrie.rootOfList(List.of()))
        .hasToString("0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421");
  }

  static Stream<Arguments> vectors() {
    return Vectors.files("trie").stream()
        .flatMap(
            path -> {
              String file = path.getFileName().toString();
              boolean secure = file.toLowerCase(Locale.ROOT).contains("secure");
              return Vectors.read(path)
                  .propertyStream()
                  .map(
                      vector ->
                          argumentSet(
                              file + " " + vector.getKey(),
                              vector.getValue(),
                              secure,
                              vector.getValue().get("in").isObject()));
            });
  }

  private static Hash256 root(List<Entry> entries) {
    MerklePatriciaTrie trie = new MerklePatriciaTrie();
    entries.forEach(entry -> trie.put(entry.key, entry.value));
    return trie.root();
  }

  private static List<Entry> entries(JsonNode in, boolean secure) {
    List<Entry> entries = new ArrayList<>();
    if (in.isObject()) {
      in.properties()
          .forEach(entry -> entries.add(entry(entry.getKey(), entry.getValue(), secure)));
    } else {
      in.forEach(pair -> entries.add(entry(pair.get(0).asString(), pair.get(1), secure)));
    }
    return entries;
  }

  private static Entry entry(String key, JsonNode value, boolean secure) {
    byte[] bytes = bytes(key);
    return new Entry(
        secure ? Keccak256.hash(bytes) : bytes,
        value.isNull() ? new byte[0] : bytes(value.asString()));
  }

  private static byte[] bytes(String text) {
    return text.startsWith("0x") ? Vectors.bytes(text) : text.getBytes(US_ASCII);
  }
}
