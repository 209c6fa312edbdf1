package io.crowdroll.prover.snarkjs;

import java.io.IOException;

/**
 * A file is not what it should be: truncated, over-long, hostile or of another kind. The one error
 * that readers of this package throw for any content of a file; other {@link IOException}s come
 * from the disk.
 */
public final class FileFormatException extends IOException {
  private static final long serialVersionUID = 1;

  /** The section number of the part before the first section, and of files without sections. */
  public static final int NO_SECTION = -1;

  private final String file;
  private final int section;
  private final long offset;
  private final String found;
  private final String expected;

  /**
   * @param file name of the file
   * @param section type number of the section, or {@link #NO_SECTION}
   * @param offset byte in the file at which the wrong thing begins, from 0
   * @param found what stands there
   * @param expected what should
   */
  public FileFormatException(String file, int section, long offset, String found, String expected) {
    super(
        file
            + (section == NO_SECTION ? "" : ", section " + section)
            + ", byte "
            + offset
            + ": found "
            + found
            + ", expected "
            + expected);
    this.file = file;
    this.section = section;
    this.offset = offset;
    this.found = found;
    this.expected = expected;
  }

  /** Name of the file, as it was given to the reader. */
  public String file() {
    return file;
  }

  /** Type number of the section, or {@link #NO_SECTION}. */
  public int section() {
    return section;
  }

  /** Byte in the file at which the wrong thing begins, from 0. */
  public long offset() {
    return offset;
  }

  /** What stands there. */
  public String found() {
    return found;
  }

  /** What should stand there. */
  public String expected() {
    return expected;
  }
}
