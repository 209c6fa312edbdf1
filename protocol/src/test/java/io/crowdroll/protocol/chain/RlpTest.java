package io.crowdroll.protocol.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RlpTest {

  @Test
  void everyValidVectorEncodesAndDecodes() {
    JsonNode vectors = Vectors.read("rlp", "rlptest.json");
    for (var vector : vectors.properties()) {
      byte[] encoded = Vectors.bytes(vector.getValue().get("out").asString());
      assertThat(encode(vector.getValue().get("in"))).as(vector.getKey()).isEqualTo(encoded);
      Rlp.Item item = Rlp.decode(encoded).orNull();
      assertThat(item).as(vector.getKey()).isNotNull();
      assertThat(Rlp.encode(item)).as(vector.getKey()).isEqualTo(encoded);
    }
    assertThat(vectors.size()).isGreaterThanOrEqualTo(14);
  }

  @Test
  void everyInvalidVectorIsRejected() {
    JsonNode vectors = Vectors.read("rlp", "invalidRLPTest.json");
    for (var vector : vectors.properties()) {
      byte[] encoded = Vectors.bytes(vector.getValue().get("out").asString());
      assertThat(Rlp.decode(encoded).flaw()).as(vector.getKey()).isNotNull();
    }
    assertThat(vectors.size()).isGreaterThanOrEqualTo(13);
  }

  @Test
  void eachWayToBeNonCanonicalHasItsFlaw() {
    assertThat(flaw("")).isEqualTo(Flaw.EMPTY);
    assertThat(flaw("8100")).isEqualTo(Flaw.NON_MINIMAL_LENGTH);
    assertThat(flaw("817f")).isEqualTo(Flaw.NON_MINIMAL_LENGTH);
    assertThat(flaw("8180")).isNull();
    assertThat(flaw("b80100")).isEqualTo(Flaw.NON_MINIMAL_LENGTH);
    assertThat(flaw("b837" + "00".repeat(55))).isEqualTo(Flaw.NON_MINIMAL_LENGTH);
    assertThat(flaw("b838" + "00".repeat(56))).isNull();
    assertThat(flaw("b90038" + "00".repeat(56))).isEqualTo(Flaw.NON_MINIMAL_LENGTH);
    assertThat(flaw("f837" + "00".repeat(55))).isEqualTo(Flaw.NON_MINIMAL_LENGTH);
    assertThat(flaw("f838" + "00".repeat(56))).isNull();
    assertThat(flaw("82ff")).isEqualTo(Flaw.TRUNCATED);
    assertThat(flaw("b8")).isEqualTo(Flaw.TRUNCATED);
    assertThat(flaw("c2c1")).isEqualTo(Flaw.TRUNCATED);
    assertThat(flaw("c1c101")).isEqualTo(Flaw.TRUNCATED); // the inner list leaves the outer one
    assertThat(flaw("bfffffffffffffffff")).isEqualTo(Flaw.TRUNCATED);
    assertThat(flaw("ff7fffffffffffffff")).isEqualTo(Flaw.TRUNCATED);
    assertThat(flaw("8000")).isEqualTo(Flaw.TRAILING_BYTES);
    assertThat(flaw("c0c0")).isEqualTo(Flaw.TRAILING_BYTES);
  }

  @Test
  void listsNestedAHundredThousandDeepAreRejectedWithoutExhaustingTheStack() {
    byte[] inner = Rlp.list();
    List<byte[]> headers = new ArrayList<>();
    int length = inner.length;
    for (int depth = 1; depth < 100_000; depth++) {
      byte[] header = header(length);
      headers.add(header);
      length += header.length;
    }
    ByteArrayOutputStream deep = new ByteArrayOutputStream(length);
    headers.reversed().forEach(deep::writeBytes);
    deep.writeBytes(inner);
    assertThat(Rlp.decode(deep.toByteArray()).flaw()).isEqualTo(Flaw.TOO_DEEP);

    byte[] item = Rlp.list();
    for (int depth = 1; depth < Rlp.MAX_DEPTH; depth++) {
      item = Rlp.list(item);
    }
    assertThat(Rlp.encode(Rlp.decode(item).orNull())).isEqualTo(item);
    assertThat(Rlp.decode(Rlp.list(item)).flaw()).isEqualTo(Flaw.TOO_DEEP);
  }

  /** Whatever is accepted is the one encoding of what it decodes to. */
  @Test
  void whatDecodesEncodesToTheSameBytes() {
    SplittableRandom random = new SplittableRandom(3);
    int accepted = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] encoded = random(random, 3);
      assertThat(Rlp.encode(Rlp.decode(encoded).orNull())).isEqualTo(encoded);
      for (int mutation = 0; mutation < 8; mutation++) {
        byte[] mutant = encoded.clone();
        mutant[random.nextInt(mutant.length)] ^= (byte) (1 + random.nextInt(255));
        Rlp.Item item = Rlp.decode(mutant).orNull();
        if (item != null) {
          accepted++;
          assertThat(Rlp.encode(item)).isEqualTo(mutant);
        }
      }
    }
    assertThat(accepted).isGreaterThan(10_000);
  }

  @Test
  void everyPrefixOfAnEncodingIsRejected() {
    SplittableRandom random = new SplittableRandom(4);
    for (int round = 0; round < 500; round++) {
      byte[] encoded = random(random, 3);
      for (int length = 0; length < encoded.length; length++) {
        assertThat(Rlp.decode(Arrays.copyOf(encoded, length)).flaw()).isNotNull();
      }
    }
  }

  @Test
  void longNumbersAreUnsigned() {
    assertThat(Rlp.number(0)).containsExactly(0x80);
    assertThat(Rlp.number(127)).containsExactly(127);
    for (long value : new long[] {128, 255, 256, 1L << 32, Long.MAX_VALUE}) {
      assertThat(Rlp.number(value)).isEqualTo(Rlp.number(BigInteger.valueOf(value)));
    }
    assertThat(Rlp.number(-1L))
        .isEqualTo(Rlp.number(BigInteger.TWO.pow(64).subtract(BigInteger.ONE)));
  }

  @Test
  void fieldsAreCheckedForTypeWidthRangeAndNumber() {
    assertThat(read("c180", f -> f.uint64("n"))).isNull();
    assertThat(read("c100", f -> f.uint64("n"))).isEqualTo(Flaw.LEADING_ZEROS);
    assertThat(read("c3820001", f -> f.uint64("n"))).isEqualTo(Flaw.LEADING_ZEROS);
    assertThat(read("c988ffffffffffffffff", f -> f.uint64("n"))).isNull();
    assertThat(read("c988ffffffffffffffff", f -> f.uint63("n"))).isEqualTo(Flaw.OUT_OF_RANGE);
    assertThat(read("ca89010000000000000000", f -> f.uint64("n"))).isEqualTo(Flaw.OUT_OF_RANGE);
    assertThat(read("c102", f -> f.bit("b"))).isEqualTo(Flaw.OUT_OF_RANGE);
    assertThat(read("c1c0", f -> f.uint64("n"))).isEqualTo(Flaw.EXPECTED_STRING);
    assertThat(read("c180", f -> f.list("l", Decoded.Value::new))).isEqualTo(Flaw.EXPECTED_LIST);
    assertThat(read("c180", f -> f.address("a"))).isEqualTo(Flaw.WRONG_WIDTH);
    assertThat(read("c180", f -> f.addressOrNone("a"))).isNull();
    assertThat(read("c101", f -> f.addressOrNone("a"))).isEqualTo(Flaw.WRONG_WIDTH);
    assertThat(read("c101", f -> f.hash("h"))).isEqualTo(Flaw.WRONG_WIDTH);
    assertThat(read("c0", f -> f.uint64("n"))).isEqualTo(Flaw.FIELD_COUNT);
    assertThat(read("c20101", f -> f.uint64("n"))).isEqualTo(Flaw.FIELD_COUNT);
    assertThat(read("80", f -> f.uint64("n"))).isEqualTo(Flaw.EXPECTED_LIST);
    assertThat(read("", f -> f.uint64("n"))).isEqualTo(Flaw.EMPTY);
  }

  private static Flaw read(String hex, java.util.function.Consumer<Fields> reader) {
    Fields fields = Fields.of(Vectors.bytes(hex), "list");
    reader.accept(fields);
    return fields.finish("list", () -> 0).flaw();
  }

  private static Flaw flaw(String hex) {
    return Rlp.decode(Vectors.bytes(hex)).flaw();
  }

  /** The vectors write numbers beyond 2^53 as strings that begin with a number sign. */
  private static byte[] encode(JsonNode value) {
    if (value.isArray()) {
      return Rlp.list(value.valueStream().map(RlpTest::encode).toList());
    }
    if (value.isNumber()) {
      return Rlp.number(value.bigIntegerValue());
    }
    String text = value.asString();
    return text.startsWith("#")
        ? Rlp.number(new BigInteger(text.substring(1)))
        : Rlp.string(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] random(SplittableRandom random, int depth) {
    if (depth > 0 && random.nextInt(3) == 0) {
      return Rlp.list(
          IntStream.range(0, random.nextInt(5)).mapToObj(i -> random(random, depth - 1)).toList());
    }
    byte[] value = new byte[random.nextInt(8) == 0 ? random.nextInt(400) : random.nextInt(4)];
    random.nextBytes(value);
    return Rlp.string(value);
  }

  /** The header of a list of {@code length} bytes. */
  private static byte[] header(int length) {
    if (length < 56) {
      return new byte[] {(byte) (0xc0 + length)};
    }
    byte[] bytes = BigInteger.valueOf(length).toByteArray();
    int from = bytes[0] == 0 ? 1 : 0;
    byte[] header = new byte[1 + bytes.length - from];
    header[0] = (byte) (0xf7 + bytes.length - from);
    System.arraycopy(bytes, from, header, 1, bytes.length - from);
    return header;
  }
}
