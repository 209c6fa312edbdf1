package io.crowdroll.protocol.evm.precompile;

import io.crowdroll.protocol.evm.Precompile;
import io.crowdroll.prover.curve.Precompiles;

/** 0x06: the sum of two points of BN254's G1 (EIP-196). */
final class Bn254Add implements Precompile {
  @Override
  public long gas(byte[] input) {
    return 150;
  }

  @Override
  public byte[] run(byte[] input) {
    return Precompiles.add(input).orElse(null);
  }
}
