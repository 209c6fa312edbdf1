package io.crowdroll.prover.snarkjs;

import io.crowdroll.prover.field.PrimeField;
import io.crowdroll.prover.groth16.PowersOfTau;
import io.crowdroll.prover.groth16.ProvingKey;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;

/**
 * The powers of tau, .ptau version 1. Sections: 1 header (u32 width, prime q, u32 power, u32 power
 * of the ceremony); 2 τ in G1; 3 τ in G2; 4 ατ in G1; 5 βτ in G1; 6 β in G2; 7 contributions; where
 * phase 2 is prepared, 12 to 15: sections 2 to 5 in Lagrange bases.
 *
 * <p>Reading maps the file; points are not looked at, see {@link PowersOfTau}.
 */
public final class Ptau {
  private static final String MAGIC = "ptau";
  private static final int VERSION = 1;
  private static final int HEADER = 1;
  private static final int TAU_G1 = 2;
  private static final int TAU_G2 = 3;
  private static final int ALPHA_G1 = 4;
  private static final int BETA_G1 = 5;
  private static final int BETA_G2 = 6;
  private static final int TRANSCRIPT = 7;
  private static final int LAGRANGE_G1 = 12;
  private static final int LAGRANGE_G2 = 13;
  private static final int LAGRANGE_ALPHA = 14;
  private static final int LAGRANGE_BETA = 15;

  /** The largest power whose doubled domain the field has. */
  private static final int MAX_POWER = 27;

  private static final long MAX_TRANSCRIPT = 1 << 26;

  private Ptau() {}

  /**
   * Maps the powers.
   *
   * @param arena they are of use as long as this is open
   * @throws FileFormatException if the file is no .ptau over BN254, or a section is missing or has
   *     not the length that the power implies
   */
  public static PowersOfTau read(Path file, Arena arena) throws IOException {
    return parse(SectionFile.open(file, MAGIC, VERSION, arena));
  }

  /**
   * The same from bytes in memory, which the powers then keep using.
   *
   * @param name for messages
   */
  public static PowersOfTau read(String name, MemorySegment bytes) throws FileFormatException {
    return parse(SectionFile.of(name, bytes, MAGIC, VERSION));
  }

  private static PowersOfTau parse(SectionFile file) throws FileFormatException {
    Section header = file.section(HEADER, "header");
    header.prime(PrimeField.FQ);
    int power = (int) header.number("power", MAX_POWER);
    int ceremonyPower = header.u31("power of the ceremony");
    header.end();
    long n = 1L << power;
    Section transcript = file.section(TRANSCRIPT, "contributions");
    if (transcript.size() < 4 || transcript.size() > MAX_TRANSCRIPT) {
      throw transcript.wrong(
          0, transcript.size() + " bytes", "between 4 and " + MAX_TRANSCRIPT + " bytes");
    }
    return new PowersOfTau(
        power,
        ceremonyPower,
        points(file, TAU_G1, "tau in G1", 2 * n - 1, ProvingKey.G1_BYTES),
        points(file, TAU_G2, "tau in G2", n, ProvingKey.G2_BYTES),
        points(file, ALPHA_G1, "alpha tau in G1", n, ProvingKey.G1_BYTES),
        points(file, BETA_G1, "beta tau in G1", n, ProvingKey.G1_BYTES),
        points(file, BETA_G2, "beta in G2", 1, ProvingKey.G2_BYTES),
        file.has(LAGRANGE_G1) ? lagrange(file, n) : null,
        transcript.bytes().toArray(ValueLayout.JAVA_BYTE));
  }

  private static PowersOfTau.Lagrange lagrange(SectionFile file, long n)
      throws FileFormatException {
    return new PowersOfTau.Lagrange(
        points(file, LAGRANGE_G1, "Lagrange tau in G1", 4 * n - 1, ProvingKey.G1_BYTES),
        points(file, LAGRANGE_G2, "Lagrange tau in G2", 2 * n - 1, ProvingKey.G2_BYTES),
        points(file, LAGRANGE_ALPHA, "Lagrange alpha in G1", 2 * n - 1, ProvingKey.G1_BYTES),
        points(file, LAGRANGE_BETA, "Lagrange beta in G1", 2 * n - 1, ProvingKey.G1_BYTES));
  }

  private static MemorySegment points(
      SectionFile file, int type, String name, long count, int pointBytes)
      throws FileFormatException {
    Section section = file.section(type, name);
    section.mustHave(count * pointBytes, count + " points of " + name);
    return section.bytes();
  }

  /** Writes powers; the file appears when it is complete. */
  public static void write(Path file, PowersOfTau powers) throws IOException {
    PowersOfTau.Lagrange lagrange = powers.lagrange();
    try (SectionWriter out = new SectionWriter(file, MAGIC, VERSION, lagrange == null ? 7 : 11)) {
      out.section(HEADER, 4 + Section.ELEMENT + 8).prime(PrimeField.FQ);
      out.u32(powers.power()).u32(powers.ceremonyPower());
      section(out, TAU_G1, powers.tauG1());
      section(out, TAU_G2, powers.tauG2());
      section(out, ALPHA_G1, powers.alphaTauG1());
      section(out, BETA_G1, powers.betaTauG1());
      section(out, BETA_G2, powers.betaG2());
      section(out, TRANSCRIPT, MemorySegment.ofArray(powers.transcript()));
      if (lagrange != null) {
        section(out, LAGRANGE_G1, lagrange.tauG1());
        section(out, LAGRANGE_G2, lagrange.tauG2());
        section(out, LAGRANGE_ALPHA, lagrange.alphaTauG1());
        section(out, LAGRANGE_BETA, lagrange.betaTauG1());
      }
      out.finish();
    }
  }

  private static void section(SectionWriter out, int type, MemorySegment bytes) throws IOException {
    out.section(type, bytes.byteSize()).segment(bytes);
  }
}
