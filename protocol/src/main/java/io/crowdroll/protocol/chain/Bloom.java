package io.crowdroll.protocol.chain;

import java.util.Arrays;
import java.util.List;

/**
 * Ethereum's filter over the addresses and topics of logs: 2,048 bits, three a value (Yellow Paper,
 * §4.4.3). What it does not hold was not logged; what it holds may have been.
 */
public final class Bloom {
  /** Bytes of a filter. */
  public static final int BYTES = 256;

  private final byte[] bits;

  private Bloom(byte[] bits) {
    this.bits = bits;
  }

  /** The filter of these logs. */
  public static Bloom of(List<Receipt.Log> logs) {
    Bloom bloom = new Bloom(new byte[BYTES]);
    Keccak256 keccak = new Keccak256();
    for (Receipt.Log log : logs) {
      bloom.add(keccak.putBytes(log.account().toBytes()).digest());
      for (Hash256 topic : log.topics()) {
        bloom.add(keccak.putHash(topic).digest());
      }
    }
    return bloom;
  }

  /** The filter of all that these filters hold. */
  public static Bloom union(List<Bloom> blooms) {
    byte[] bits = new byte[BYTES];
    for (Bloom bloom : blooms) {
      for (int i = 0; i < BYTES; i++) {
        bits[i] |= bloom.bits[i];
      }
    }
    return new Bloom(bits);
  }

  static Bloom fromBytes(byte[] bytes) {
    return new Bloom(bytes);
  }

  /** The low 11 bits of the first three pairs of bytes, counted from the filter's end. */
  private void add(Hash256 hash) {
    for (int pair = 0; pair < 3; pair++) {
      int bit = (int) (hash.w0() >>> 48 - 16 * pair) & 8 * BYTES - 1;
      bits[BYTES - 1 - bit / 8] |= (byte) (1 << bit % 8);
    }
  }

  /** The 256 bytes. */
  public byte[] toBytes() {
    return bits.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bloom that && Arrays.equals(bits, that.bits);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bits);
  }
}
