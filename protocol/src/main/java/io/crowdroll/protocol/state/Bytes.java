package io.crowdroll.protocol.state;

import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Wei;

/** Numbers of fixed width, big-endian, one after the other in an array of bytes. */
final class Bytes {
  private final byte[] bytes;
  private int at;

  Bytes(int length) {
    bytes = new byte[length];
  }

  Bytes(byte[] bytes) {
    this.bytes = bytes;
  }

  byte[] bytes() {
    return bytes;
  }

  Bytes put(byte value) {
    bytes[at++] = value;
    return this;
  }

  Bytes put(int value) {
    for (int shift = Integer.SIZE - 8; shift >= 0; shift -= 8) {
      bytes[at++] = (byte) (value >>> shift);
    }
    return this;
  }

  Bytes put(long value) {
    return put((int) (value >>> Integer.SIZE)).put((int) value);
  }

  Bytes put(Wei amount) {
    return put(amount.hi()).put(amount.lo());
  }

  Bytes put(Hash256 hash) {
    return put(hash.w0()).put(hash.w1()).put(hash.w2()).put(hash.w3());
  }

  Bytes skip(int count) {
    at += count;
    return this;
  }

  byte nextByte() {
    return bytes[at++];
  }

  int nextInt() {
    int value = 0;
    for (int k = 0; k < Integer.BYTES; k++) {
      value = value << 8 | bytes[at++] & 0xff;
    }
    return value;
  }

  long nextLong() {
    return (long) nextInt() << Integer.SIZE | nextInt() & 0xffff_ffffL;
  }

  Wei nextWei() {
    return new Wei(nextLong(), nextLong());
  }

  Hash256 nextHash() {
    return new Hash256(nextLong(), nextLong(), nextLong(), nextLong());
  }
}
