package io.crowdroll.contracts.l1;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Solidity's compiler for what is not known before: verifiers of keys just made. */
final class Compiler {
  private static final JsonMapper JSON = new JsonMapper();

  /**
   * @param contracts the folder with the compiler's wrapper and its npm packages
   */
  private final Path contracts;

  Compiler(Path contracts) {
    this.contracts = contracts;
  }

  /**
   * The code that makes a contract, hexadecimal after {@code 0x}.
   *
   * @throws IOException with what the compiler complains of
   */
  String compile(String name, String source) throws IOException {
    Map<String, Object> input =
        Map.of(
            "language",
            "Solidity",
            "sources",
            Map.of(name, Map.of("content", source)),
            "settings",
            Map.of(
                "evmVersion",
                "osaka",
                "optimizer",
                Map.of("enabled", true, "runs", 200),
                "metadata",
                Map.of("bytecodeHash", "none"),
                "outputSelection",
                Map.of("*", Map.of("*", List.of("evm.bytecode.object")))));
    JsonNode output = JSON.readTree(run(JSON.writeValueAsBytes(input)));
    JsonNode code = output.at("/contracts/" + name + "/" + name + "/evm/bytecode/object");
    if (code.isMissingNode()) {
      throw new IOException("solc does not compile " + name + ": " + output.path("errors"));
    }
    return "0x" + code.asString();
  }

  private byte[] run(byte[] input) throws IOException {
    Process solc =
        new ProcessBuilder("node", "solc-wrapper")
            .directory(contracts.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var stdin = solc.getOutputStream()) {
      stdin.write(input);
    }
    byte[] output = solc.getInputStream().readAllBytes();
    if (output.length == 0) {
      throw new IOException("the Solidity compiler in " + contracts + " does not run: npm ci");
    }
    return output;
  }

  /** The code of one of the contracts of this module, hexadecimal after {@code 0x}. */
  static String code(String name) throws IOException {
    String path = "/io/crowdroll/contracts/" + name + ".sol/" + name + ".json";
    try (InputStream artifact = Compiler.class.getResourceAsStream(path)) {
      if (artifact == null) {
        throw new IOException(name + " is not compiled: " + path + " is not on the class path");
      }
      String text = new String(artifact.readAllBytes(), StandardCharsets.UTF_8);
      return JSON.readTree(text).at("/bytecode/object").asString();
    }
  }
}
