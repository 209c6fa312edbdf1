package io.crowdroll.prover.snarkjs;

import io.crowdroll.prover.field.PrimeField;
import io.crowdroll.prover.groth16.ProvingKey;
import io.crowdroll.prover.groth16.VerifyingKey;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.List;

/**
 * A Groth16 proving key, .zkey version 1. Sections: 1 protocol; 2 header (both primes, sizes, α1,
 * β1, β2, γ2, δ1, δ2); 3 IC; 4 coefficients; 5 A; 6 B in G1; 7 B in G2; 8 C; 9 H; 10 contributions.
 *
 * <p>Reading maps the file and looks at sections 1, 2, 3 and 10 only, so the size of the key does
 * not matter; see {@link ProvingKey} for who looks at the rest.
 */
public final class Zkey {
  private static final String MAGIC = "zkey";
  private static final int VERSION = 1;
  private static final int GROTH16 = 1;

  private static final int PROTOCOL = 1;
  private static final int HEADER = 2;
  private static final int IC = 3;
  private static final int COEFFICIENTS = 4;
  private static final int A = 5;
  private static final int B1 = 6;
  private static final int B2 = 7;
  private static final int C = 8;
  private static final int H = 9;
  private static final int TRANSCRIPT = 10;
  private static final int HEADER_BYTES =
      2 * (4 + Section.ELEMENT) + 3 * 4 + 3 * ProvingKey.G1_BYTES + 3 * ProvingKey.G2_BYTES;

  /** Far more contributions than any ceremony had; their section is read into memory. */
  private static final long MAX_TRANSCRIPT = 1 << 26;

  private Zkey() {}

  /**
   * Maps a key.
   *
   * @param arena the key is of use as long as this is open
   * @throws FileFormatException if the file is no Groth16 key over BN254, a section is missing or
   *     has not the length that the header implies, or the header or IC hold a number ≥ q or a
   *     point that is not on its curve
   */
  public static ProvingKey read(Path file, Arena arena) throws IOException {
    return parse(SectionFile.open(file, MAGIC, VERSION, arena));
  }

  /**
   * The same from bytes in memory, which the key then keeps using.
   *
   * @param name for messages
   */
  public static ProvingKey read(String name, MemorySegment bytes) throws FileFormatException {
    return parse(SectionFile.of(name, bytes, MAGIC, VERSION));
  }

  private static ProvingKey parse(SectionFile file) throws FileFormatException {
    Section protocol = file.section(PROTOCOL, "protocol");
    int id = protocol.u31("protocol");
    if (id != GROTH16) {
      throw protocol.wrong(0, "protocol " + id, "1, Groth16");
    }
    protocol.end();

    Section header = file.section(HEADER, "header");
    header.mustHave(HEADER_BYTES, "the header of a Groth16 key");
    header.prime(PrimeField.FQ);
    header.prime(PrimeField.FR);
    int nVariables = header.u31("number of wires");
    int nPublic = (int) header.number("number of public signals", nVariables - 1L);
    long domain = header.number("domain size", ProvingKey.MAX_DOMAIN);
    if (Long.bitCount(domain) != 1 || domain <= nPublic) {
      throw header.wrong(
          header.position() - 4,
          "domain size " + domain,
          "a power of two above the number of public signals, " + nPublic);
    }
    long[] alpha1 = Points.g1(header, "alpha1");
    long[] beta1 = Points.g1(header, "beta1");
    long[] beta2 = Points.g2(header, "beta2");
    long[] gamma2 = Points.g2(header, "gamma2");
    long[] delta1 = Points.g1(header, "delta1");
    long[] delta2 = Points.g2(header, "delta2");
    header.end();

    Section ic = file.section(IC, "IC");
    ic.mustHave((nPublic + 1L) * ProvingKey.G1_BYTES, "nPublic + 1 points");
    long[] icPoints = Points.g1s(ic, nPublic + 1, "IC");

    Section coefficients = file.section(COEFFICIENTS, "coefficients");
    long entries = coefficients.number("number of coefficients", 0xffffffffL);
    coefficients.mustHave(4 + entries * ProvingKey.ENTRY_BYTES, entries + " coefficients");

    Section transcript = file.section(TRANSCRIPT, "contributions");
    if (transcript.size() < 68 || transcript.size() > MAX_TRANSCRIPT) {
      throw transcript.wrong(
          0, transcript.size() + " bytes", "between 68 and " + MAX_TRANSCRIPT + " bytes");
    }

    return new ProvingKey(
        nVariables,
        nPublic,
        (int) domain,
        new VerifyingKey(nPublic, alpha1, beta2, gamma2, delta2, icPoints),
        beta1,
        delta1,
        coefficients.slice(entries * ProvingKey.ENTRY_BYTES, "coefficients"),
        points(file, A, "A", nVariables, ProvingKey.G1_BYTES),
        points(file, B1, "B in G1", nVariables, ProvingKey.G1_BYTES),
        points(file, B2, "B in G2", nVariables, ProvingKey.G2_BYTES),
        points(file, C, "C", nVariables - nPublic - 1L, ProvingKey.G1_BYTES),
        points(file, H, "H", domain, ProvingKey.G1_BYTES),
        transcript.bytes().toArray(ValueLayout.JAVA_BYTE));
  }

  private static MemorySegment points(
      SectionFile file, int type, String name, long count, int pointBytes)
      throws FileFormatException {
    Section section = file.section(type, name);
    section.mustHave(count * pointBytes, count + " points of " + name);
    return section.bytes();
  }

  /**
   * Writes a key; the file appears when it is complete. Beside it goes its {@link KeyManifest},
   * which says whether it is a development key.
   */
  public static void write(Path file, ProvingKey key) throws IOException {
    VerifyingKey vk = key.verifyingKey();
    try (SectionWriter out = new SectionWriter(file, MAGIC, VERSION, 10)) {
      out.section(PROTOCOL, 4).u32(GROTH16);
      out.section(HEADER, HEADER_BYTES).prime(PrimeField.FQ).prime(PrimeField.FR);
      out.u32(key.nVariables()).u32(key.nPublic()).u32(key.domainSize());
      for (long[] point :
          List.of(vk.alpha1(), key.beta1(), vk.beta2(), vk.gamma2(), key.delta1(), vk.delta2())) {
        out.longs(point);
      }
      out.section(IC, 8L * vk.ic().length).longs(vk.ic());
      out.section(COEFFICIENTS, 4 + key.coefficients().byteSize());
      out.u32((int) key.nCoefficients()).segment(key.coefficients());
      out.section(A, key.a().byteSize()).segment(key.a());
      out.section(B1, key.b1().byteSize()).segment(key.b1());
      out.section(B2, key.b2().byteSize()).segment(key.b2());
      out.section(C, key.c().byteSize()).segment(key.c());
      out.section(H, key.h().byteSize()).segment(key.h());
      out.section(TRANSCRIPT, key.transcript().length).bytes(key.transcript());
      out.finish();
    }
    KeyManifest.of(key).writeBeside(file);
  }
}
