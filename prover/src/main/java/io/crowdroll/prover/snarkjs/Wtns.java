package io.crowdroll.prover.snarkjs;

import io.crowdroll.prover.field.PrimeField;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/**
 * A witness file, .wtns version 2: section 1 is the width of an element (u32, 32), the prime of Fr
 * and the number of wires (u32); section 2 the wires' values, plain numbers, little-endian.
 */
public final class Wtns {
  private static final String MAGIC = "wtns";
  private static final int VERSION = 2;

  private Wtns() {}

  /**
   * Reads a witness.
   *
   * @return 4 longs a wire, plain (not Montgomery), each below r; wire 0 is 1
   * @throws FileFormatException if it is not a witness over BN254's Fr, or has an element ≥ r, or
   *     its wire 0 is not 1
   */
  public static long[] read(Path file) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      return parse(SectionFile.open(file, MAGIC, VERSION, arena));
    }
  }

  /**
   * The same from bytes in memory.
   *
   * @param name for messages
   */
  public static long[] read(String name, MemorySegment bytes) throws FileFormatException {
    return parse(SectionFile.of(name, bytes, MAGIC, VERSION));
  }

  private static long[] parse(SectionFile file) throws FileFormatException {
    Section header = file.section(1, "header");
    header.prime(PrimeField.FR);
    int wires = (int) header.number("number of wires", Integer.MAX_VALUE / 8);
    header.end();
    if (wires == 0) {
      throw header.wrong(header.position() - 4, "no wire", "at least the constant 1");
    }
    Section values = file.section(2, "values");
    values.mustHave((long) wires * Section.ELEMENT, wires + " wires");
    long[] witness = values.elements(wires, PrimeField.FR, "wires");
    if (witness[0] != 1 || (witness[1] | witness[2] | witness[3]) != 0) {
      throw values.wrong(0, "wire 0 = " + PrimeField.load(witness, 0), "the constant 1");
    }
    return witness;
  }

  /**
   * Writes a witness.
   *
   * @param witness 4 longs a wire, plain, each below r
   */
  public static void write(Path file, long[] witness) throws IOException {
    try (SectionWriter out = new SectionWriter(file, MAGIC, VERSION, 2)) {
      out.section(1, 4 + Section.ELEMENT + 4).prime(PrimeField.FR);
      out.u32(witness.length / PrimeField.LIMBS);
      out.section(2, 8L * witness.length).longs(witness);
      out.finish();
    }
  }
}
