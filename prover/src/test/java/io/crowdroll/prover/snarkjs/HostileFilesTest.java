package io.crowdroll.prover.snarkjs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.crowdroll.prover.field.PrimeField;
import io.crowdroll.prover.groth16.VerifyingKey;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that lie: one clear error that says where, and never another exception. */
class HostileFilesTest {

  /** How a format is read from bytes. */
  interface Reader {
    Object read(byte[] bytes) throws IOException;
  }

  /** A kind of file with a good example. */
  record Format(String name, byte[] good, Reader reader) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static MemorySegment segment(byte[] bytes) {
    return MemorySegment.ofArray(bytes);
  }

  private static Format wtns() throws IOException {
    return new Format(
        "wtns",
        Samples.bytes(file -> Wtns.write(file, new Samples().witness(5))),
        bytes -> Wtns.read("test", segment(bytes)));
  }

  private static Format r1cs() throws IOException {
    return new Format(
        "r1cs",
        Samples.bytes(file -> R1csFile.write(file, Samples.r1cs())),
        bytes -> R1csFile.read("test", segment(bytes)));
  }

  private static Format zkey() throws IOException {
    return new Format(
        "zkey",
        Samples.bytes(file -> Zkey.write(file, new Samples().provingKey())),
        bytes -> Zkey.read("test", segment(bytes)));
  }

  private static Format ptau() throws IOException {
    return new Format(
        "ptau",
        Samples.bytes(file -> Ptau.write(file, new Samples().powersOfTau(true))),
        bytes -> Ptau.read("test", segment(bytes)));
  }

  static Stream<Format> binary() throws IOException {
    return Stream.of(wtns(), r1cs(), zkey(), ptau());
  }

  static Stream<Format> json() throws IOException {
    Samples samples = new Samples();
    return Stream.of(
        new Format(
            "proof.json",
            Samples.bytes(file -> SnarkjsJson.writeProof(file, samples.proof())),
            bytes -> SnarkjsJson.readProof("test", bytes)),
        new Format(
            "public.json",
            Samples.bytes(file -> SnarkjsJson.writePublic(file, samples.witness(3))),
            bytes -> SnarkjsJson.readPublic("test", bytes)),
        new Format(
            "verification_key.json",
            Samples.bytes(file -> SnarkjsJson.writeVerifyingKey(file, samples.verifyingKey(2))),
            bytes -> SnarkjsJson.readVerifyingKey("test", bytes)));
  }

  static Stream<Format> all() throws IOException {
    return Stream.concat(binary(), json());
  }

  @ParameterizedTest
  @MethodSource("all")
  void theUntouchedFileIsRead(Format format) throws IOException {
    assertThat(format.reader.read(format.good)).isNotNull();
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyTruncationIsRefused(Format format) {
    // a JSON file ends in a line feed that means nothing
    int meaningful = format.name.endsWith("json") ? format.good.length - 1 : format.good.length;
    for (int length = 0; length < meaningful; length++) {
      byte[] cut = Arrays.copyOf(format.good, length);
      assertThatThrownBy(() -> format.reader.read(cut))
          .as(length + " bytes of " + format.good.length)
          .isInstanceOf(FileFormatException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void bytesAfterTheEndAreRefused(Format format) {
    byte[] longer = Arrays.copyOf(format.good, format.good.length + 1);
    longer[format.good.length] = 'x';

    assertThatThrownBy(() -> format.reader.read(longer)).isInstanceOf(FileFormatException.class);
  }

  @ParameterizedTest
  @MethodSource("all")
  void aFlippedBitGivesAFileOrATypedError(Format format) {
    SplittableRandom random = new SplittableRandom(3);
    for (int round = 0; round < 3_000; round++) {
      byte[] bytes = format.good.clone();
      for (int flips = random.nextInt(1, 4); flips > 0; flips--) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      }
      try {
        format.reader.read(bytes);
      } catch (FileFormatException e) {
        assertThat(e.found()).isNotEmpty();
        assertThat(e.expected()).isNotEmpty();
        assertThat(e.offset()).isBetween(0L, (long) bytes.length);
      } catch (IOException e) {
        fail("an untyped error", e);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("binary")
  void everyNumberOfTheTableMayLie(Format format) {
    for (int value : new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 1 << 20}) {
      for (int at = 0; at + 4 <= Math.min(format.good.length, 200); at++) {
        byte[] bytes = format.good.clone();
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
        try {
          format.reader.read(bytes);
        } catch (FileFormatException e) {
          assertThat(e.file()).isEqualTo("test");
        } catch (IOException e) {
          fail("an untyped error", e);
        }
      }
    }
  }

  @Test
  void messagesSayFileSectionByteFoundAndExpected() throws IOException {
    byte[] bytes = wtns().good.clone();
    bytes[24] = 31; // width of an element

    assertThatThrownBy(() -> Wtns.read("my.wtns", segment(bytes)))
        .hasMessage(
            "my.wtns, section 1, byte 24: found elements of 31 bytes, expected the 32 of BN254");
  }

  @Test
  void wrongMagicNamesBoth() throws IOException {
    byte[] bytes = zkey().good;

    assertThatThrownBy(() -> Wtns.read("my.wtns", segment(bytes)))
        .hasMessage("my.wtns, byte 0: found the magic \"zkey\", expected \"wtns\"");
  }

  @Test
  void aSecondSectionOfATypeIsRefused() throws IOException {
    byte[] good = wtns().good;
    byte[] twice = Arrays.copyOf(good, good.length + 12 + 40);
    System.arraycopy(good, 12, twice, good.length, 12 + 40);
    twice[8] = 3;

    assertThatThrownBy(() -> Wtns.read("test", segment(twice)))
        .hasMessageContaining("a second section of this type");
  }

  @Test
  void aMissingSectionIsNamed() throws IOException {
    byte[] good = wtns().good;
    byte[] headerOnly = Arrays.copyOf(good, 12 + 12 + 40);
    headerOnly[8] = 1;

    assertThatThrownBy(() -> Wtns.read("test", segment(headerOnly)))
        .hasMessageContaining("found sections [1], expected a section 2 (values)");
  }

  @Test
  void anAnnouncedGigabyteIsNotAllocated() throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(r1cs().good.clone()).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(24 + 60, Integer.MAX_VALUE); // number of constraints

    assertThatThrownBy(() -> R1csFile.read("test", segment(bytes.array())))
        .isInstanceOf(FileFormatException.class)
        .hasMessageContaining("at least 12 for each of 2147483647 constraints");
  }

  @Test
  void numbersFromTheModulusOnAreRefused() throws IOException {
    byte[] bytes = wtns().good.clone();
    long[] r = new long[4];
    PrimeField.store(PrimeField.FR.modulus(), r, 0);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).position(76 + 32).asLongBuffer().put(r);

    assertThatThrownBy(() -> Wtns.read("test", segment(bytes)))
        .isInstanceOf(FileFormatException.class)
        .hasMessageContaining("section 2, byte 108")
        .hasMessageContaining("below the prime of Fr");
  }

  @Test
  void aWitnessWhoseFirstWireIsNotOneIsRefused() throws IOException {
    byte[] bytes = wtns().good.clone();
    bytes[76] = 2;

    assertThatThrownBy(() -> Wtns.read("test", segment(bytes)))
        .hasMessageContaining("wire 0 = 2, expected the constant 1");
  }

  @Test
  void pointsOffTheCurveAndCoordinatesFromTheModulusOnAreRefused() throws IOException {
    Samples samples = new Samples();
    VerifyingKey key = samples.verifyingKey(0);
    String good =
        new String(
            Samples.bytes(file -> SnarkjsJson.writeVerifyingKey(file, key)),
            StandardCharsets.UTF_8);
    BigInteger x = PrimeField.FQ.toBigInteger(key.alpha1(), 0);
    for (BigInteger other :
        new BigInteger[] {x.add(BigInteger.ONE), x.add(PrimeField.FQ.modulus())}) {
      byte[] bad = good.replace(x.toString(), other.toString()).getBytes(StandardCharsets.UTF_8);

      assertThatThrownBy(() -> SnarkjsJson.readVerifyingKey("test", bad))
          .isInstanceOf(FileFormatException.class);
    }
  }

  @Test
  void hostileJsonIsRefused() {
    for (String text :
        new String[] {
          "",
          "null",
          "[NaN]",
          "[1e999]",
          "[\"-1\"]",
          "[\"01\"]",
          "[\"0x1\"]",
          "[\" 1\"]",
          "[\"1\"] x",
          "[\"1\",]",
          "{\"a\": 1, \"a\": 2}",
          "[".repeat(1_000_000),
          "[\"" + "1".repeat(10_000_000) + "\"]",
          "[" + "9".repeat(100_000) + "]",
          "[\"" + PrimeField.FR.modulus() + "\"]",
          "[\"\ud800\"]"
        }) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      assertThatThrownBy(() -> SnarkjsJson.readPublic("test", bytes))
          .as(text.substring(0, Math.min(30, text.length())))
          .isInstanceOf(FileFormatException.class);
    }
  }
}
