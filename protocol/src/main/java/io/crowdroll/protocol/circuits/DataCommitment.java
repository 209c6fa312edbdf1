package io.crowdroll.protocol.circuits;

import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Keccak256;
import io.crowdroll.prover.circuit.Api;
import io.crowdroll.prover.circuit.Variable;
import io.crowdroll.prover.circuit.gadget.PoseidonHash;
import io.crowdroll.prover.field.Poseidon;
import io.crowdroll.prover.field.PrimeField;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/**
 * How a proof is tied to the public words without naming them (STATEMENTS.md, "Public data and its
 * commitment"): the circuit computes P and y, the contract z and y, and P enters z.
 *
 * @param p chained Poseidon of the words
 * @param z where their polynomial is opened: (keccak(keccak(words) ‖ P)) >> 8
 * @param y Σ d_i z^i mod r
 */
public record DataCommitment(BigInteger p, BigInteger z, BigInteger y) {
  /** Words that one step of the chain takes, beside what came before. */
  private static final int STEP = Poseidon.MAX_INPUTS - 1;

  private static final BigInteger R = PrimeField.FR.modulus();

  /**
   * Of all words of a header and its slots, pads included.
   *
   * @throws IllegalArgumentException if a word is not below r
   */
  public static DataCommitment of(List<BigInteger> words) {
    BigInteger p = chain(words);
    Keccak256 keccak = new Keccak256();
    words.forEach(word -> keccak.putHash(Hash256.of(word)));
    Hash256 inner = keccak.digest();
    Hash256 outer = keccak.putHash(inner).putHash(Hash256.of(p)).digest();
    BigInteger z = outer.toBigInteger().shiftRight(8);
    BigInteger y = BigInteger.ZERO;
    for (BigInteger word : words.reversed()) {
      y = y.multiply(z).add(word).mod(R);
    }
    return new DataCommitment(p, z, y);
  }

  /** P: 15 words a step, the number of words first; the last step is filled up with zeros. */
  public static BigInteger chain(List<BigInteger> words) {
    BigInteger link = BigInteger.valueOf(words.size());
    for (int from = 0; from < words.size(); from += STEP) {
      BigInteger[] in = new BigInteger[STEP + 1];
      Arrays.fill(in, BigInteger.ZERO);
      in[0] = link;
      for (int i = 0; i < STEP && from + i < words.size(); i++) {
        if (words.get(from + i).signum() < 0 || words.get(from + i).compareTo(R) >= 0) {
          throw new IllegalArgumentException("word " + (from + i) + " is not below r");
        }
        in[i + 1] = words.get(from + i);
      }
      link = Poseidon.hash(in);
    }
    return link;
  }

  /** P inside a circuit. */
  static Variable chain(Api api, Variable[] words) {
    try (var _ = api.scope("P")) {
      Variable link = api.constant(words.length);
      for (int from = 0; from < words.length; from += STEP) {
        Variable[] in = new Variable[STEP + 1];
        Arrays.fill(in, api.constant(0));
        in[0] = link;
        int count = Math.min(STEP, words.length - from);
        System.arraycopy(words, from, in, 1, count);
        link = PoseidonHash.hash(api, in);
      }
      return link;
    }
  }

  /** y inside a circuit, by Horner's rule. */
  static Variable open(Api api, Variable[] words, Variable z) {
    try (var _ = api.scope("y")) {
      Variable y = api.constant(0);
      for (int i = words.length - 1; i >= 0; i--) {
        y = api.mulAdd(y, z, words[i]);
      }
      return y;
    }
  }
}
