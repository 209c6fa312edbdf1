package io.crowdroll.protocol.chain;

import io.crowdroll.prover.field.PrimeField;
import io.crowdroll.prover.groth16.Proof;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * A Groth16 proof as eight numbers of 256 bits, in the order of the EVM's pairing precompile
 * (EIP-197): A.x, A.y, B.x, B.y with the imaginary part first, C.x, C.y. Anything may stand here; a
 * verifier rejects what is no point.
 */
public record ProofWords(List<BigInteger> words) {
  /** Numbers of a proof. */
  public static final int COUNT = 8;

  private static final int LIMBS = PrimeField.LIMBS;
  private static final PrimeField FQ = PrimeField.FQ;

  /** Where each coordinate of B stands in the prover's order, real part first. */
  private static final int[] ORDER_OF_B = {1, 0, 3, 2};

  /**
   * @throws IllegalArgumentException if there are not eight numbers of 256 bits
   */
  public ProofWords {
    words = List.copyOf(words);
    if (words.size() != COUNT) {
      throw new IllegalArgumentException(words.size() + " words of a proof");
    }
    for (BigInteger word : words) {
      if (word.signum() < 0 || word.bitLength() > 8 * Hash256.BYTES) {
        throw new IllegalArgumentException("a word of a proof is not of 256 bits");
      }
    }
  }

  /** The words of a proof that the prover made. */
  public static ProofWords of(Proof proof) {
    List<BigInteger> words = new ArrayList<>();
    words.add(FQ.toBigInteger(proof.a(), 0));
    words.add(FQ.toBigInteger(proof.a(), LIMBS));
    for (int place : ORDER_OF_B) {
      words.add(FQ.toBigInteger(proof.b(), LIMBS * place));
    }
    words.add(FQ.toBigInteger(proof.c(), 0));
    words.add(FQ.toBigInteger(proof.c(), LIMBS));
    return new ProofWords(words);
  }

  /** The proof for a verifier, {@code null} where a coordinate is not below q. */
  public Proof proof() {
    for (BigInteger word : words) {
      if (word.compareTo(FQ.modulus()) >= 0) {
        return null;
      }
    }
    long[] a = new long[2 * LIMBS];
    long[] b = new long[4 * LIMBS];
    long[] c = new long[2 * LIMBS];
    put(0, a, 0);
    put(1, a, 1);
    for (int i = 0; i < ORDER_OF_B.length; i++) {
      put(2 + i, b, ORDER_OF_B[i]);
    }
    put(6, c, 0);
    put(7, c, 1);
    return new Proof(a, b, c);
  }

  private void put(int word, long[] point, int coordinate) {
    System.arraycopy(FQ.fromBigInteger(words.get(word)), 0, point, LIMBS * coordinate, LIMBS);
  }

  static ProofWords decode(Fields fields) {
    List<BigInteger> words = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      words.add(fields.number("proof[" + i + "]", 8 * Hash256.BYTES));
    }
    return new ProofWords(words);
  }
}
