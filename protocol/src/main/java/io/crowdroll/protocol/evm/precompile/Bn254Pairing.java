package io.crowdroll.protocol.evm.precompile;

import io.crowdroll.protocol.evm.Precompile;
import io.crowdroll.prover.curve.Precompiles;

/** 0x08: whether a product of pairings over BN254 is 1 (EIP-197). */
final class Bn254Pairing implements Precompile {
  private static final int PAIR = 192;

  @Override
  public long gas(byte[] input) {
    return 45_000 + 34_000L * (input.length / PAIR);
  }

  @Override
  public byte[] run(byte[] input) {
    return Precompiles.pairing(input).orElse(null);
  }
}
