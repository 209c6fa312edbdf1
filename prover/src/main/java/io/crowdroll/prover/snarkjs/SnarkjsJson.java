package io.crowdroll.prover.snarkjs;

import io.crowdroll.prover.curve.Curve;
import io.crowdroll.prover.field.PrimeField;
import io.crowdroll.prover.groth16.Proof;
import io.crowdroll.prover.groth16.VerifyingKey;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * snarkjs's proof.json, public.json and verification_key.json. Numbers are strings of decimal
 * digits; points are projective triples with z = 1, or (0, 1, 0) for infinity; elements of Fq2 are
 * [c0, c1]; the curve is called bn128.
 *
 * <p>Reading takes only numbers below their prime, written without leading zeros, and points on
 * their curve: snarkjs itself is laxer. Members that are not needed are ignored, such as the
 * pairing {@code vk_alphabeta_12}, which is not written either.
 */
public final class SnarkjsJson {
  private static final PrimeField FQ = PrimeField.FQ;
  private static final int LIMBS = PrimeField.LIMBS;

  private SnarkjsJson() {}

  /**
   * Reads a proof.
   *
   * @throws FileFormatException if it is not one; in particular for a coordinate ≥ q and for a
   *     point off its curve
   */
  public static Proof readProof(Path file) throws IOException {
    return proof(Json.read(file));
  }

  /** The same from the bytes of a file; the name is for messages. */
  public static Proof readProof(String name, byte[] bytes) throws FileFormatException {
    return proof(Json.parse(name, bytes));
  }

  private static Proof proof(Json json) throws FileFormatException {
    requireGroth16(json);
    return new Proof(g1(json.get("pi_a")), g2(json.get("pi_b")), g1(json.get("pi_c")));
  }

  /** Writes a proof. */
  public static void writeProof(Path file, Proof proof) throws IOException {
    StringBuilder out = new StringBuilder("{\n \"pi_a\": ");
    g1(out, proof.a(), 0);
    out.append(",\n \"pi_b\": ");
    g2(out, proof.b());
    out.append(",\n \"pi_c\": ");
    g1(out, proof.c(), 0);
    Files.writeString(file, out.append(",\n").append(KIND).append("\n}\n"));
  }

  /**
   * Reads public signals.
   *
   * @return 4 longs a signal, plain numbers, each below r
   * @throws FileFormatException if it is not a list of such numbers
   */
  public static long[] readPublic(Path file) throws IOException {
    return signals(Json.read(file));
  }

  /** The same from the bytes of a file; the name is for messages. */
  public static long[] readPublic(String name, byte[] bytes) throws FileFormatException {
    return signals(Json.parse(name, bytes));
  }

  private static long[] signals(Json json) throws FileFormatException {
    List<Json> list = json.list();
    long[] signals = new long[LIMBS * list.size()];
    for (int i = 0; i < list.size(); i++) {
      PrimeField.store(list.get(i).element(PrimeField.FR), signals, LIMBS * i);
    }
    return signals;
  }

  /** Writes public signals, 4 longs each, plain. */
  public static void writePublic(Path file, long[] signals) throws IOException {
    StringBuilder out = new StringBuilder("[");
    for (int i = 0; i < signals.length; i += LIMBS) {
      out.append(i == 0 ? "\n \"" : ",\n \"").append(PrimeField.load(signals, i)).append('"');
    }
    Files.writeString(file, out.append("\n]\n"));
  }

  /**
   * Reads a verification key. That its points of G2 lie in the subgroup of order r is for the
   * verifier to check.
   *
   * @throws FileFormatException if it is not one
   */
  public static VerifyingKey readVerifyingKey(Path file) throws IOException {
    return verifyingKey(Json.read(file));
  }

  /** The same from the bytes of a file; the name is for messages. */
  public static VerifyingKey readVerifyingKey(String name, byte[] bytes)
      throws FileFormatException {
    return verifyingKey(Json.parse(name, bytes));
  }

  private static VerifyingKey verifyingKey(Json json) throws FileFormatException {
    requireGroth16(json);
    Json ic = json.get("IC");
    int nPublic = json.get("nPublic").number(0, ic.list().size());
    List<Json> points = ic.list(nPublic + 1);
    long[] flat = new long[points.size() * VerifyingKey.G1];
    for (int i = 0; i < points.size(); i++) {
      System.arraycopy(g1(points.get(i)), 0, flat, i * VerifyingKey.G1, VerifyingKey.G1);
    }
    return new VerifyingKey(
        nPublic,
        g1(json.get("vk_alpha_1")),
        g2(json.get("vk_beta_2")),
        g2(json.get("vk_gamma_2")),
        g2(json.get("vk_delta_2")),
        flat);
  }

  /** Writes a verification key. */
  public static void writeVerifyingKey(Path file, VerifyingKey key) throws IOException {
    StringBuilder out = new StringBuilder("{\n").append(KIND).append(",\n");
    out.append(" \"nPublic\": ").append(key.nPublic());
    out.append(",\n \"vk_alpha_1\": ");
    g1(out, key.alpha1(), 0);
    out.append(",\n \"vk_beta_2\": ");
    g2(out, key.beta2());
    out.append(",\n \"vk_gamma_2\": ");
    g2(out, key.gamma2());
    out.append(",\n \"vk_delta_2\": ");
    g2(out, key.delta2());
    out.append(",\n \"IC\": [");
    for (int i = 0; i <= key.nPublic(); i++) {
      out.append(i == 0 ? "\n  " : ",\n  ");
      g1(out, key.ic(), i * VerifyingKey.G1);
    }
    Files.writeString(file, out.append("\n ]\n}\n"));
  }

  private static final String KIND = " \"protocol\": \"groth16\",\n \"curve\": \"bn128\"";

  private static void requireGroth16(Json json) throws FileFormatException {
    json.get("protocol").mustBe("groth16");
    json.get("curve").mustBe("bn128");
  }

  private static long[] g1(Json json) throws FileFormatException {
    List<Json> triple = json.list(3);
    BigInteger[] xyz = {
      triple.get(0).element(FQ), triple.get(1).element(FQ), triple.get(2).element(FQ)
    };
    if (isInfinity(xyz, 0, 1, 2)) {
      return new long[VerifyingKey.G1];
    }
    requireOne(triple.get(2), xyz[2]);
    long[] point = montgomery(xyz[0], xyz[1]);
    if (!Curve.G1.isOnCurve(point, 0)) {
      throw json.wrong("a point off the curve", "a point of y^2 = x^3 + 3");
    }
    return point;
  }

  private static long[] g2(Json json) throws FileFormatException {
    BigInteger[] xyz = new BigInteger[6];
    List<Json> triple = json.list(3);
    for (int i = 0; i < 3; i++) {
      List<Json> pair = triple.get(i).list(2);
      xyz[2 * i] = pair.get(0).element(FQ);
      xyz[2 * i + 1] = pair.get(1).element(FQ);
    }
    if (isInfinity(xyz, 0, 2, 4) && isZero(xyz, 1, 3, 5)) {
      return new long[VerifyingKey.G2];
    }
    requireOne(triple.get(2), xyz[4]);
    if (xyz[5].signum() != 0) {
      throw triple.get(2).wrong("z with a second part", "z = 1");
    }
    long[] point = montgomery(xyz[0], xyz[1], xyz[2], xyz[3]);
    if (!Curve.G2.isOnCurve(point, 0)) {
      throw json.wrong("a point off the curve", "a point of y^2 = x^3 + 3/(9 + u)");
    }
    return point;
  }

  private static boolean isInfinity(BigInteger[] v, int x, int y, int z) {
    return v[x].signum() == 0 && v[y].equals(BigInteger.ONE) && v[z].signum() == 0;
  }

  private static boolean isZero(BigInteger[] v, int... at) {
    return Arrays.stream(at).allMatch(i -> v[i].signum() == 0);
  }

  private static void requireOne(Json json, BigInteger z) throws FileFormatException {
    if (!z.equals(BigInteger.ONE)) {
      throw json.wrong("z = " + z, "z = 1, or (0, 1, 0) for infinity");
    }
  }

  private static long[] montgomery(BigInteger... coordinates) {
    long[] point = new long[LIMBS * coordinates.length];
    for (int i = 0; i < coordinates.length; i++) {
      System.arraycopy(FQ.fromBigInteger(coordinates[i]), 0, point, LIMBS * i, LIMBS);
    }
    return point;
  }

  private static void g1(StringBuilder out, long[] points, int at) {
    boolean infinite = isZero(points, at, VerifyingKey.G1);
    out.append('[');
    number(out, points, at).append(", ");
    if (infinite) {
      out.append("\"1\", \"0\"]");
    } else {
      number(out, points, at + LIMBS).append(", \"1\"]");
    }
  }

  private static void g2(StringBuilder out, long[] point) {
    boolean infinite = isZero(point, 0, VerifyingKey.G2);
    out.append('[');
    pair(out, point, 0);
    out.append(", ");
    if (infinite) {
      out.append("[\"1\", \"0\"], [\"0\", \"0\"]]");
    } else {
      pair(out, point, 2 * LIMBS);
      out.append(", [\"1\", \"0\"]]");
    }
  }

  private static void pair(StringBuilder out, long[] point, int at) {
    number(out.append('['), point, at).append(", ");
    number(out, point, at + LIMBS).append(']');
  }

  private static StringBuilder number(StringBuilder out, long[] points, int at) {
    return out.append('"').append(FQ.toBigInteger(points, at)).append('"');
  }

  private static boolean isZero(long[] points, int at, int longs) {
    return Arrays.stream(points, at, at + longs).allMatch(limb -> limb == 0);
  }
}
