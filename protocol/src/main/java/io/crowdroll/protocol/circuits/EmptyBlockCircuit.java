package io.crowdroll.protocol.circuits;

import io.crowdroll.prover.circuit.Api;
import io.crowdroll.prover.circuit.Circuit;
import io.crowdroll.prover.circuit.Variable;
import java.util.List;

/** A header alone: a block that changed nothing (PROTOCOL.md §3). Public: P, payee. */
public final class EmptyBlockCircuit extends Circuit {
  final Variable p = publicInput("P");
  final Variable payee = publicInput("payee");
  private final HeaderConstraints.Inputs header = new HeaderConstraints.Inputs(this::secretInput);

  @Override
  public String name() {
    return "empty block";
  }

  @Override
  public void define(Api api) {
    Variable[] words =
        HeaderConstraints.words(api, HeaderConstraints.LEAF, header, List.of(), header.preRoot);
    api.assertEqual(DataCommitment.chain(api, words), p);
  }
}
