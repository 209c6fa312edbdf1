package io.crowdroll.protocol.evm.precompile;

import io.crowdroll.protocol.evm.Precompile;
import org.bouncycastle.crypto.digests.RIPEMD160Digest;

/** 0x03: RIPEMD-160 of the input, 20 bytes at the right end of a word. */
final class Ripemd160 implements Precompile {
  private static final int BYTES = 20;

  @Override
  public long gas(byte[] input) {
    return Words.price(input, 600, 120);
  }

  @Override
  public byte[] run(byte[] input) {
    RIPEMD160Digest digest = new RIPEMD160Digest();
    digest.update(input, 0, input.length);
    byte[] out = new byte[Words.BYTES];
    digest.doFinal(out, Words.BYTES - BYTES);
    return out;
  }
}
