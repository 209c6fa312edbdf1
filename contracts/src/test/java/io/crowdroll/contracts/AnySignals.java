package io.crowdroll.contracts;

import io.crowdroll.prover.circuit.Api;
import io.crowdroll.prover.circuit.Circuit;
import io.crowdroll.prover.circuit.Variable;

/**
 * Has a witness for whatever its public signals are: its proofs cost L1 what those of a batch or an
 * exit do, and bind their signals as those do, but are made in no time.
 */
final class AnySignals extends Circuit {
  private final Variable[] signals;

  AnySignals(int count) {
    signals = publicInputs("signal", count);
  }

  @Override
  public void define(Api api) {
    Variable product = signals[0];
    for (int i = 1; i < signals.length; i++) {
      product = api.mul(product, signals[i]);
    }
  }
}
