package io.crowdroll.protocol.evm.precompile;

import io.crowdroll.protocol.evm.Precompiles;
import java.util.List;

/** The precompiles that Cancun has. */
public final class CancunPrecompiles {
  /** 0x01 to 0x0a. */
  public static final Precompiles ALL =
      new Precompiles(
          List.of(
              new EcRecover(),
              new Sha256(),
              new Ripemd160(),
              new Identity(),
              new ModExp(),
              new Bn254Add(),
              new Bn254Mul(),
              new Bn254Pairing(),
              new Blake2F(),
              new PointEvaluation()));

  private CancunPrecompiles() {}
}
