package io.crowdroll.sim.testnet;

import io.crowdroll.protocol.Rules;
import io.crowdroll.protocol.chain.ProofSystem;
import io.crowdroll.protocol.node.NodeMachine;
import io.crowdroll.protocol.zkpow.SettlementRules;
import io.crowdroll.prover.groth16.VerifyingKey;
import io.crowdroll.prover.snarkjs.SnarkjsJson;
import io.crowdroll.sim.proofs.Groth16System;
import io.crowdroll.sim.proofs.KeyCache;
import io.crowdroll.sim.proofs.ProvenCircuit;
import io.crowdroll.sim.scenario.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Consumer;

/**
 * What the proofs of a run are checked by, in a folder of the run: {@code CIRCUIT.json}, each as
 * snarkjs writes verification keys. Validators read them, and so does who replays the run.
 */
public final class VerifyingKeys {
  /** Name of the folder, beside those of the nodes. */
  public static final String FOLDER = "keys";

  private VerifyingKeys() {}

  /**
   * Those of a rollup's circuits, by their names, from the user's cache of proving keys; what is
   * missing there is made, but for production.
   *
   * @param told is told what takes long
   * @throws IOException if a key is broken, of another circuit, or not fit for what {@code keys}
   *     asks
   */
  static Map<String, VerifyingKey> open(Scenario scenario, Consumer<String> told)
      throws IOException {
    Rules rules = scenario.rules();
    Map<String, VerifyingKey> keys = new TreeMap<>();
    List<ProvenCircuit> circuits =
        ProvenCircuit.of(rules.aggregation().batchSize(), isLiteral(rules));
    try (ForkJoinPool pool = new ForkJoinPool(Runtime.getRuntime().availableProcessors())) {
      KeyCache cache = new KeyCache(KeyCache.defaultDirectory(), pool, told);
      if (scenario.keys() == Scenario.Keys.PRODUCTION) {
        Optional<String> refusal = cache.refusal(circuits);
        if (refusal.isPresent()) {
          throw new IOException(refusal.get());
        }
      }
      for (ProvenCircuit circuit : circuits) {
        try (Arena arena = Arena.ofShared()) {
          keys.put(circuit.name(), cache.open(circuit, arena).key().verifyingKey());
        }
      }
    }
    return keys;
  }

  /** Writes keys, by the names of their circuits, into a folder, which is made. */
  static void write(Path folder, Map<String, VerifyingKey> keys) throws IOException {
    Files.createDirectories(folder);
    for (var key : keys.entrySet()) {
      SnarkjsJson.writeVerifyingKey(file(folder, key.getKey()), key.getValue());
    }
  }

  private static Path file(Path folder, String circuit) {
    return folder.resolve(circuit + ".json");
  }

  /**
   * The proof system of a node.
   *
   * @param node its folder
   * @param pool checks the proofs of a block together
   */
  static ProofSystem system(Path node, Rules rules, ForkJoinPool pool) {
    if (!rules.provenOnly()) {
      return ProofSystem.MODELLED;
    }
    Path folder = node.resolveSibling(FOLDER);
    return Groth16System.of(
        circuit -> read(file(folder, circuit.name())),
        rules.aggregation().batchSize(),
        isLiteral(rules),
        pool);
  }

  /** Machines for a replay, with the proof systems that their nodes had. */
  public static Replay.Machines machines(ForkJoinPool pool) {
    return (node, start) -> NodeMachine.of(start, system(node, start.genesis().rules(), pool));
  }

  private static VerifyingKey read(Path file) {
    try {
      return SnarkjsJson.readVerifyingKey(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** Whether settlement may take from a balance, which has circuits of its own. */
  static boolean isLiteral(Rules rules) {
    return rules.settlement().key() == SettlementRules.Key.LITERAL;
  }
}
