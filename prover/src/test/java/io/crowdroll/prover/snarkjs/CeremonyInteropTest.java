package io.crowdroll.prover.snarkjs;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.prover.bench.DenseCircuit;
import io.crowdroll.prover.circuit.R1cs;
import io.crowdroll.prover.groth16.Ceremony;
import io.crowdroll.prover.groth16.Phase1;
import io.crowdroll.prover.groth16.PowersOfTau;
import io.crowdroll.prover.groth16.PowersPreparation;
import io.crowdroll.prover.groth16.ProvingKey;
import io.crowdroll.prover.groth16.Setup;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ceremony in turns with snarkjs, each checking what the other made. */
class CeremonyInteropTest {
  private static final Peers PEERS = Peers.installed();

  @TempDir private Path scratch;
  private final Arena arena = Arena.ofAuto();
  private final ForkJoinPool pool = ForkJoinPool.commonPool();
  private final R1cs r1cs = new DenseCircuit(9).compile().r1cs();

  private void snarkjs(String... arguments) {
    PEERS.snarkjs(scratch, arguments).mustSucceed();
  }

  private Path file(String name) {
    return scratch.resolve(name);
  }

  private void bytesEqual(String one, String other) throws IOException {
    assertThat(Files.mismatch(file(one), file(other))).as("%s and %s", one, other).isEqualTo(-1);
  }

  private void contribute(String from, String to, long seed) throws IOException {
    ProvingKey key = Zkey.read(file(from), arena);
    Zkey.write(file(to), Ceremony.contribute(key, "ours", new SplittableRandom(seed), arena, pool));
  }

  @Test
  void powersAreTheirsKeysAreOfBothAndEachAcceptsTheOthers() throws IOException {
    R1csFile.write(file("c.r1cs"), r1cs);
    // phase 1 by snarkjs, exactly of the circuit's size; prepared by both
    snarkjs("powersoftau", "new", "bn128", "4", "empty.ptau");
    snarkjs("powersoftau", "contribute", "empty.ptau", "plain.ptau", "-e=chance");
    snarkjs("powersoftau", "prepare", "phase2", "plain.ptau", "theirs.ptau");
    PowersOfTau plain = Ptau.read(file("plain.ptau"), arena);
    PowersOfTau powers = PowersPreparation.prepare(plain, arena, pool);
    Ptau.write(file("ours.ptau"), powers);
    bytesEqual("ours.ptau", "theirs.ptau");

    ProvingKey initial = Ceremony.begin(r1cs, powers, arena, pool);
    Zkey.write(file("ours0.zkey"), initial);
    snarkjs("zkey", "new", "c.r1cs", "theirs.ptau", "theirs0.zkey");
    // snarkjs writes the sections in another order
    Zkey.write(file("theirs0-again.zkey"), Zkey.read(file("theirs0.zkey"), arena));
    bytesEqual("ours0.zkey", "theirs0-again.zkey");

    // ours, theirs, a beacon of theirs, ours
    contribute("ours0.zkey", "1.zkey", 1);
    snarkjs("zkey", "contribute", "1.zkey", "2.zkey", "--name=theirs", "-e=chance");
    snarkjs("zkey", "beacon", "2.zkey", "3.zkey", "0102030405060708090a0b0c0d0e0f10", "10");
    contribute("3.zkey", "4.zkey", 4);
    for (String name : new String[] {"1.zkey", "2.zkey", "3.zkey", "4.zkey"}) {
      assertThat(Ceremony.flaw(initial, Zkey.read(file(name), arena), pool)).as(name).isEmpty();
    }
    assertThat(Ceremony.contributions(Zkey.read(file("4.zkey"), arena))).isEqualTo(4);
    snarkjs("zkey", "verify", "c.r1cs", "ours.ptau", "4.zkey");

    // C of the stage before: neither is taken in
    ProvingKey key = Zkey.read(file("4.zkey"), arena);
    byte[] bytes = Files.readAllBytes(file("4.zkey"));
    byte[] c = key.c().asSlice(0, 64).toArray(ValueLayout.JAVA_BYTE);
    byte[] before =
        Zkey.read(file("3.zkey"), arena).c().asSlice(0, 64).toArray(ValueLayout.JAVA_BYTE);
    System.arraycopy(before, 0, bytes, indexOf(bytes, c), 64);
    Files.write(file("tampered.zkey"), bytes);
    assertThat(Ceremony.flaw(initial, Zkey.read(file("tampered.zkey"), arena), pool))
        .hasValueSatisfying(text -> assertThat(text).startsWith("C "));
    assertThat(
            PEERS.snarkjs(scratch, "zkey", "verify", "c.r1cs", "ours.ptau", "tampered.zkey").code())
        .isNotZero();
  }

  /** S2: snarkjs keeps the mark of a key that was made in memory. */
  @Test
  void contributionsOfTheirsKeepTheMarkOfADevelopmentKey() throws IOException {
    Zkey.write(file("0.zkey"), Setup.development(r1cs, new SplittableRandom(1), arena, pool));
    snarkjs("zkey", "contribute", "0.zkey", "1.zkey", "--name=theirs", "-e=chance");
    ProvingKey key = Zkey.read(file("1.zkey"), arena);
    assertThat(Ceremony.contributions(key)).isEqualTo(1);
    assertThat(Phase1.of(key)).isEqualTo(Phase1.IN_MEMORY);
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    for (int i = 0; i + part.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    throw new AssertionError("not there");
  }
}
