package io.crowdroll.prover.groth16;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.prover.curve.Curve;
import io.crowdroll.prover.field.PrimeField;
import io.crowdroll.prover.snarkjs.SnarkjsJson;
import io.crowdroll.prover.snarkjs.Zkey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.foreign.Arena;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** S3: the secrets of setups and contributions are in nothing that is written or printed. */
class ToxicWasteTest {
  @TempDir private Path scratch;
  private final Arena arena = Arena.ofAuto();
  private final ForkJoinPool pool = ForkJoinPool.commonPool();

  @Test
  void s3SecretsAreInNoArtefact() throws IOException {
    // what a setup and a contribution with these generators draw
    Setup.Secrets secrets = Setup.Secrets.draw(new SplittableRandom(1));
    SplittableRandom contributor = new SplittableRandom(2);
    List<BigInteger> toxic = new ArrayList<>();
    for (long[] secret :
        new long[][] {secrets.tau(), secrets.alpha(), secrets.beta(), secrets.delta()}) {
      toxic.add(PrimeField.FR.toBigInteger(secret, 0));
    }
    byte[] drawn = new byte[48];
    contributor.nextBytes(drawn);
    BigInteger factor = new BigInteger(1, drawn).mod(Curve.ORDER);
    toxic.add(factor);

    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    ProvingKey key;
    try (PrintStream capture = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
      System.setOut(capture);
      System.setErr(capture);
      key = Setup.development(SmallCircuit.r1cs(), new SplittableRandom(1), arena, pool);
      Zkey.write(scratch.resolve("first.zkey"), key);
      ProvingKey next = Ceremony.contribute(key, "a", new SplittableRandom(2), arena, pool);
      Zkey.write(scratch.resolve("next.zkey"), next);
      SnarkjsJson.writeVerifyingKey(scratch.resolve("vk.json"), next.verifyingKey());
      // the generators are those of the run: δ was multiplied by this very factor
      long[] expected = new long[8];
      Curve.G1.multiply(expected, 0, key.delta1(), 0, factor);
      assertThat(next.delta1()).isEqualTo(expected);
      capture.print(key + " " + next + " " + secrets);
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    Files.write(scratch.resolve("printed.txt"), printed.toByteArray());

    try (Stream<Path> files = Files.list(scratch)) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(6);
      for (Path file : all) {
        String bytes = latin(Files.readAllBytes(file));
        for (BigInteger number : toxic) {
          assertThat(encodings(number)).as(file.toString()).noneMatch(bytes::contains);
        }
      }
    }
    // the search finds what is there
    BigInteger beta1 = PrimeField.FQ.toBigInteger(key.beta1(), 0);
    BigInteger ic = PrimeField.FQ.toBigInteger(key.verifyingKey().ic(), 0);
    assertThat(encodings(beta1))
        .anyMatch(latin(Files.readAllBytes(scratch.resolve("first.zkey")))::contains);
    assertThat(encodings(ic))
        .anyMatch(latin(Files.readAllBytes(scratch.resolve("vk.json")))::contains);
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  // decimal, hexadecimal, and 32 bytes of either order, as a number and in the Montgomery forms
  private static List<String> encodings(BigInteger number) {
    List<String> out = new ArrayList<>();
    for (BigInteger modulus : new BigInteger[] {Curve.ORDER, PrimeField.FQ.modulus()}) {
      for (int r : new int[] {0, 256, 261}) {
        BigInteger form = number.shiftLeft(r).mod(modulus);
        long[] limbs = new long[4];
        PrimeField.store(form, limbs, 0);
        ByteBuffer little = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer big = ByteBuffer.allocate(32);
        for (int k = 0; k < 4; k++) {
          little.putLong(limbs[k]);
          big.putLong(limbs[3 - k]);
        }
        out.add(latin(little.array()));
        out.add(latin(big.array()));
        out.add(form.toString());
        out.add(form.toString(16));
        out.add(form.toString(16).toUpperCase(Locale.ROOT));
      }
    }
    return out;
  }
}
