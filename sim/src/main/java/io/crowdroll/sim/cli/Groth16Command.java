package io.crowdroll.sim.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code groth16}: the prover as a tool of its own, in place of snarkjs. */
@Command(
    name = "groth16",
    subcommands = {
      Groth16SetupCommand.class,
      Groth16PowersCommand.class,
      Groth16ZkeyCommand.class,
      Groth16ProveCommand.class,
      Groth16VerifyCommand.class,
      Groth16InfoCommand.class,
      Groth16ExportKeyCommand.class,
      Groth16ExportVerifierCommand.class,
      Groth16BenchCommand.class,
      Groth16KernelsCommand.class,
      Groth16ExampleCommand.class
    },
    synopsisSubcommandLabel = "<command>",
    description = {
      "Groth16 proofs over BN254, with the files of circom and snarkjs and in snarkjs's order of",
      "arguments. A circuit (.r1cs) and a ceremony (.ptau) give a proving key (.zkey); key and",
      "witness (.wtns) give a proof; anyone verifies it with the verification key.",
      ""
    },
    footer = {
      "",
      "From a circuit to a verified proof:",
      "  crowdroll groth16 setup circuit.r1cs key.zkey",
      "  crowdroll groth16 export-verificationkey key.zkey vk.json",
      "  crowdroll groth16 prove key.zkey witness.wtns proof.json public.json",
      "  crowdroll groth16 verify vk.json public.json proof.json",
      "",
      "The same with a ceremony, so that nobody can forge:",
      "  crowdroll groth16 powersoftau prepare phase2 ceremony.ptau powers.ptau",
      "  crowdroll groth16 zkey new circuit.r1cs powers.ptau key0.zkey",
      "  crowdroll groth16 zkey contribute key0.zkey key.zkey --name=alice",
      "  crowdroll groth16 zkey verify circuit.r1cs powers.ptau key.zkey",
      "",
      "Exit codes: 0 done, or the proof is valid; 1 the proof is not, or there is none for this",
      "witness; 2 bad input."
    })
final class Groth16Command implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return ExitCode.PASS;
  }
}
