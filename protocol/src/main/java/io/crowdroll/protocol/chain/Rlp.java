package io.crowdroll.protocol.chain;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Recursive length prefix, Ethereum's serialisation (Yellow Paper, appendix B): byte strings and
 * lists of them.
 *
 * <p>Encoding composes: {@link #list} takes parts that are encoded already. Decoding takes the
 * canonical encoding only, so that one value has one encoding and one hash: every length in its
 * shortest form, a single byte below 0x80 as itself, nothing after the end. Whether a string is a
 * number without leading zeros only its reader knows: {@link Fields}.
 */
public final class Rlp {
  /**
   * Lists deeper than this are rejected. Blocks nest six deep; what must not happen is that depth
   * chosen by a peer exhausts the stack.
   */
  public static final int MAX_DEPTH = 1_024;

  private static final int STRING = 0x80;
  private static final int LIST = 0xc0;

  /** Longest payload whose length fits the first byte. */
  private static final int SHORT = 55;

  private static final byte[] EMPTY_STRING = {(byte) STRING};

  private Rlp() {}

  /** What an encoding holds. */
  public sealed interface Item {

    /** A byte string; the array is not copied. */
    record Bytes(byte[] value) implements Item {
      @Override
      public boolean equals(Object other) {
        return other instanceof Bytes(byte[] that) && Arrays.equals(value, that);
      }

      @Override
      public int hashCode() {
        return Arrays.hashCode(value);
      }
    }

    /** A list of items. */
    record Sequence(List<Item> items) implements Item {}
  }

  /** The encoding of a byte string. */
  public static byte[] string(byte[] value) {
    if (value.length == 0) {
      return EMPTY_STRING.clone();
    }
    if (value.length == 1 && value[0] >= 0) {
      return value.clone();
    }
    byte[] out = header(STRING, value.length);
    System.arraycopy(value, 0, out, out.length - value.length, value.length);
    return out;
  }

  /** The encoding of an unsigned number: its big-endian bytes without leading zeros, none for 0. */
  public static byte[] number(long unsigned) {
    int length = (Long.SIZE - Long.numberOfLeadingZeros(unsigned) + 7) / 8;
    byte[] value = new byte[length];
    for (int i = 0; i < length; i++) {
      value[length - 1 - i] = (byte) (unsigned >>> 8 * i);
    }
    return string(value);
  }

  /**
   * The encoding of a number as {@link #number(long)} has it, of any size.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public static byte[] number(BigInteger number) {
    if (number.signum() < 0) {
      throw new IllegalArgumentException("RLP has no negative numbers");
    }
    if (number.signum() == 0) {
      return EMPTY_STRING.clone();
    }
    byte[] value = number.toByteArray();
    return string(value[0] == 0 ? Arrays.copyOfRange(value, 1, value.length) : value);
  }

  /** The encoding of a list whose items are encoded already. */
  public static byte[] list(byte[]... encodedItems) {
    return list(Arrays.asList(encodedItems));
  }

  /** The encoding of a list whose items are encoded already. */
  public static byte[] list(List<byte[]> encodedItems) {
    int length = 0;
    for (byte[] item : encodedItems) {
      length = Math.addExact(length, item.length);
    }
    byte[] out = header(LIST, length);
    int at = out.length - length;
    for (byte[] item : encodedItems) {
      System.arraycopy(item, 0, out, at, item.length);
      at += item.length;
    }
    return out;
  }

  /** The encoding of an item. */
  public static byte[] encode(Item item) {
    return switch (item) {
      case Item.Bytes(byte[] value) -> string(value);
      case Item.Sequence(List<Item> items) -> list(items.stream().map(Rlp::encode).toList());
    };
  }

  /** Room for a payload of {@code length} bytes, with the header in place before it. */
  private static byte[] header(int offset, int length) {
    if (length <= SHORT) {
      byte[] out = new byte[1 + length];
      out[0] = (byte) (offset + length);
      return out;
    }
    int width = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / 8;
    byte[] out = new byte[Math.addExact(1 + width, length)];
    out[0] = (byte) (offset + SHORT + width);
    for (int i = 0; i < width; i++) {
      out[width - i] = (byte) (length >>> 8 * i);
    }
    return out;
  }

  /** Decodes one item that takes up all of {@code input}. */
  public static Decoded<Item> decode(byte[] input) {
    return decode(input, 0, input.length);
  }

  /**
   * Decodes one item that takes up all bytes from {@code from} to before {@code to}.
   *
   * @throws IndexOutOfBoundsException if the range leaves the array
   */
  public static Decoded<Item> decode(byte[] input, int from, int to) {
    Objects.checkFromToIndex(from, to, input.length);
    if (from == to) {
      return new Decoded.Malformed<>(Flaw.EMPTY, "byte " + from);
    }
    Decoder decoder = new Decoder(input, from);
    Item item = decoder.item(to, 0);
    if (item != null && decoder.at != to) {
      item = decoder.reject(Flaw.TRAILING_BYTES);
    }
    return item == null
        ? new Decoded.Malformed<>(decoder.flaw, "byte " + decoder.at)
        : new Decoded.Value<>(item);
  }

  /** A position in the input, and the first flaw found there. */
  private static final class Decoder {
    final byte[] input;
    int at;
    Flaw flaw;

    Decoder(byte[] input, int at) {
      this.input = input;
      this.at = at;
    }

    Item reject(Flaw reason) {
      flaw = reason;
      return null;
    }

    /** The item at the position, which must end by {@code end}; {@code null} = flawed. */
    Item item(int end, int depth) {
      int first = input[at] & 0xff;
      if (first < STRING) {
        return new Item.Bytes(new byte[] {input[at++]});
      }
      int offset = first < LIST ? STRING : LIST;
      int length = length(first - offset, end);
      if (length < 0) {
        return null;
      }
      if (offset == LIST) {
        return depth == MAX_DEPTH ? reject(Flaw.TOO_DEEP) : sequence(at + length, depth);
      }
      if (length == 1 && input[at] >= 0) {
        return reject(Flaw.NON_MINIMAL_LENGTH);
      }
      byte[] value = Arrays.copyOfRange(input, at, at + length);
      at += length;
      return new Item.Bytes(value);
    }

    /** Steps over the header; the payload's length, −1 = flawed. */
    private int length(int code, int end) {
      int width = Math.max(0, code - SHORT);
      if (width >= end - at) {
        reject(Flaw.TRUNCATED);
        return -1;
      }
      long length = width == 0 ? code : 0;
      for (int i = 1; i <= width; i++) {
        if (length >>> 32 != 0) {
          reject(Flaw.TRUNCATED); // longer than an array can be
          return -1;
        }
        length = length << 8 | input[at + i] & 0xff;
      }
      if (width > 0 && (input[at + 1] == 0 || length <= SHORT)) {
        reject(Flaw.NON_MINIMAL_LENGTH);
        return -1;
      }
      if (length > end - at - 1 - width) {
        reject(Flaw.TRUNCATED);
        return -1;
      }
      at += 1 + width;
      return (int) length;
    }

    private Item sequence(int end, int depth) {
      List<Item> items = new ArrayList<>();
      while (at < end) {
        Item item = item(end, depth + 1);
        if (item == null) {
          return null;
        }
        items.add(item);
      }
      return new Item.Sequence(items);
    }
  }
}
