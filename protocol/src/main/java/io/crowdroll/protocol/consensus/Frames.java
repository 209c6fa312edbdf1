package io.crowdroll.protocol.consensus;

import io.crowdroll.protocol.chain.Keccak256;
import java.util.Arrays;

/**
 * How the entries of a record follow each other: four bytes of length, big-endian, the first four
 * of the content's keccak, the content. A tail that was torn or damaged shows.
 */
final class Frames {
  private static final int HEADER = 8;

  private Frames() {}

  /**
   * @param end where the next frame begins
   */
  record Frame(byte[] content, int end) {}

  static byte[] frame(byte[] content) {
    byte[] frame = new byte[HEADER + content.length];
    for (int i = 0; i < 4; i++) {
      frame[i] = (byte) (content.length >>> 24 - 8 * i);
    }
    System.arraycopy(Keccak256.hash(content), 0, frame, 4, 4);
    System.arraycopy(content, 0, frame, HEADER, content.length);
    return frame;
  }

  /** The frame that begins at a byte; {@code null} where there is no whole one. */
  static Frame at(byte[] record, int start) {
    if (record.length - start < HEADER) {
      return null;
    }
    int length = 0;
    for (int i = 0; i < 4; i++) {
      length = length << 8 | record[start + i] & 0xff;
    }
    if (length < 0 || length > record.length - start - HEADER) {
      return null;
    }
    int from = start + HEADER;
    byte[] content = Arrays.copyOfRange(record, from, from + length);
    byte[] check = Keccak256.hash(content);
    boolean whole = Arrays.equals(check, 0, 4, record, start + 4, from);
    return whole ? new Frame(content, from + length) : null;
  }
}
