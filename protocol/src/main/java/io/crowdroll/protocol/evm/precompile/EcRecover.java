package io.crowdroll.protocol.evm.precompile;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Secp256k1;
import io.crowdroll.protocol.evm.Precompile;
import java.math.BigInteger;

/**
 * 0x01: who signed. Input: digest, v (27 or 28), r, s, a word each. Output: the address as a word,
 * or nothing where there is no such signature. s may lie in the upper half.
 */
final class EcRecover implements Precompile {
  private static final byte[] NOBODY = {};

  @Override
  public long gas(byte[] input) {
    return 3_000;
  }

  @Override
  public byte[] run(byte[] input) {
    BigInteger v = Words.word(input, Words.BYTES);
    if (v.bitLength() > 5 || v.intValue() != 27 && v.intValue() != 28) {
      return NOBODY;
    }
    BigInteger r = Words.word(input, 2 * Words.BYTES);
    BigInteger s = Words.word(input, 3 * Words.BYTES);
    Hash256 digest = Hash256.fromBytes(Words.bytes(input, 0, Words.BYTES));
    Address signer = Secp256k1.recover(digest, new Secp256k1.Signature(v.intValue() == 28, r, s));
    return signer == null ? NOBODY : Words.padLeft(signer.toBytes(), Words.BYTES);
  }
}
