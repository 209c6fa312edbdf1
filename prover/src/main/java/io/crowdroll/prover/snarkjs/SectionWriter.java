package io.crowdroll.prover.snarkjs;

import io.crowdroll.prover.field.PrimeField;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes the container that {@link SectionFile} reads. The file appears under its name when it is
 * complete: until then its name ends in {@code .part}, so that nobody reads half a key.
 */
final class SectionWriter implements AutoCloseable {
  private static final int BUFFER = 1 << 18;

  private final Path file;
  private final Path part;
  private final FileChannel channel;
  private final ByteBuffer buffer =
      ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
  private int sectionsLeft;
  private long sectionEnd;
  private long written;
  private boolean finished;

  SectionWriter(Path file, String magic, int version, int sections) throws IOException {
    this.file = file;
    this.part = file.resolveSibling(file.getFileName() + ".part");
    this.channel =
        FileChannel.open(
            part,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    sectionsLeft = sections;
    sectionEnd = 12;
    buffer.put(magic.getBytes(StandardCharsets.US_ASCII));
    written = 4;
    u32(version);
    u32(sections);
  }

  /** Begins a section; exactly so many bytes have to follow. */
  SectionWriter section(int type, long length) throws IOException {
    if (written != sectionEnd || sectionsLeft == 0) {
      throw new IllegalStateException(
          "section " + type + " begins at " + written + ", not " + sectionEnd);
    }
    sectionsLeft--;
    sectionEnd += 12 + length;
    return u32(type).u64(length);
  }

  SectionWriter u32(int value) throws IOException {
    room(4);
    buffer.putInt(value);
    return this;
  }

  SectionWriter u64(long value) throws IOException {
    room(8);
    buffer.putLong(value);
    return this;
  }

  /** A prime of BN254 with its number of bytes before it. */
  SectionWriter prime(PrimeField field) throws IOException {
    long[] prime = new long[PrimeField.LIMBS];
    PrimeField.store(field.modulus(), prime, 0);
    return u32(Section.ELEMENT).longs(prime, 0, prime.length);
  }

  SectionWriter longs(long[] values) throws IOException {
    return longs(values, 0, values.length);
  }

  SectionWriter longs(long[] values, int from, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      u64(values[from + i]);
    }
    return this;
  }

  SectionWriter bytes(byte[] values) throws IOException {
    return segment(MemorySegment.ofArray(values));
  }

  SectionWriter segment(MemorySegment values) throws IOException {
    MemorySegment target = MemorySegment.ofBuffer(buffer.duplicate().clear());
    for (long at = 0; at < values.byteSize(); ) {
      if (!buffer.hasRemaining()) {
        flush();
      }
      int length = (int) Math.min(buffer.remaining(), values.byteSize() - at);
      MemorySegment.copy(values, at, target, buffer.position(), length);
      buffer.position(buffer.position() + length);
      at += length;
    }
    written += values.byteSize();
    return this;
  }

  private void room(int length) throws IOException {
    if (buffer.remaining() < length) {
      flush();
    }
    written += length;
  }

  private void flush() throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
  }

  /** Gives the file its name. */
  void finish() throws IOException {
    if (written != sectionEnd || sectionsLeft != 0) {
      throw new IllegalStateException(
          written + " bytes of " + sectionEnd + ", " + sectionsLeft + " sections missing");
    }
    flush();
    channel.close();
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    finished = true;
  }

  /** Removes what was written if it is not complete. */
  @Override
  public void close() throws IOException {
    if (!finished) {
      channel.close();
      Files.deleteIfExists(part);
    }
  }
}
