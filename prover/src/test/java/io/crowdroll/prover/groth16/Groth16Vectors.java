package io.crowdroll.prover.groth16;

import io.crowdroll.prover.Vectors;
import io.crowdroll.prover.snarkjs.FileFormatException;
import io.crowdroll.prover.snarkjs.SnarkjsJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The independent Groth16 vectors: snarkjs's keys, proofs and ways to spoil them. */
final class Groth16Vectors {
  private Groth16Vectors() {}

  /** A case; proof and signals are empty where the JSON reader refused them already. */
  record Case(
      String circuit,
      String kind,
      Optional<long[]> signals,
      Optional<Proof> proof,
      boolean expected) {}

  static List<Case> cases() throws IOException {
    List<Case> cases = new ArrayList<>();
    for (JsonNode node : Vectors.read("groth16", "groth16_cases.json").get("cases")) {
      cases.add(
          new Case(
              node.get("circuit").asString(),
              node.get("kind").asString(),
              read(node.get("publicSignals"), SnarkjsJson::readPublic),
              read(complete(node.get("proof")), SnarkjsJson::readProof),
              node.get("expected").asBoolean()));
    }
    return cases;
  }

  static VerifyingKey key(String circuit) throws IOException {
    JsonNode node = Vectors.read("groth16", circuit + ".vk.json");
    return SnarkjsJson.readVerifyingKey(circuit, bytes(complete(node.get("verificationKey"))));
  }

  /** The first valid case of a circuit. */
  static Case valid(String circuit) throws IOException {
    return cases().stream()
        .filter(c -> c.circuit.equals(circuit) && c.kind.equals("valid"))
        .findFirst()
        .orElseThrow();
  }

  private interface Reader<T> {
    T read(String name, byte[] bytes) throws IOException;
  }

  private static <T> Optional<T> read(JsonNode node, Reader<T> reader) throws IOException {
    try {
      return Optional.of(reader.read("vector", bytes(node)));
    } catch (FileFormatException refused) {
      return Optional.empty();
    }
  }

  // the vectors leave out what every file of snarkjs says
  private static JsonNode complete(JsonNode node) {
    ((ObjectNode) node).put("protocol", "groth16").put("curve", "bn128");
    return node;
  }

  private static byte[] bytes(JsonNode node) {
    return node.toString().getBytes(StandardCharsets.UTF_8);
  }
}
