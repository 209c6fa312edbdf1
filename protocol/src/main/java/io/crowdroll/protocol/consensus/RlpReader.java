package io.crowdroll.protocol.consensus;

import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Rlp.Item;
import java.util.List;

/**
 * Reads the fields of an RLP list in order. The first field that is not as expected spoils the
 * reader; what it gives afterwards means nothing, so it is asked once, at the end.
 */
final class RlpReader {
  private final List<Item> items;
  private int at;
  private boolean spoilt;

  RlpReader(Item item) {
    spoilt = !(item instanceof Item.Sequence);
    items = item instanceof Item.Sequence(List<Item> list) ? list : List.of();
  }

  /** Whether all fields were as expected and none is left. */
  boolean isSound() {
    return !spoilt && at == items.size();
  }

  boolean hasNext() {
    return !spoilt && at < items.size();
  }

  Item next() {
    if (at >= items.size()) {
      spoilt = true;
      return new Item.Bytes(new byte[0]);
    }
    return items.get(at++);
  }

  RlpReader list() {
    return new RlpReader(next());
  }

  /** Takes over whether a reader of a part was sound. */
  void require(RlpReader part) {
    spoilt |= !part.isSound();
  }

  byte[] bytes() {
    if (next() instanceof Item.Bytes(byte[] value)) {
      return value;
    }
    spoilt = true;
    return new byte[0];
  }

  /** A number of at most 63 bits. */
  long number() {
    byte[] bytes = bytes();
    if (bytes.length > Long.BYTES || (bytes.length > 0 && bytes[0] == 0)) {
      spoilt = true;
      return 0;
    }
    long value = 0;
    for (byte b : bytes) {
      value = value << 8 | b & 0xff;
    }
    spoilt |= value < 0;
    return value;
  }

  int smallNumber() {
    long value = number();
    spoilt |= value > Integer.MAX_VALUE;
    return (int) value;
  }

  boolean flag() {
    long value = number();
    spoilt |= value > 1;
    return value == 1;
  }

  /** 32 bytes. */
  Hash256 hash() {
    Hash256 hash = hashOrNone();
    spoilt |= hash == null;
    return hash == null ? Hash256.ZERO : hash;
  }

  /** 32 bytes, or an empty string for {@code null}. */
  Hash256 hashOrNone() {
    byte[] bytes = bytes();
    if (bytes.length == Hash256.BYTES) {
      return Hash256.fromBytes(bytes);
    }
    spoilt |= bytes.length != 0;
    return null;
  }

  <E extends Enum<E>> E constant(E[] constants) {
    int ordinal = smallNumber();
    if (ordinal >= constants.length || ordinal < 0) {
      spoilt = true;
      return constants[0];
    }
    return constants[ordinal];
  }
}
