package io.crowdroll.contracts.l1;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Keccak256;
import io.crowdroll.protocol.chain.SlotWords;
import io.crowdroll.protocol.chain.Wei;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Solidity's contract ABI as far as the contracts need it: 32-byte words, tuples and arrays. (The
 * types of web3j want a class for each struct, and lose the type of an empty array of structs.)
 */
final class Abi {
  private static final int WORD = Hash256.BYTES;

  /**
   * An encoded argument.
   *
   * @param dynamic whether it stands behind the others, with its offset in its place
   */
  record Part(byte[] bytes, boolean dynamic) {}

  private Abi() {}

  /** First four bytes of keccak(signature), as hexadecimal digits without prefix. */
  static String selector(String signature) {
    return topic(signature).toString().substring(2, 10);
  }

  /** keccak(signature): what the log of an event begins with. */
  static Hash256 topic(String signature) {
    return new Keccak256().putBytes(signature.getBytes(StandardCharsets.US_ASCII)).digest();
  }

  /** The data of a call, {@code 0x} first. */
  static String call(String signature, Part... arguments) {
    return "0x" + selector(signature) + HexFormat.of().formatHex(tuple(arguments).bytes);
  }

  static Part word(BigInteger number) {
    return new Part(Hash256.of(number).toBytes(), false);
  }

  /** A number without sign. */
  static Part word(long number) {
    return word(SlotWords.unsigned(number));
  }

  static Part word(Wei amount) {
    return word(amount.toBigInteger());
  }

  static Part word(Address address) {
    return word(address.toBigInteger());
  }

  static Part word(Hash256 hash) {
    return new Part(hash.toBytes(), false);
  }

  static Part word(boolean flag) {
    return word(flag ? 1 : 0);
  }

  /** An array of fixed length, or a struct, of words. */
  static Part words(List<BigInteger> words) {
    return tuple(words.stream().map(Abi::word).toArray(Part[]::new));
  }

  /** A struct; also the arguments of a call. */
  static Part tuple(Part... parts) {
    int head = 0;
    boolean dynamic = false;
    for (Part part : parts) {
      head += part.dynamic ? WORD : part.bytes.length;
      dynamic |= part.dynamic;
    }
    ByteArrayOutputStream heads = new ByteArrayOutputStream();
    ByteArrayOutputStream tails = new ByteArrayOutputStream();
    for (Part part : parts) {
      heads.writeBytes(part.dynamic ? word(head + tails.size()).bytes : part.bytes);
      tails.writeBytes(part.dynamic ? part.bytes : new byte[0]);
    }
    heads.writeBytes(tails.toByteArray());
    return new Part(heads.toByteArray(), dynamic);
  }

  /** An array of any length. */
  static Part array(List<Part> elements) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(word(elements.size()).bytes);
    bytes.writeBytes(tuple(elements.toArray(Part[]::new)).bytes);
    return new Part(bytes.toByteArray(), true);
  }

  /**
   * Reads what the ABI has encoded.
   *
   * @param base offset of the tuple that is read
   */
  record Reader(byte[] bytes, int base) {

    /** Data of a log or an answer: hexadecimal digits after {@code 0x}. */
    static Reader of(String hex) {
      return new Reader(HexFormat.of().parseHex(hex.substring(2)), 0);
    }

    /** Data of a call, after its selector. */
    static Reader ofCall(String hex) {
      return of("0x" + hex.substring(10));
    }

    /**
     * A word of the tuple's head.
     *
     * @throws IndexOutOfBoundsException if there is none
     */
    Hash256 hash(int index) {
      int from = base + WORD * index;
      if (from < 0 || from + WORD > bytes.length) {
        throw new IndexOutOfBoundsException("word " + index + " of " + bytes.length + " bytes");
      }
      return Hash256.fromBytes(Arrays.copyOfRange(bytes, from, from + WORD));
    }

    BigInteger number(int index) {
      return hash(index).toBigInteger();
    }

    /**
     * @throws ArithmeticException if it does not fit
     */
    long size(int index) {
      return number(index).longValueExact();
    }

    Wei wei(int index) {
      return Wei.of(number(index));
    }

    Address address(int index) {
      return Address.of(hash(index));
    }

    /** So many words from one on. */
    List<BigInteger> numbers(int index, int count) {
      return java.util.stream.IntStream.range(index, index + count).mapToObj(this::number).toList();
    }

    /** The tuple, or the array after its length, that the offset in a word leads to. */
    Reader at(int index) {
      return new Reader(bytes, Math.addExact(base, Math.toIntExact(size(index))));
    }

    /** The array of words that the offset in a word leads to. */
    List<BigInteger> array(int index) {
      Reader array = at(index);
      int count = Math.toIntExact(array.size(0));
      if (count < 0 || count > bytes.length / WORD) {
        throw new IndexOutOfBoundsException(count + " words in " + bytes.length + " bytes");
      }
      return array.numbers(1, count);
    }
  }
}
