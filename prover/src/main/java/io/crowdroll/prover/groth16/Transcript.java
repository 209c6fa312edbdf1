package io.crowdroll.prover.groth16;

import io.crowdroll.prover.curve.Curve;
import io.crowdroll.prover.field.PrimeField;
import io.crowdroll.prover.hash.Blake2b;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where a key comes from: the hash of its circuit and the contributions of phase 2, as section 10
 * of a .zkey holds them (points in Montgomery form, least significant limb first).
 *
 * @param circuitHash 64 bytes
 */
record Transcript(byte[] circuitHash, List<Contribution> contributions) {
  static final int HASH = Blake2b.BYTES;

  /** Types of contributions: secret, or from a public random beacon. */
  static final int SECRET = 0;

  static final int BEACON = 1;
  private static final int NAME = 1;
  private static final int ITERATIONS = 2;
  private static final int BEACON_HASH = 3;
  private static final int POINTS = 8 + 8 + 8 + 16;

  /**
   * One contributor's factor d of δ, and what proves it.
   *
   * @param deltaAfter δ in G1 after it
   * @param s a point of G1
   * @param sx d · s
   * @param spx d · p, where p is the hash of the transcript in G2
   * @param hash of the transcript so far, s and sx
   * @param type secret or beacon
   * @param parameters name and beacon, encoded
   */
  record Contribution(
      long[] deltaAfter,
      long[] s,
      long[] sx,
      long[] spx,
      byte[] hash,
      int type,
      byte[] parameters) {

    static Contribution secret(
        long[] deltaAfter, long[] s, long[] sx, long[] spx, byte[] hash, String name) {
      byte[] text = name.getBytes(StandardCharsets.UTF_8);
      text = Arrays.copyOf(text, Math.min(text.length, 64));
      byte[] parameters = new byte[text.length == 0 ? 0 : text.length + 2];
      if (text.length > 0) {
        parameters[0] = NAME;
        parameters[1] = (byte) text.length;
        System.arraycopy(text, 0, parameters, 2, text.length);
      }
      return new Contribution(deltaAfter, s, sx, spx, hash, SECRET, parameters);
    }

    /** Adds the public part to a hash, as every later contribution does. */
    void hashInto(Blake2b hasher) {
      hasher
          .update(uncompressed(deltaAfter))
          .update(uncompressed(s))
          .update(uncompressed(sx))
          .update(uncompressed(spx))
          .update(hash);
    }

    /** Whether all points are finite points of their groups in their one encoding. */
    boolean isWellFormed() {
      return isFinite(Curve.G1, deltaAfter)
          && isFinite(Curve.G1, s)
          && isFinite(Curve.G1, sx)
          && isFinite(Curve.G2, spx);
    }

    private static boolean isFinite(Curve curve, long[] p) {
      return !curve.isInfinity(p, 0) && curve.contains(p, 0);
    }

    /** The beacon's hash and the base-2 logarithm of the number of its iterations. */
    Beacon beacon() {
      ByteBuffer in = ByteBuffer.wrap(parameters);
      int iterations = -1;
      byte[] beacon = new byte[0];
      while (in.hasRemaining()) {
        switch (in.get()) {
          case NAME -> in.position(in.position() + 1 + (in.get(in.position()) & 0xff));
          case ITERATIONS -> iterations = in.get() & 0xff;
          case BEACON_HASH -> {
            beacon = new byte[in.get() & 0xff];
            in.get(beacon);
          }
          default -> throw new IllegalArgumentException("unknown parameter of a contribution");
        }
      }
      return new Beacon(beacon, iterations);
    }
  }

  /** A public value and how often it is hashed. */
  record Beacon(byte[] hash, int logIterations) {}

  /**
   * Reads section 10.
   *
   * @throws IllegalArgumentException if the bytes are none
   */
  static Transcript parse(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    try {
      byte[] circuitHash = new byte[HASH];
      in.get(circuitHash);
      int count = in.getInt();
      if (count < 0 || count > in.remaining() / (8 * POINTS)) {
        throw new IllegalArgumentException(
            Integer.toUnsignedLong(count) + " contributions in " + bytes.length + " bytes");
      }
      List<Contribution> contributions = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        contributions.add(contribution(in));
      }
      if (in.hasRemaining()) {
        throw new IllegalArgumentException(in.remaining() + " bytes behind the contributions");
      }
      return new Transcript(circuitHash, contributions);
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("the contributions are cut short", e);
    }
  }

  private static Contribution contribution(ByteBuffer in) {
    long[] deltaAfter = longs(in, 8);
    long[] s = longs(in, 8);
    long[] sx = longs(in, 8);
    long[] spx = longs(in, 16);
    byte[] hash = new byte[HASH];
    in.get(hash);
    int type = in.getInt();
    int length = in.getInt();
    if (length < 0 || length > in.remaining()) {
      throw new IllegalArgumentException("the parameters of a contribution are cut short");
    }
    byte[] parameters = new byte[length];
    in.get(parameters);
    return new Contribution(deltaAfter, s, sx, spx, hash, type, parameters);
  }

  private static long[] longs(ByteBuffer in, int count) {
    long[] out = new long[count];
    for (int k = 0; k < count; k++) {
      out[k] = in.getLong();
    }
    return out;
  }

  /** Section 10 again. */
  byte[] encode() {
    int length = HASH + 4;
    for (Contribution c : contributions) {
      length += 8 * POINTS + HASH + 8 + c.parameters.length;
    }
    ByteBuffer out = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    out.put(circuitHash).putInt(contributions.size());
    for (Contribution c : contributions) {
      for (long[] point : new long[][] {c.deltaAfter, c.s, c.sx, c.spx}) {
        for (long limb : point) {
          out.putLong(limb);
        }
      }
      out.put(c.hash).putInt(c.type).putInt(c.parameters.length).put(c.parameters);
    }
    return out.array();
  }

  /** The hash that the next contribution signs, still open. */
  Blake2b hasher() {
    Blake2b hasher = new Blake2b().update(circuitHash);
    contributions.forEach(c -> c.hashInto(hasher));
    return hasher;
  }

  /**
   * Plain coordinates, most significant byte first, of elements of Fq2 the imaginary part first.
   */
  static byte[] uncompressed(long[] point) {
    int size = point.length / 2;
    byte[] out = new byte[8 * point.length];
    long[] plain = new long[PrimeField.LIMBS];
    for (int at = 0; at < point.length; at += PrimeField.LIMBS) {
      PrimeField.FQ.toPlain(plain, 0, point, at);
      // the parts of a coordinate in reverse
      int part = at / size * size + size - PrimeField.LIMBS - at % size;
      for (int k = 0; k < 32; k++) {
        out[8 * part + k] = (byte) (plain[3 - k / 8] >>> (8 * (7 - k % 8)));
      }
    }
    return out;
  }
}
