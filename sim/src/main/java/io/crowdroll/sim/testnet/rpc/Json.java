package io.crowdroll.sim.testnet.rpc;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Wei;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.stream.Stream;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How values are written in Ethereum's JSON-RPC, and how JSON is read from strangers. */
final class Json {
  /** No request of a client nests deeper than a few levels. */
  private static final int MAX_DEPTH = 64;

  static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final HexFormat HEX = HexFormat.of();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Json() {}

  static ObjectNode object() {
    return NODES.objectNode();
  }

  static ArrayNode array(Stream<? extends JsonNode> elements) {
    ArrayNode array = NODES.arrayNode();
    elements.forEach(array::add);
    return array;
  }

  static ArrayNode strings(Stream<String> elements) {
    ArrayNode array = NODES.arrayNode();
    elements.forEach(array::add);
    return array;
  }

  static JsonNode text(String text) {
    return NODES.stringNode(text);
  }

  static JsonNode bool(boolean value) {
    return NODES.booleanNode(value);
  }

  static JsonNode none() {
    return NODES.nullNode();
  }

  /** A quantity: no leading zeros. */
  static String quantity(long unsigned) {
    return "0x" + Long.toHexString(unsigned);
  }

  static String quantity(BigInteger number) {
    return "0x" + number.toString(16);
  }

  static String quantity(Wei amount) {
    return quantity(amount.toBigInteger());
  }

  /** Bytes, two digits each. */
  static String data(byte[] bytes) {
    return "0x" + HEX.formatHex(bytes);
  }

  /** An address, {@code null} where there is none. */
  static String address(Address address) {
    return address == null ? null : address.toString();
  }
}
