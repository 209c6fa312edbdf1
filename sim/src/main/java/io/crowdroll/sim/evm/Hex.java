package io.crowdroll.sim.evm;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;
import java.math.BigInteger;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;

/**
 * Values of JSON files as Ethereum writes them. Numbers are hexadecimal behind {@code 0x}, else
 * decimal; short hashes are filled up with zeros on the left. What is malformed or absent throws
 * {@link IllegalArgumentException} with what is wrong.
 */
final class Hex {
  private static final int WORD_BITS = 256;

  private Hex() {}

  /** A field that must be there. */
  static JsonNode field(JsonNode node, String name) {
    JsonNode field = node.get(name);
    if (field == null || field.isNull()) {
      throw new IllegalArgumentException("field \"" + name + "\" is missing");
    }
    return field;
  }

  /** Bytes, with or without {@code 0x}. */
  static byte[] bytes(String text) {
    try {
      return HexFormat.of().parseHex(text.startsWith("0x") ? text.substring(2) : text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "\"" + abridged(text) + "\" is no even number of hexadecimal digits", e);
    }
  }

  /** A number below 2^256; {@code 0x} alone is 0. */
  static BigInteger number(String text) {
    String digits = text.startsWith("0x:bigint ") ? text.substring(10) : text;
    try {
      BigInteger number =
          digits.startsWith("0x")
              ? digits.length() == 2 ? BigInteger.ZERO : new BigInteger(digits.substring(2), 16)
              : new BigInteger(digits);
      if (number.signum() < 0 || number.bitLength() > WORD_BITS) {
        throw new NumberFormatException();
      }
      return number;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "\"" + abridged(text) + "\" is no number from 0 to 2^256 - 1", e);
    }
  }

  /** An unsigned number of 64 bits. */
  static long uint64(String text) {
    BigInteger number = number(text);
    if (number.bitLength() > Long.SIZE) {
      throw new IllegalArgumentException("\"" + abridged(text) + "\" is 2^64 or more");
    }
    return number.longValue();
  }

  /** A word. */
  static Hash256 word(String text) {
    return Hash256.of(number(text));
  }

  /** An address of up to 20 bytes. */
  static Address address(String text) {
    BigInteger number = number(text.startsWith("0x") ? text : "0x" + text);
    if (number.bitLength() > 160) {
      throw new IllegalArgumentException("\"" + abridged(text) + "\" is longer than an address");
    }
    return Address.of(Hash256.of(number));
  }

  private static String abridged(String text) {
    return text.length() <= 70 ? text : text.substring(0, 70) + "…";
  }
}
