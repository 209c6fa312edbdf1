package io.crowdroll.prover.snarkjs;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.prover.circuit.R1cs;
import io.crowdroll.prover.groth16.PowersOfTau;
import io.crowdroll.prover.groth16.Proof;
import io.crowdroll.prover.groth16.ProvingKey;
import io.crowdroll.prover.groth16.VerifyingKey;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written is read again as it was. */
class RoundTripTest {
  @TempDir private Path scratch;
  private final Samples samples = new Samples();

  @Test
  void witness() throws IOException {
    long[] witness = samples.witness(3_000);
    Wtns.write(scratch.resolve("w.wtns"), witness);

    assertThat(Wtns.read(scratch.resolve("w.wtns"))).isEqualTo(witness);
  }

  @Test
  void constraintSystem() throws IOException {
    R1cs r1cs = Samples.r1cs();
    R1csFile.write(scratch.resolve("c.r1cs"), r1cs);
    R1cs read = R1csFile.read(scratch.resolve("c.r1cs"));

    assertThat(read).usingRecursiveComparison().ignoringFields("origin").isEqualTo(r1cs);
  }

  @Test
  void provingKey() throws IOException {
    ProvingKey key = samples.provingKey();
    Path file = scratch.resolve("k.zkey");
    Zkey.write(file, key);
    try (Arena arena = Arena.ofConfined()) {
      ProvingKey read = Zkey.read(file, arena);

      assertThat(read.nVariables()).isEqualTo(key.nVariables());
      assertThat(read.nPublic()).isEqualTo(key.nPublic());
      assertThat(read.domainSize()).isEqualTo(key.domainSize());
      assertThat(read.verifyingKey()).isEqualTo(key.verifyingKey());
      assertThat(read.beta1()).isEqualTo(key.beta1());
      assertThat(read.delta1()).isEqualTo(key.delta1());
      assertThat(read.transcript()).isEqualTo(key.transcript());
      assertSame(
          List.of(read.coefficients(), read.a(), read.b1(), read.b2(), read.c(), read.h()),
          List.of(key.coefficients(), key.a(), key.b1(), key.b2(), key.c(), key.h()));
    }
  }

  @Test
  void powersOfTauWithAndWithoutPreparation() throws IOException {
    for (boolean prepared : new boolean[] {false, true}) {
      PowersOfTau powers = samples.powersOfTau(prepared);
      Path file = scratch.resolve("p.ptau");
      Ptau.write(file, powers);
      try (Arena arena = Arena.ofConfined()) {
        PowersOfTau read = Ptau.read(file, arena);

        assertThat(read.power()).isEqualTo(powers.power());
        assertThat(read.transcript()).isEqualTo(powers.transcript());
        assertSame(sections(read), sections(powers));
      }
    }
  }

  private static List<MemorySegment> sections(PowersOfTau powers) {
    List<MemorySegment> plain =
        List.of(
            powers.tauG1(),
            powers.tauG2(),
            powers.alphaTauG1(),
            powers.betaTauG1(),
            powers.betaG2());
    PowersOfTau.Lagrange lagrange = powers.lagrange();
    return lagrange == null
        ? plain
        : List.of(lagrange.tauG1(), lagrange.tauG2(), lagrange.alphaTauG1(), lagrange.betaTauG1());
  }

  private static void assertSame(List<MemorySegment> read, List<MemorySegment> written) {
    assertThat(read).hasSameSizeAs(written);
    for (int i = 0; i < read.size(); i++) {
      assertThat(read.get(i).mismatch(written.get(i))).as("segment " + i).isEqualTo(-1);
    }
  }

  @Test
  void proofsPublicSignalsAndVerifyingKeys() throws IOException {
    Proof proof = samples.proof();
    Path file = scratch.resolve("j.json");
    SnarkjsJson.writeProof(file, proof);
    assertThat(SnarkjsJson.readProof(file)).isEqualTo(proof);

    Proof infinite = new Proof(new long[8], new long[16], proof.c());
    SnarkjsJson.writeProof(file, infinite);
    assertThat(SnarkjsJson.readProof(file)).isEqualTo(infinite);

    for (int signals : new int[] {0, 1, 5}) {
      long[] values = signals == 0 ? new long[0] : samples.witness(signals);
      SnarkjsJson.writePublic(file, values);
      assertThat(SnarkjsJson.readPublic(file)).isEqualTo(values);

      VerifyingKey key = samples.verifyingKey(signals);
      SnarkjsJson.writeVerifyingKey(file, key);
      assertThat(SnarkjsJson.readVerifyingKey(file)).isEqualTo(key);
    }
  }

  @Test
  void halfWrittenFilesDoNotAppear() throws IOException {
    Path file = scratch.resolve("half.wtns");
    try (SectionWriter out = new SectionWriter(file, "wtns", 2, 2)) {
      out.section(1, 4).u32(0);
    }
    assertThat(scratch).isEmptyDirectory();
  }
}
