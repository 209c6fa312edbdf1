package io.crowdroll.prover.circuit;

import io.crowdroll.prover.field.PrimeField;
import java.math.BigInteger;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.IntFunction;

/**
 * A rank-1 constraint system over Fr: constraint k holds for a witness w if ⟨A_k, w⟩ · ⟨B_k, w⟩ =
 * ⟨C_k, w⟩.
 *
 * <p>Wires are numbered as in snarkjs: wire 0 is the constant 1, then public outputs, public
 * inputs, private inputs, internal wires. A witness is {@code 4 · wires} longs: plain numbers in
 * [0, r), least significant long first, not in Montgomery form. Coefficients are in Montgomery
 * form, as the prover multiplies them.
 *
 * @param wires number of wires, the constant among them
 * @param publicOutputs number of public outputs
 * @param publicInputs number of public inputs
 * @param privateInputs number of private inputs
 * @param a left factors
 * @param b right factors
 * @param c products
 * @param origin where a constraint comes from, for error messages; may be slow, is asked only on
 *     failure
 */
public record R1cs(
    int wires,
    int publicOutputs,
    int publicInputs,
    int privateInputs,
    Matrix a,
    Matrix b,
    Matrix c,
    IntFunction<String> origin) {

  private static final PrimeField F = PrimeField.FR;
  private static final int LIMBS = PrimeField.LIMBS;

  /**
   * @throws IllegalArgumentException if the sizes contradict one another or a term names a wire
   *     that does not exist
   */
  public R1cs {
    Objects.requireNonNull(origin);
    if (publicOutputs < 0
        || publicInputs < 0
        || privateInputs < 0
        || wires < 1L + publicOutputs + publicInputs + privateInputs) {
      throw new IllegalArgumentException("fewer wires than inputs and outputs");
    }
    if (a.rows() != b.rows() || a.rows() != c.rows()) {
      throw new IllegalArgumentException("matrices of different heights");
    }
    a.requireWiresBelow(wires);
    b.requireWiresBelow(wires);
    c.requireWiresBelow(wires);
  }

  /** A system without knowledge of its source, as read from a file. */
  public R1cs(
      int wires,
      int publicOutputs,
      int publicInputs,
      int privateInputs,
      Matrix a,
      Matrix b,
      Matrix c) {
    this(
        wires,
        publicOutputs,
        publicInputs,
        privateInputs,
        a,
        b,
        c,
        constraint -> "constraint " + constraint);
  }

  /**
   * A sparse matrix, row after row: the terms of row k are at {@code rowStart[k]} up to {@code
   * rowStart[k + 1]}, in ascending order of wires when the builder made them.
   *
   * @param rowStart rows + 1 positions, from 0 on, never falling
   * @param wire column of each term
   * @param coefficient 4 longs a term, Montgomery form
   */
  public record Matrix(int[] rowStart, int[] wire, long[] coefficient) {
    /**
     * @throws IllegalArgumentException if the arrays do not fit one another
     */
    public Matrix {
      if (rowStart.length < 1
          || rowStart[0] != 0
          || rowStart[rowStart.length - 1] != wire.length
          || (long) wire.length * LIMBS != coefficient.length) {
        throw new IllegalArgumentException("matrix arrays do not fit one another");
      }
      for (int k = 1; k < rowStart.length; k++) {
        if (rowStart[k] < rowStart[k - 1]) {
          throw new IllegalArgumentException("row " + (k - 1) + " ends before it starts");
        }
      }
    }

    /** Number of rows. */
    public int rows() {
      return rowStart.length - 1;
    }

    /** Number of terms of all rows together. */
    public int terms() {
      return wire.length;
    }

    /**
     * out at o = ⟨row, w⟩, a plain number like the witness; the last 4 longs of out are scratch.
     */
    void product(int row, long[] witness, long[] out, int o) {
      int scratch = out.length - LIMBS;
      out[o] = 0;
      out[o + 1] = 0;
      out[o + 2] = 0;
      out[o + 3] = 0;
      for (int k = rowStart[row]; k < rowStart[row + 1]; k++) {
        F.mul(out, scratch, coefficient, LIMBS * k, witness, LIMBS * wire[k]);
        F.add(out, o, out, o, out, scratch);
      }
    }

    private void requireWiresBelow(int wires) {
      for (int w : wire) {
        if (w < 0 || w >= wires) {
          throw new IllegalArgumentException("term on wire " + w + " of " + wires);
        }
      }
    }
  }

  /** Number of constraints. */
  public int constraints() {
    return a.rows();
  }

  /** Number of public signals, outputs and inputs: wires 1 … publicSignals(). */
  public int publicSignals() {
    return publicOutputs + publicInputs;
  }

  /**
   * The first constraint that a witness fails, or empty if it satisfies all of them.
   *
   * @throws IllegalArgumentException if the witness has another length, does not start with 1, or
   *     holds a value outside [0, r)
   */
  public OptionalInt check(long[] witness) {
    requireWellFormed(witness);
    long[] scratch = new long[4 * LIMBS];
    for (int k = 0; k < constraints(); k++) {
      if (!holds(k, witness, scratch)) {
        return OptionalInt.of(k);
      }
    }
    return OptionalInt.empty();
  }

  /**
   * Whether one constraint holds.
   *
   * @param scratch 16 longs that are overwritten
   */
  public boolean holds(int constraint, long[] witness, long[] scratch) {
    sides(constraint, witness, scratch);
    return F.equal(scratch, 0, scratch, 8);
  }

  /** ⟨A, w⟩ · ⟨B, w⟩ − ⟨C, w⟩ of one constraint, divided by R = 2^256: 0 where it holds. */
  BigInteger gap(int constraint, long[] witness, long[] scratch) {
    sides(constraint, witness, scratch);
    F.sub(scratch, 0, scratch, 0, scratch, 8);
    return PrimeField.load(scratch, 0);
  }

  // a · b / R at 0 and c / R at 8: the values are plain, and a Montgomery product divides by R
  private void sides(int constraint, long[] witness, long[] scratch) {
    a.product(constraint, witness, scratch, 0);
    b.product(constraint, witness, scratch, 4);
    c.product(constraint, witness, scratch, 8);
    F.mul(scratch, 0, scratch, 0, scratch, 4);
    F.toPlain(scratch, 8, scratch, 8);
  }

  private void requireWellFormed(long[] witness) {
    if (witness.length != (long) LIMBS * wires) {
      throw new IllegalArgumentException(
          "witness of " + witness.length + " longs for " + wires + " wires of 4");
    }
    if (witness[0] != 1 || (witness[1] | witness[2] | witness[3]) != 0) {
      throw new IllegalArgumentException("wire 0 of the witness is not 1");
    }
    for (int w = 0; w < wires; w++) {
      if (!F.isCanonical(witness, LIMBS * w)) {
        throw new IllegalArgumentException("wire " + w + " is not below the field's order");
      }
    }
  }
}
