package io.crowdroll.protocol.chain;

import java.util.Arrays;
import java.util.Objects;

/**
 * Keccak-256 as Ethereum uses it: the sponge of FIPS 202 with a rate of 136 bytes, but with the
 * padding of the original Keccak submission (first byte 0x01, where SHA3-256 has 0x06).
 *
 * <p>An instance hashes one message after another and allocates nothing but the returned {@link
 * Hash256}; {@link #digestInto} does not even that. Numbers are absorbed in big-endian order. Not
 * thread-safe: each node keeps its own.
 */
public final class Keccak256 {
  private static final int RATE = 136;

  private final long[] state = new long[KeccakF1600.LANES];

  /** Bytes absorbed into the present block, 0 to 135. */
  private int position;

  /** The hash of the parts, one after another without a separator, as 32 bytes. */
  public static byte[] hash(byte[]... parts) {
    Keccak256 sponge = new Keccak256();
    for (byte[] part : parts) {
      sponge.putBytes(part);
    }
    return sponge.digest().toBytes();
  }

  /** Absorbs the low eight bits. */
  public Keccak256 putByte(int value) {
    absorb(value & 0xffL, 1);
    return this;
  }

  /** Absorbs four bytes, the most significant first. */
  public Keccak256 putInt(int value) {
    absorb(Integer.reverseBytes(value) & 0xffff_ffffL, 4);
    return this;
  }

  /** Absorbs eight bytes, the most significant first. */
  public Keccak256 putLong(long value) {
    absorb(Long.reverseBytes(value), 8);
    return this;
  }

  /** Absorbs an amount: 128 bits, two's complement. */
  public Keccak256 putWei(Wei amount) {
    return putLong(amount.hi()).putLong(amount.lo());
  }

  /** Absorbs the 32 bytes of a hash. */
  public Keccak256 putHash(Hash256 hash) {
    return putLong(hash.w0()).putLong(hash.w1()).putLong(hash.w2()).putLong(hash.w3());
  }

  /** Absorbs all bytes, without their number. */
  public Keccak256 putBytes(byte[] bytes) {
    return putBytes(bytes, 0, bytes.length);
  }

  /**
   * Absorbs {@code length} bytes from {@code offset}, without their number.
   *
   * @throws IndexOutOfBoundsException if the range leaves the array
   */
  public Keccak256 putBytes(byte[] bytes, int offset, int length) {
    int end = Objects.checkFromIndexSize(offset, length, bytes.length) + length;
    int at = offset;
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      absorb(Long.reverseBytes(BigEndian.longAt(bytes, at)), Long.BYTES);
    }
    for (; at < end; at++) {
      absorb(bytes[at] & 0xffL, 1);
    }
    return this;
  }

  /** The hash of what was absorbed; the sponge is empty afterwards, ready for the next message. */
  public Hash256 digest() {
    pad();
    Hash256 hash = new Hash256(word(0), word(1), word(2), word(3));
    reset();
    return hash;
  }

  /**
   * Like {@link #digest}, but the four words of the {@link Hash256} go into {@code words}.
   *
   * @throws IndexOutOfBoundsException if {@code words} has no four places from {@code offset}
   */
  public void digestInto(long[] words, int offset) {
    pad();
    for (int i = 0; i < 4; i++) {
      words[offset + i] = word(i);
    }
    reset();
  }

  /** Forgets what was absorbed. */
  public void reset() {
    Arrays.fill(state, 0);
    position = 0;
  }

  private long word(int i) {
    return Long.reverseBytes(state[i]);
  }

  private void pad() {
    state[position >>> 3] ^= 1L << (8 * (position & 7));
    state[(RATE - 1) >>> 3] ^= 0x80L << 56;
    KeccakF1600.permute(state);
  }

  /**
   * Adds the low {@code count} bytes (1 to 8) of a little-endian word, whose other bytes are 0.
   * They may straddle two lanes, and two blocks.
   */
  private void absorb(long word, int count) {
    int used = position & 7;
    state[position >>> 3] ^= word << (8 * used);
    position += count;
    int spill = used + count - Long.BYTES;
    if (spill < 0) {
      return;
    }
    if (position - spill == RATE) {
      KeccakF1600.permute(state);
      position = spill;
    }
    if (spill > 0) {
      state[position >>> 3] ^= word >>> (8 * (count - spill));
    }
  }
}
