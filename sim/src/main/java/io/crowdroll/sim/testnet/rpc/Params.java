package io.crowdroll.sim.testnet.rpc;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The parameters of a call, read strictly: what is malformed is an error that names its place.
 * Parameters left out at the end and {@code null} are the same.
 */
final class Params {
  private static final int WORD_DIGITS = 64;

  private final List<JsonNode> values;

  Params(List<JsonNode> values) {
    this.values = values;
  }

  /** The parameter at a place, {@code null} where it is left out. */
  JsonNode orNull(int at) {
    JsonNode value = at < values.size() ? values.get(at) : null;
    return value == null || value.isNull() ? null : value;
  }

  private JsonNode required(int at, String name) {
    JsonNode value = orNull(at);
    if (value == null) {
      throw wrong(name, "is missing");
    }
    return value;
  }

  Address address(int at, String name) {
    return address(required(at, name), name);
  }

  Hash256 hash(int at, String name) {
    return hash(required(at, name), name);
  }

  byte[] data(int at, String name) {
    return data(required(at, name), name);
  }

  long quantity(int at, String name) {
    return uint64(required(at, name), name);
  }

  String text(int at, String name) {
    return text(required(at, name), name);
  }

  JsonNode object(int at, String name) {
    JsonNode value = required(at, name);
    if (!value.isObject()) {
      throw wrong(name, "is no object");
    }
    return value;
  }

  boolean flag(int at, String name) {
    JsonNode value = orNull(at);
    if (value != null && !value.isBoolean()) {
      throw wrong(name, "is neither true nor false");
    }
    return value != null && value.booleanValue();
  }

  static String text(JsonNode value, String name) {
    if (!value.isString()) {
      throw wrong(name, "is no string");
    }
    return value.stringValue();
  }

  static Address address(JsonNode value, String name) {
    return Address.fromBytes(fixed(value, name, Address.BYTES));
  }

  static Hash256 hash(JsonNode value, String name) {
    return Hash256.fromBytes(fixed(value, name, Hash256.BYTES));
  }

  private static byte[] fixed(JsonNode value, String name, int length) {
    byte[] bytes = data(value, name);
    if (bytes.length != length) {
      throw wrong(name, "has " + bytes.length + " bytes, expected " + length);
    }
    return bytes;
  }

  static byte[] data(JsonNode value, String name) {
    String digits = digits(value, name);
    try {
      return HexFormat.of().parseHex(digits);
    } catch (IllegalArgumentException e) {
      throw wrong(name, "is no even number of hexadecimal digits");
    }
  }

  /** A storage slot's key: clients write it with and without leading zeros. */
  static Hash256 word(JsonNode value, String name) {
    String digits = digits(value, name);
    if (digits.length() > WORD_DIGITS) {
      throw wrong(name, "is longer than 32 bytes");
    }
    return Hash256.fromBytes(
        data(Json.text("0x" + "0".repeat(64 - digits.length()) + digits), name));
  }

  /** A quantity below 2^256: at least one digit, and no leading zero. */
  static BigInteger number(JsonNode value, String name) {
    String digits = digits(value, name);
    boolean canonical = digits.equals("0") || !digits.isEmpty() && digits.charAt(0) != '0';
    if (!canonical || digits.length() > WORD_DIGITS) {
      throw wrong(name, "is no quantity: hexadecimal without leading zeros, below 2^256");
    }
    try {
      HexFormat.of().parseHex(digits.length() % 2 == 0 ? digits : "0" + digits);
      return new BigInteger(digits, 16);
    } catch (IllegalArgumentException e) {
      throw wrong(name, "is no hexadecimal number");
    }
  }

  static long uint64(JsonNode value, String name) {
    BigInteger number = number(value, name);
    if (number.bitLength() > Long.SIZE - 1) {
      throw wrong(name, "is 2^63 or more");
    }
    return number.longValue();
  }

  private static String digits(JsonNode value, String name) {
    String text = text(value, name);
    if (!text.startsWith("0x")) {
      throw wrong(name, "does not begin with 0x");
    }
    return text.substring(2);
  }

  static RpcError wrong(String name, String what) {
    return new RpcError(RpcError.INVALID_PARAMS, "invalid params: " + name + " " + what);
  }
}
