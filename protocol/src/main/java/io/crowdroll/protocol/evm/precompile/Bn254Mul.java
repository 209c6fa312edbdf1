package io.crowdroll.protocol.evm.precompile;

import io.crowdroll.protocol.evm.Precompile;
import io.crowdroll.prover.curve.Precompiles;

/** 0x07: a multiple of a point of BN254's G1 (EIP-196). */
final class Bn254Mul implements Precompile {
  @Override
  public long gas(byte[] input) {
    return 6_000;
  }

  @Override
  public byte[] run(byte[] input) {
    return Precompiles.multiply(input).orElse(null);
  }
}
