package io.crowdroll.protocol.evm.precompile;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.chain.Vectors;
import io.crowdroll.protocol.evm.Precompile;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import supranational.blst.P1;
import supranational.blst.P1_Affine;

/** What the vectors leave out. */
class PrecompilesTest {
  private static final byte[] ABC = "abc".getBytes(US_ASCII);
  private static final BigInteger ORDER =
      new BigInteger("73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001", 16);

  /** [τ] in G1, from Ethereum's KZG ceremony: commits to the polynomial X. */
  private static final P1_Affine TAU_G1 =
      new P1_Affine(
          Vectors.bytes(
              "ad3eb50121139aa34db1d545093ac9374ab7bca2c0f3bf28e27c8dcd8fc7cb42"
                  + "d25926fc0c97b336e9f0fb35e5a04c81"));

  @Test
  void sha256IsThatOfFips180() {
    assertThat(new Sha256().run(ABC))
        .isEqualTo(
            Vectors.bytes("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
  }

  @Test
  void ripemd160IsThatOfItsAuthorsAtTheRightEndOfAWord() {
    assertThat(new Ripemd160().run(ABC))
        .isEqualTo(
            Vectors.bytes("000000000000000000000000" + "8eb208f7e05d987a9b044a8e98c6b087f15a0bfc"));
  }

  @Test
  void identityIsTheInputInAnArrayOfItsOwn() {
    byte[] input = ABC.clone();
    byte[] output = new Identity().run(input);
    input[0] = 0;
    assertThat(output).isEqualTo(ABC);
  }

  @Test
  void begunWordsArePaidWhole() {
    assertThat(new Sha256().gas(new byte[0])).isEqualTo(60);
    assertThat(new Sha256().gas(new byte[32])).isEqualTo(72);
    assertThat(new Sha256().gas(new byte[33])).isEqualTo(84);
    assertThat(new Ripemd160().gas(new byte[33])).isEqualTo(840);
    assertThat(new Identity().gas(new byte[33])).isEqualTo(21);
    assertThat(new Bn254Pairing().gas(new byte[2 * 192])).isEqualTo(113_000);
  }

  @Test
  void anExponentOfAnyLengthBesideNothingCostsLittleAndGivesNothing() {
    byte[] input = new byte[96];
    Arrays.fill(input, 32, 64, (byte) 0xff);
    assertThat(new ModExp().gas(input)).isEqualTo(200);
    assertThat(new ModExp().run(input)).isEmpty();
  }

  @Test
  void lengthsThatFillAWordCannotBePaid() {
    byte[] input = new byte[96];
    Arrays.fill(input, 0, 96, (byte) 0xff);
    assertThat(new ModExp().gas(input)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void pointEvaluationTakesTheVectorOfGoEthereum() {
    byte[] input =
        Vectors.bytes(
            "01e798154708fe7789429634053cbf9f99b619f9f084048927333fce637f549b"
                + "564c0a11a0f704f4fc3e8acfe0f8245f0ad1347b378fbf96e206da11a5d36306"
                + "24d25032e67a7e6a4910df5834b8fe70e6bcfeeac0352434196bdf4b2485d5a1"
                + "8f59a8d2a1a625a17f3fea0fe5eb8c896db3764f3185481bc22f91b4aaffcca2"
                + "5f26936857bc3a7c2539ea8ec3a952b7873033e038326e87ed3e1276fd140253"
                + "fa08e9fc25fb2d9a98527fc22a2c9612fbeafdad446cbc7bcdbdcd780af2c16a");
    assertThat(new PointEvaluation().run(input))
        .isEqualTo(
            Vectors.bytes(
                "0000000000000000000000000000000000000000000000000000000000001000"
                    + "73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001"));
    for (int i = 0; i < input.length; i++) {
      byte[] changed = input.clone();
      changed[i] ^= 1;
      assertThat(new PointEvaluation().run(changed)).as("with byte %d changed", i).isNull();
    }
    assertThat(new PointEvaluation().run(Arrays.copyOf(input, 191))).isNull();
    assertThat(new PointEvaluation().run(Arrays.copyOf(input, 193))).isNull();
  }

  /** a + bX has the value a + bz at z, and the quotient is the constant b; with 0 among all. */
  @Test
  void pointEvaluationKnowsLinearPolynomials() {
    Random random = new Random(10);
    Precompile precompile = new PointEvaluation();
    for (int i = 0; i < 24; i++) {
      BigInteger a = (i & 1) == 0 ? BigInteger.ZERO : number(random);
      BigInteger b = (i & 2) == 0 ? BigInteger.ZERO : number(random);
      BigInteger z = (i & 4) == 0 ? BigInteger.ZERO : number(random);
      BigInteger y = b.multiply(z).add(a).mod(ORDER);
      byte[] commitment =
          P1.generator().mult(a).add(TAU_G1.to_jacobian().mult(b)).to_affine().compress();
      byte[] proof = P1.generator().mult(b).to_affine().compress();

      assertThat(precompile.run(input(commitment, z, y, proof))).as("case %d", i).isNotNull();
      assertThat(precompile.run(input(commitment, z, y.add(BigInteger.ONE).mod(ORDER), proof)))
          .as("case %d with another value", i)
          .isNull();
      assertThat(precompile.run(input(commitment, z.add(ORDER), y, proof)))
          .as("case %d with z beyond the field", i)
          .isNull();
    }
  }

  private static byte[] input(byte[] commitment, BigInteger z, BigInteger y, byte[] proof) {
    byte[] hash = new Sha256().run(commitment);
    hash[0] = 1;
    byte[] out = Arrays.copyOf(hash, 192);
    System.arraycopy(Words.padLeft(z, 32), 0, out, 32, 32);
    System.arraycopy(Words.padLeft(y, 32), 0, out, 64, 32);
    System.arraycopy(commitment, 0, out, 96, 48);
    System.arraycopy(proof, 0, out, 144, 48);
    return out;
  }

  private static BigInteger number(Random random) {
    return new BigInteger(256, random).mod(ORDER);
  }
}
