package io.crowdroll.prover.curve;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.prover.Vectors;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class PrecompilesTest {
  private static final HexFormat HEX = HexFormat.of();

  private static Optional<byte[]> call(String address, byte[] input) {
    return switch (address) {
      case "0x06" -> Precompiles.add(input);
      case "0x07" -> Precompiles.multiply(input);
      case "0x08" -> Precompiles.pairing(input);
      default -> throw new IllegalArgumentException(address);
    };
  }

  private static String callHex(String address, String input) {
    return call(address, HEX.parseHex(input)).map(HEX::formatHex).orElse("failure");
  }

  @ParameterizedTest
  @CsvSource({"bn256Add.json, 0x06", "bn256ScalarMul.json, 0x07", "bn256Pairing.json, 0x08"})
  void gethVectorsAgree(String file, String address) {
    int cases = 0;
    for (JsonNode vector : Vectors.read("bn254-precompile", file)) {
      assertThat(callHex(address, vector.get("Input").asString()))
          .as(vector.get("Name").asString())
          .isEqualTo(vector.get("Expected").asString());
      cases++;
    }
    assertThat(cases).isGreaterThan(3);
  }

  @ParameterizedTest
  @CsvSource({
    "bn254_add.json, 0x06",
    "bn254_mul.json, 0x07",
    "bn254_pair.json, 0x08",
    "bn254_neg.json, -"
  })
  void generatedVectorsAgreeRejectionsIncluded(String file, String address) {
    int cases = 0;
    for (JsonNode vector : Vectors.read("bn254-generated", file).get("cases")) {
      String at = vector.has("precompile") ? vector.get("precompile").asString() : address;
      assertThat(callHex(at, vector.get("input").asString()))
          .as("%s case %d %s", file, cases, vector.has("why") ? vector.get("why").asString() : "")
          .isEqualTo(vector.get("expected").asString());
      cases++;
    }
    assertThat(cases).isGreaterThan(3);
  }

  @Test
  void inputIsCutAndFilledWithZeros() {
    byte[] generator = new byte[64];
    generator[31] = 1;
    generator[63] = 2;
    // a missing second summand is infinity; what follows the fourth word is not looked at
    assertThat(Precompiles.add(generator)).hasValue(generator);
    assertThat(Precompiles.add(Arrays.copyOf(generator, 127))).hasValue(generator);
    byte[] longer = new byte[200];
    System.arraycopy(generator, 0, longer, 0, 64);
    Arrays.fill(longer, 128, 200, (byte) 0xff);
    assertThat(Precompiles.add(longer)).hasValue(generator);
    assertThat(Precompiles.add(new byte[0])).hasValue(new byte[64]);
    assertThat(Precompiles.add(Arrays.copyOf(generator, 63))).isEmpty(); // (1, 0)
    // a cut scalar: 0x01 as the first byte is 2^248
    byte[] cut = Arrays.copyOf(generator, 65);
    cut[64] = 1;
    byte[] whole = Arrays.copyOf(cut, 96);
    assertThat(Precompiles.multiply(cut)).isPresent();
    assertThat(Precompiles.multiply(cut)).hasValue(Precompiles.multiply(whole).orElseThrow());
    whole[95] = 1;
    assertThat(Precompiles.multiply(cut).orElseThrow())
        .isNotEqualTo(Precompiles.multiply(whole).orElseThrow());
    assertThat(Precompiles.multiply(Arrays.copyOf(cut, 300)))
        .hasValue(Precompiles.multiply(cut).orElseThrow());
    assertThat(Precompiles.multiply(new byte[0])).hasValue(new byte[64]);
  }

  @Test
  void pairingTakesWholePairsOnly() {
    byte[] one = new byte[32];
    one[31] = 1;
    assertThat(Precompiles.pairing(new byte[0])).hasValue(one);
    assertThat(Precompiles.pairing(new byte[192])).hasValue(one);
    for (int length : new int[] {1, 64, 191, 193, 383}) {
      assertThat(Precompiles.pairing(new byte[length])).isEmpty();
    }
  }
}
