package io.crowdroll.prover.snarkjs;

import io.crowdroll.prover.field.PrimeField;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;

/** One section of a file, read from front to back; every read is checked against its length. */
final class Section {
  /** Bytes of a field element: both fields of BN254 take 32. */
  static final int ELEMENT = 32;

  private final String file;
  private final int type;
  private final long start;
  private final MemorySegment bytes;
  private long at;

  /**
   * @param start where the section's bytes begin in the file
   */
  Section(String file, int type, long start, MemorySegment bytes) {
    this.file = file;
    this.type = type;
    this.start = start;
    this.bytes = bytes;
  }

  long size() {
    return bytes.byteSize();
  }

  /** All bytes, read or not. */
  MemorySegment bytes() {
    return bytes;
  }

  /** How many bytes were read. */
  long position() {
    return at;
  }

  private void need(long length, String what) throws FileFormatException {
    if (length > size() - at) {
      throw wrong(at, (size() - at) + " bytes left", length + " for " + what);
    }
  }

  /** An unsigned 32-bit number that an int can hold: the formats have no larger ones. */
  int u31(String what) throws FileFormatException {
    return (int) number(what, Integer.MAX_VALUE);
  }

  /** An unsigned 32-bit number in [0, max]. */
  long number(String what, long max) throws FileFormatException {
    need(4, what);
    long value = Integer.toUnsignedLong(bytes.get(SectionFile.U32, at));
    if (value > max) {
      throw wrong(at, what + " = " + value, "at most " + max);
    }
    at += 4;
    return value;
  }

  long u64(String what) throws FileFormatException {
    need(8, what);
    long value = bytes.get(SectionFile.U64, at);
    at += 8;
    return value;
  }

  /**
   * The prime of a field with the number of bytes before it, both of which must be BN254's.
   *
   * @param field which of the two fields
   */
  void prime(PrimeField field) throws FileFormatException {
    long width = number("bytes of an element", Integer.MAX_VALUE);
    if (width != ELEMENT) {
      throw wrong(at - 4, "elements of " + width + " bytes", "the " + ELEMENT + " of BN254");
    }
    long[] prime = longs(1, "the prime");
    BigInteger value = PrimeField.load(prime, 0);
    if (!value.equals(field.modulus())) {
      throw wrong(at - ELEMENT, "the prime " + value, "that of BN254's " + field.name());
    }
  }

  /** Elements as they stand there, 4 longs each, without a look at their values. */
  long[] longs(int elements, String what) throws FileFormatException {
    need((long) elements * ELEMENT, what);
    long[] out = new long[PrimeField.LIMBS * elements];
    MemorySegment.copy(bytes, SectionFile.U64, at, out, 0, out.length);
    at += (long) elements * ELEMENT;
    return out;
  }

  /** Elements of [0, p), 4 longs each. */
  long[] elements(int count, PrimeField field, String what) throws FileFormatException {
    long begin = at;
    long[] out = longs(count, what);
    for (int i = 0; i < count; i++) {
      if (!field.isCanonical(out, PrimeField.LIMBS * i)) {
        throw notCanonical(begin + (long) i * ELEMENT, out, PrimeField.LIMBS * i, field);
      }
    }
    return out;
  }

  /** One element of [0, p) to 4 longs. */
  void element(long[] out, int o, PrimeField field) throws FileFormatException {
    need(ELEMENT, "an element");
    MemorySegment.copy(bytes, SectionFile.U64, at, out, o, PrimeField.LIMBS);
    if (!field.isCanonical(out, o)) {
      throw notCanonical(at, out, o, field);
    }
    at += ELEMENT;
  }

  private FileFormatException notCanonical(long where, long[] a, int i, PrimeField field) {
    return wrong(
        where, "the number " + PrimeField.load(a, i), "one below the prime of " + field.name());
  }

  /** The next bytes as they are, without copying them. */
  MemorySegment slice(long length, String what) throws FileFormatException {
    need(length, what);
    MemorySegment slice = bytes.asSlice(at, length);
    at += length;
    return slice;
  }

  /** Checks that all was read. */
  void end() throws FileFormatException {
    if (at != size()) {
      throw wrong(at, (size() - at) + " more bytes", "the end of the section");
    }
  }

  /** Checks that the section has exactly this length, before anything is made for it. */
  void mustHave(long length, String what) throws FileFormatException {
    if (size() != length) {
      throw wrong(0, size() + " bytes", length + " for " + what);
    }
  }

  /** An error at a byte of this section. */
  FileFormatException wrong(long where, String found, String expected) {
    return new FileFormatException(file, type, start + where, found, expected);
  }
}
