package io.crowdroll.prover.snarkjs;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * The container of snarkjs's binary files, read: 4 bytes of magic, u32 version, u32 number of
 * sections, then sections of u32 type, u64 length and that many bytes, in any order, all
 * little-endian. Opening reads the table alone, however large the file is. Lengths are believed
 * only as far as the file reaches; a section type may occur once; nothing may follow the last
 * section. Sections of unknown type are left alone.
 */
final class SectionFile {
  static final ValueLayout.OfInt U32 =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfLong U64 =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /** More than any of the formats has; keeps a hostile table short. */
  private static final int MAX_SECTIONS = 64;

  private static final int TABLE = 12;

  private final String name;
  private final MemorySegment bytes;
  private final Map<Integer, Section> sections = new TreeMap<>();

  private SectionFile(String name, MemorySegment bytes) {
    this.name = name;
    this.bytes = bytes;
  }

  /**
   * Maps a file and reads its table.
   *
   * @param magic the four letters it begins with
   * @param version the highest version that is understood; lower ones have the same layout
   * @param arena the mapping lives as long as this
   * @throws FileFormatException if the container is broken
   */
  static SectionFile open(Path file, String magic, int version, Arena arena) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      MemorySegment bytes = channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
      return of(file.toString(), bytes, magic, version);
    }
  }

  /** The same on bytes that are in memory already; the name is for messages. */
  static SectionFile of(String name, MemorySegment bytes, String magic, int version)
      throws FileFormatException {
    SectionFile file = new SectionFile(name, bytes);
    file.readTable(magic, version);
    return file;
  }

  private void readTable(String magic, int version) throws FileFormatException {
    long size = bytes.byteSize();
    if (size < TABLE) {
      throw wrong(0, "a file of " + size + " bytes", "at least the " + TABLE + " of a header");
    }
    byte[] start = bytes.asSlice(0, 4).toArray(ValueLayout.JAVA_BYTE);
    if (!Arrays.equals(start, magic.getBytes(StandardCharsets.US_ASCII))) {
      throw wrong(0, "the magic " + printable(start), "\"" + magic + "\"");
    }
    long foundVersion = u32(4);
    if (foundVersion < 1 || foundVersion > version) {
      throw wrong(4, "version " + foundVersion, version == 1 ? "1" : "1 to " + version);
    }
    long count = u32(8);
    if (count > MAX_SECTIONS) {
      throw wrong(8, count + " sections", "at most " + MAX_SECTIONS);
    }
    long at = TABLE;
    for (int i = 0; i < count; i++) {
      if (size - at < 12) {
        throw wrong(at, (size - at) + " bytes left", "the head of section " + i + ", 12 bytes");
      }
      int type = bytes.get(U32, at);
      long length = bytes.get(U64, at + 4);
      if (length < 0 || length > size - at - 12) {
        throw new FileFormatException(
            name,
            type,
            at + 4,
            "a length of " + Long.toUnsignedString(length),
            "at most the " + (size - at - 12) + " bytes that are left");
      }
      at += 12;
      Section section = new Section(name, type, at, bytes.asSlice(at, length));
      if (sections.putIfAbsent(type, section) != null) {
        throw new FileFormatException(
            name, type, at - 12, "a second section of this type", "one at most");
      }
      at += length;
    }
    if (at != size) {
      throw wrong(at, (size - at) + " more bytes", "the end of the file after the last section");
    }
  }

  private long u32(long at) {
    return Integer.toUnsignedLong(bytes.get(U32, at));
  }

  private FileFormatException wrong(long at, String found, String expected) {
    return new FileFormatException(name, FileFormatException.NO_SECTION, at, found, expected);
  }

  private static String printable(byte[] start) {
    StringBuilder text = new StringBuilder("\"");
    for (byte b : start) {
      text.append(
          b >= ' ' && b < 127 ? String.valueOf((char) b) : "\\x" + HexFormat.of().toHexDigits(b));
    }
    return text.append('"').toString();
  }

  boolean has(int type) {
    return sections.containsKey(type);
  }

  /**
   * The section of a type, to be read from its beginning.
   *
   * @throws FileFormatException if there is none
   */
  Section section(int type, String meaning) throws FileFormatException {
    Section section = sections.get(type);
    if (section == null) {
      throw wrong(
          bytes.byteSize(),
          "sections " + sections.keySet(),
          "a section " + type + " (" + meaning + ")");
    }
    return section;
  }
}
