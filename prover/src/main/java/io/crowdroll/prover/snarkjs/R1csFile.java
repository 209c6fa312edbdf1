package io.crowdroll.prover.snarkjs;

import io.crowdroll.prover.circuit.R1cs;
import io.crowdroll.prover.field.PrimeField;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A constraint system as circom writes it, .r1cs version 1. Section 1: u32 width of an element,
 * prime r, u32 wires, u32 public outputs, u32 public inputs, u32 private inputs, u64 labels, u32
 * constraints. Section 2: constraints, each as the three linear combinations A, B, C: u32 number of
 * terms, then terms of u32 wire and a plain element. Section 3: for each wire its label, u64.
 * Sections 4 and 5 hold custom gates, which Groth16 has not: a file that uses some is refused.
 */
public final class R1csFile {
  private static final String MAGIC = "r1cs";
  private static final int VERSION = 1;
  private static final int HEADER = 1;
  private static final int CONSTRAINTS = 2;
  private static final int LABELS = 3;
  private static final int CUSTOM_GATES = 4;
  private static final int HEADER_BYTES = 4 + Section.ELEMENT + 4 * 4 + 8 + 4;
  private static final int TERM_BYTES = 4 + Section.ELEMENT;
  private static final int LIMBS = PrimeField.LIMBS;
  private static final PrimeField FR = PrimeField.FR;

  private R1csFile() {}

  /**
   * Reads a constraint system; zero coefficients are kept, they do no harm.
   *
   * @throws FileFormatException if it is not a system over BN254's Fr, uses custom gates, or names
   *     a wire or holds a number that is out of range
   */
  public static R1cs read(Path file) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      return parse(SectionFile.open(file, MAGIC, VERSION, arena));
    }
  }

  /**
   * The same from bytes in memory.
   *
   * @param name for messages
   */
  public static R1cs read(String name, MemorySegment bytes) throws FileFormatException {
    return parse(SectionFile.of(name, bytes, MAGIC, VERSION));
  }

  private static R1cs parse(SectionFile file) throws FileFormatException {
    Section header = file.section(HEADER, "header");
    header.mustHave(HEADER_BYTES, "the header of a constraint system");
    header.prime(FR);
    int wires = (int) header.number("number of wires", Integer.MAX_VALUE / LIMBS);
    int outputs = header.u31("number of public outputs");
    int publicInputs = header.u31("number of public inputs");
    int privateInputs = header.u31("number of private inputs");
    header.u64("number of labels");
    int constraints = header.u31("number of constraints");
    long needed = 1L + outputs + publicInputs + privateInputs;
    if (wires < needed) {
      throw header.wrong(4 + Section.ELEMENT, wires + " wires", "at least " + needed);
    }
    if (file.has(CUSTOM_GATES)) {
      Section gates = file.section(CUSTOM_GATES, "custom gates");
      if (gates.number("number of custom gates", 0xffffffffL) != 0) {
        throw gates.wrong(0, "custom gates", "none: Groth16 has no custom gates");
      }
    }
    Section section = file.section(CONSTRAINTS, "constraints");
    if ((long) constraints * 12 > section.size()) {
      throw section.wrong(
          0, section.size() + " bytes", "at least 12 for each of " + constraints + " constraints");
    }
    List<Rows> matrices =
        List.of(new Rows(constraints), new Rows(constraints), new Rows(constraints));
    for (int row = 0; row < constraints; row++) {
      for (Rows matrix : matrices) {
        matrix.read(row, section, wires);
      }
    }
    section.end();
    return new R1cs(
        wires,
        outputs,
        publicInputs,
        privateInputs,
        matrices.get(0).matrix(),
        matrices.get(1).matrix(),
        matrices.get(2).matrix());
  }

  /**
   * One matrix while its rows are read; grows with what was read, never with what was announced.
   */
  private static final class Rows {
    private static final long[] TO_MONTGOMERY = FR.fromBigInteger(BigInteger.ONE.shiftLeft(256));

    private final int[] rowStart;
    private int[] wire = new int[16];
    private long[] coefficient = new long[16 * LIMBS];
    private int terms;

    Rows(int rows) {
      rowStart = new int[rows + 1];
    }

    void read(int row, Section section, int wires) throws FileFormatException {
      int count = section.u31("number of terms");
      if ((long) count * TERM_BYTES > section.size() - section.position()) {
        throw section.wrong(
            section.position() - 4,
            count + " terms",
            "at most those that fit into the rest of the section");
      }
      if ((terms + (long) count) * LIMBS > Integer.MAX_VALUE - 16) {
        throw section.wrong(section.position() - 4, "too many terms", "fewer than 2^29 a matrix");
      }
      grow(terms + count);
      for (int i = 0; i < count; i++) {
        wire[terms] = (int) section.number("wire", wires - 1L);
        section.element(coefficient, LIMBS * terms, FR);
        FR.mul(coefficient, LIMBS * terms, coefficient, LIMBS * terms, TO_MONTGOMERY, 0);
        terms++;
      }
      rowStart[row + 1] = terms;
    }

    private void grow(int size) {
      if (size > wire.length) {
        int capacity = (int) Math.min(Math.max(size, wire.length * 3L / 2), (1 << 29) - 4);
        wire = Arrays.copyOf(wire, capacity);
        coefficient = Arrays.copyOf(coefficient, capacity * LIMBS);
      }
    }

    R1cs.Matrix matrix() {
      return new R1cs.Matrix(
          rowStart, Arrays.copyOf(wire, terms), Arrays.copyOf(coefficient, terms * LIMBS));
    }
  }

  /** Writes a constraint system; wire i gets label i. */
  public static void write(Path file, R1cs r1cs) throws IOException {
    List<R1cs.Matrix> matrices = List.of(r1cs.a(), r1cs.b(), r1cs.c());
    long terms = matrices.stream().mapToLong(R1cs.Matrix::terms).sum();
    try (SectionWriter out = new SectionWriter(file, MAGIC, VERSION, 3)) {
      out.section(HEADER, HEADER_BYTES).prime(FR);
      out.u32(r1cs.wires()).u32(r1cs.publicOutputs()).u32(r1cs.publicInputs());
      out.u32(r1cs.privateInputs()).u64(r1cs.wires()).u32(r1cs.constraints());
      out.section(CONSTRAINTS, 12L * r1cs.constraints() + TERM_BYTES * terms);
      long[] plain = new long[LIMBS];
      for (int row = 0; row < r1cs.constraints(); row++) {
        for (R1cs.Matrix matrix : matrices) {
          int end = matrix.rowStart()[row + 1];
          out.u32(end - matrix.rowStart()[row]);
          for (int k = matrix.rowStart()[row]; k < end; k++) {
            FR.toPlain(plain, 0, matrix.coefficient(), LIMBS * k);
            out.u32(matrix.wire()[k]).longs(plain);
          }
        }
      }
      out.section(LABELS, 8L * r1cs.wires());
      for (int wire = 0; wire < r1cs.wires(); wire++) {
        out.u64(wire);
      }
      out.finish();
    }
  }
}
