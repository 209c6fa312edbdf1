package io.crowdroll.protocol.evm.precompile;

import io.crowdroll.protocol.evm.Precompile;
import java.math.BigInteger;

/**
 * 0x05: base^exponent mod modulus, of any sizes (EIP-198). Input: three words with the lengths of
 * base, exponent and modulus in bytes, then the three numbers. Output: as many bytes as the modulus
 * has; zeros for a modulus of 0.
 */
final class ModExp implements Precompile {
  private static final int LEAST = 200;
  private static final int LENGTHS = 3 * Words.BYTES;

  /** As EIP-2565 has it: multiplications of words, times squarings that the exponent takes. */
  @Override
  public long gas(byte[] input) {
    BigInteger baseLength = Words.word(input, 0);
    BigInteger exponentLength = Words.word(input, Words.BYTES);
    BigInteger modulusLength = Words.word(input, 2 * Words.BYTES);
    BigInteger words = baseLength.max(modulusLength).add(BigInteger.valueOf(7)).shiftRight(3);
    BigInteger price =
        words
            .multiply(words)
            .multiply(squarings(input, baseLength, exponentLength))
            .divide(BigInteger.valueOf(3));
    return price.bitLength() > 62 ? Long.MAX_VALUE : Math.max(LEAST, price.longValue());
  }

  /** Of the exponent only the length and the first word are looked at. */
  private static BigInteger squarings(
      byte[] input, BigInteger baseLength, BigInteger exponentLength) {
    BigInteger from = baseLength.add(BigInteger.valueOf(LENGTHS));
    int head = exponentLength.min(BigInteger.valueOf(Words.BYTES)).intValue();
    BigInteger first =
        from.bitLength() > 31 ? BigInteger.ZERO : Words.number(input, from.longValue(), head);
    BigInteger rest = exponentLength.subtract(BigInteger.valueOf(head)).shiftLeft(3);
    return rest.add(BigInteger.valueOf(Math.max(0, first.bitLength() - 1))).max(BigInteger.ONE);
  }

  /**
   * Called for lengths that were paid for, so they are small; but for an exponent of any length
   * beside a base and a modulus without bytes, which costs next to nothing.
   */
  @Override
  public byte[] run(byte[] input) {
    int modulusLength = Words.word(input, 2 * Words.BYTES).intValueExact();
    if (modulusLength == 0) {
      return new byte[0];
    }
    int baseLength = Words.word(input, 0).intValueExact();
    int exponentLength = Words.word(input, Words.BYTES).intValueExact();
    long exponentAt = (long) LENGTHS + baseLength;
    BigInteger modulus = Words.number(input, exponentAt + exponentLength, modulusLength);
    if (modulus.signum() == 0) {
      return new byte[modulusLength];
    }
    BigInteger base = Words.number(input, LENGTHS, baseLength);
    BigInteger exponent = Words.number(input, exponentAt, exponentLength);
    return Words.padLeft(base.modPow(exponent, modulus), modulusLength);
  }
}
