package io.crowdroll.prover.curve;

import java.math.BigInteger;
import java.util.Arrays;

/** Exponents in non-adjacent form: digits −1, 0, 1, the least significant first, the last one 1. */
final class SignedBinary {
  private SignedBinary() {}

  static byte[] of(BigInteger positive) {
    byte[] digits = new byte[positive.bitLength() + 1];
    int length = 0;
    for (BigInteger rest = positive; rest.signum() > 0; rest = rest.shiftRight(1)) {
      int digit = rest.testBit(0) ? rest.testBit(1) ? -1 : 1 : 0;
      digits[length++] = (byte) digit;
      rest = rest.subtract(BigInteger.valueOf(digit));
    }
    return Arrays.copyOf(digits, length);
  }
}
