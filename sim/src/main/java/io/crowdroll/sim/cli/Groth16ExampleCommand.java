package io.crowdroll.sim.cli;

import io.crowdroll.prover.bench.DenseCircuit;
import io.crowdroll.prover.bench.MerkleCircuit;
import io.crowdroll.prover.circuit.Assignment;
import io.crowdroll.prover.circuit.Circuit;
import io.crowdroll.prover.circuit.Compiled;
import io.crowdroll.prover.snarkjs.R1csFile;
import io.crowdroll.prover.snarkjs.Wtns;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code groth16 example}: a circuit and a witness to measure or to play with. */
@Command(
    name = "example",
    description = {
      "Write a circuit and a witness of it, to measure with or to play with.",
      "dense: a chain of squarings that fills a domain of 2^LOG, every wire a full-size value.",
      "merkle: 60 Poseidon levels and range checks, about 31,800 constraints, whatever LOG is."
    })
final class Groth16ExampleCommand implements Callable<Integer> {
  private static final int MAX_LOG = 24;

  enum Shape {
    DENSE,
    MERKLE
  }

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "SHAPE", description = "dense or merkle")
  private Shape shape;

  @Parameters(index = "1", paramLabel = "CIRCUIT.r1cs", description = "where the circuit goes")
  private Path circuitFile;

  @Parameters(index = "2", paramLabel = "WITNESS.wtns", description = "where the witness goes")
  private Path witnessFile;

  @Option(
      names = "--log",
      paramLabel = "LOG",
      description = "binary logarithm of the dense circuit's domain (default: 16)")
  private int log = 16;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "what the witness's values follow from (default: 1)")
  private long seed = 1;

  @Override
  public Integer call() {
    if (log < 2 || log > MAX_LOG) {
      throw new ParameterException(
          spec.commandLine(), "--log " + log + ": it must be from 2 to " + MAX_LOG);
    }
    return Groth16Work.guarded(
        spec.commandLine().getErr(),
        () ->
            switch (shape) {
              case DENSE -> write(DenseCircuit.filling(log), DenseCircuit::inputs);
              case MERKLE -> write(new MerkleCircuit(), MerkleCircuit::inputs);
            });
  }

  private int write(Circuit circuit, BiFunction<Compiled, Long, Assignment> inputs)
      throws IOException {
    Compiled compiled = circuit.compile();
    R1csFile.write(circuitFile, compiled.r1cs());
    Wtns.write(witnessFile, compiled.solve(inputs.apply(compiled, seed)));
    return ExitCode.PASS;
  }
}
