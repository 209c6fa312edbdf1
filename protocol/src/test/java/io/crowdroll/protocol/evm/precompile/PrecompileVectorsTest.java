package io.crowdroll.protocol.evm.precompile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.crowdroll.protocol.chain.Vectors;
import io.crowdroll.protocol.evm.Precompile;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The precompiles against go-ethereum's vectors. */
class PrecompileVectorsTest {
  /** The file whose prices are those of another fork. */
  private static final String PRICED_BY_OSAKA = "modexp_eip7883.json";

  /** The file whose prices are those that EIP-2565 replaced. */
  private static final String PRICED_BY_BYZANTIUM = "modexp.json";

  private static final Map<String, Integer> ADDRESS =
      Map.of(
          "ecRecover.json", 1,
          "modexp.json", 5,
          "modexp_eip2565.json", 5,
          "modexp_eip7883.json", 5,
          "bn256Add.json", 6,
          "bn256ScalarMul.json", 7,
          "bn256Pairing.json", 8,
          "blake2F.json", 9,
          "fail-blake2f.json", 9);

  @ParameterizedTest
  @MethodSource("vectors")
  void outputAndPriceAreThoseOfTheVector(String file, JsonNode vector) {
    Precompile precompile = CancunPrecompiles.ALL.fromOne().get(ADDRESS.get(file) - 1);
    byte[] input = Vectors.bytes(vector.get("Input").asString());

    if (vector.has("ExpectedError")) {
      assertThat(precompile.run(input)).isNull();
      return;
    }
    if (!file.equals(PRICED_BY_OSAKA) && !file.equals(PRICED_BY_BYZANTIUM)) {
      assertThat(precompile.gas(input)).isEqualTo(vector.get("Gas").asLong());
    }
    assertThat(precompile.run(input)).isEqualTo(Vectors.bytes(vector.get("Expected").asString()));
  }

  static Stream<Arguments> vectors() {
    return Stream.of("precompiles", "bn254-precompile")
        .flatMap(category -> Vectors.files(category).stream())
        .flatMap(
            path -> {
              String file = path.getFileName().toString();
              return Vectors.read(path)
                  .valueStream()
                  .map(v -> argumentSet(file + " " + v.get("Name").asString(), file, v));
            });
  }
}
