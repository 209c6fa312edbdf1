package io.crowdroll.reports.results;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes CSV as RFC 4180 has it, in UTF-8 with lines ended by LF. Text that a spreadsheet would
 * take for a formula gets an apostrophe in front (OWASP, "CSV injection"), which {@link #unguarded}
 * takes off again.
 *
 * <p>Formats numbers into a byte buffer of its own: half a million rows of a replication go through
 * here.
 */
final class CsvOutput implements Closeable {
  private static final int FLUSH_AT = 1 << 16;
  private static final int LONGEST_NUMBER = 32;

  private final OutputStream out;
  private byte[] buffer = new byte[FLUSH_AT + 4096];
  private int length;
  private boolean rowStarted;

  CsvOutput(OutputStream out) {
    this.out = out;
  }

  void number(long value) {
    separator();
    if (value == Long.MIN_VALUE) {
      ascii(Long.toString(value));
      return;
    }
    reserve(LONGEST_NUMBER);
    if (value < 0) {
      buffer[length++] = '-';
      value = -value;
    }
    int end = length + digits(value);
    int position = end;
    do {
      buffer[--position] = (byte) ('0' + value % 10);
      value /= 10;
    } while (value != 0);
    length = end;
  }

  void number(double value) {
    separator();
    ascii(Double.toString(value));
  }

  void number(BigInteger value) {
    if (value.bitLength() < Long.SIZE) {
      number(value.longValue());
    } else {
      separator();
      ascii(value.toString());
    }
  }

  void flag(boolean value) {
    separator();
    ascii(value ? "true" : "false");
  }

  void text(String value) {
    separator();
    String guarded = looksLikeFormula(value) ? "'" + value : value;
    if (!needsQuotes(guarded)) {
      bytes(guarded.getBytes(StandardCharsets.UTF_8));
      return;
    }
    bytes(('"' + guarded.replace("\"", "\"\"") + '"').getBytes(StandardCharsets.UTF_8));
  }

  void endRow() throws IOException {
    reserve(1);
    buffer[length++] = '\n';
    rowStarted = false;
    if (length >= FLUSH_AT) {
      drain();
    }
  }

  /** Text as it was before {@link #text} guarded it. */
  static String unguarded(String field) {
    return field.startsWith("'") ? field.substring(1) : field;
  }

  @Override
  public void close() throws IOException {
    try (out) {
      drain();
    }
  }

  /** The apostrophe itself is guarded too, so that reading restores every text. */
  private static boolean looksLikeFormula(String value) {
    return !value.isEmpty() && "=+-@\t\r'".indexOf(value.charAt(0)) >= 0;
  }

  private static boolean needsQuotes(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == ',' || c == '"' || c == '\n' || c == '\r') {
        return true;
      }
    }
    return false;
  }

  private static int digits(long value) {
    int digits = 1;
    for (long bound = 10; digits < 19 && value >= bound; bound *= 10) {
      digits++;
    }
    return digits;
  }

  private void separator() {
    if (rowStarted) {
      reserve(1);
      buffer[length++] = ',';
    }
    rowStarted = true;
  }

  @SuppressWarnings("deprecation") // String.getBytes(int, int, byte[], int): exact for ASCII
  private void ascii(String text) {
    reserve(text.length());
    text.getBytes(0, text.length(), buffer, length);
    length += text.length();
  }

  private void bytes(byte[] text) {
    reserve(text.length);
    System.arraycopy(text, 0, buffer, length, text.length);
    length += text.length;
  }

  private void reserve(int bytes) {
    if (buffer.length - length < bytes) {
      buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, length + bytes));
    }
  }

  private void drain() throws IOException {
    out.write(buffer, 0, length);
    length = 0;
  }
}
