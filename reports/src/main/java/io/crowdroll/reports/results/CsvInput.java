package io.crowdroll.reports.results;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/** Reads CSV as RFC 4180 has it, a row at a time. Accepts LF and CRLF. */
final class CsvInput implements Closeable {
  private static final int END = -1;

  private final Reader in;
  private final char[] buffer = new char[1 << 16];
  private final StringBuilder field = new StringBuilder();
  private int position;
  private int limit;
  private long row;

  CsvInput(Reader in) {
    this.in = in;
  }

  /** The number of the row read last; the header is row 1. */
  long row() {
    return row;
  }

  /**
   * The next row's fields, or null at the end.
   *
   * @throws IllegalArgumentException when quotes do not match
   */
  List<String> next() throws IOException {
    int c = read();
    if (c == END) {
      return null;
    }
    row++;
    List<String> fields = new ArrayList<>(16);
    while (true) {
      c = c == '"' ? quoted() : plain(c);
      fields.add(field.toString());
      field.setLength(0);
      if (c != ',') {
        return fields;
      }
      c = read();
    }
  }

  /** Reads a field that begins with {@code c}; returns what ended it: comma, LF or the end. */
  private int plain(int c) throws IOException {
    while (c != ',' && c != '\n' && c != END) {
      if (c == '"') {
        throw new IllegalArgumentException("a quote inside an unquoted field");
      }
      if (c != '\r') {
        int start = position - 1;
        while (position < limit && isInside(buffer[position])) {
          position++;
        }
        field.append(buffer, start, position - start);
      }
      c = read();
    }
    return c;
  }

  private static boolean isInside(char c) {
    return c != ',' && c != '\n' && c != '\r' && c != '"';
  }

  private int quoted() throws IOException {
    while (true) {
      int c = read();
      if (c == END) {
        throw new IllegalArgumentException("a quoted field does not end");
      }
      if (c != '"') {
        field.append((char) c);
        continue;
      }
      c = read();
      if (c == '\r') {
        c = read();
      }
      if (c == ',' || c == '\n' || c == END) {
        return c;
      }
      if (c != '"') {
        throw new IllegalArgumentException("text after a closing quote");
      }
      field.append('"');
    }
  }

  private int read() throws IOException {
    if (position == limit) {
      position = 0;
      limit = in.read(buffer);
      if (limit <= 0) {
        limit = 0;
        return END;
      }
    }
    return buffer[position++];
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
