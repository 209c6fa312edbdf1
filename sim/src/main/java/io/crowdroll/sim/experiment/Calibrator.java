package io.crowdroll.sim.experiment;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Payee;
import io.crowdroll.protocol.chain.Proof;
import io.crowdroll.protocol.chain.ProofSystem;
import io.crowdroll.protocol.chain.ProofWords;
import io.crowdroll.protocol.chain.PublicInputs;
import io.crowdroll.protocol.chain.Transition;
import io.crowdroll.protocol.circuits.DataCommitment;
import io.crowdroll.protocol.circuits.Statement;
import io.crowdroll.prover.groth16.Verifier;
import io.crowdroll.reports.results.ReplicationWriter;
import io.crowdroll.sim.kernel.EntityClass;
import io.crowdroll.sim.kernel.Purpose;
import io.crowdroll.sim.kernel.RandomStream;
import io.crowdroll.sim.kernel.Streams;
import io.crowdroll.sim.proofs.Groth16System;
import io.crowdroll.sim.proofs.KeyCache;
import io.crowdroll.sim.proofs.ProofMaker;
import io.crowdroll.sim.proofs.ProvenCircuit;
import io.crowdroll.sim.scenario.Calibration;
import io.crowdroll.sim.scenario.Calibration.Circuit;
import io.crowdroll.sim.scenario.Calibration.Verification;
import io.crowdroll.sim.scenario.Scenario;
import io.crowdroll.sim.scenario.ScenarioException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Measures what proofs cost on this machine: a scenario with real proofs runs once, and the times
 * of its proofs are taken, witness included, on all processors; then proofs are verified.
 */
public final class Calibrator {
  /** Proofs of a process that do not count, as its code is not compiled yet. */
  private static final int WARM_UP = 4;

  private static final int BATCH = 64;
  private static final int ROUNDS = 5;

  private final Engine engine;
  private final Consumer<String> progress;

  /**
   * @param progress is told what takes long, one sentence each
   */
  public Calibrator(Engine engine, Consumer<String> progress) {
    this.engine = engine;
    this.progress = progress;
  }

  /**
   * Measures.
   *
   * @param scenario with real proofs; what it proves twice or more is measured
   * @param writer takes the run's tables
   * @throws ScenarioException if the scenario cannot run
   * @throws IOException if a key is broken
   */
  public Calibration measure(Scenario scenario, ReplicationWriter writer)
      throws ScenarioException, IOException {
    progress.accept("proving what happens in " + scenario.name());
    Recorder recorder = new Recorder(scenario, writer);
    engine.start(scenario, scenario.seed(), 0, recorder).run();
    List<Circuit> circuits = circuits(recorder.realProofs());
    progress.accept("verifying " + BATCH + " proofs, one by one and at once");
    return new Calibration(
        LocalDate.now(ZoneOffset.UTC).toString(),
        machine(),
        Runtime.getRuntime().availableProcessors(),
        verification(),
        circuits);
  }

  /** By name; of each the first proof of all is left out. */
  private static List<Circuit> circuits(List<RealProofTimes.Proof> proofs) {
    Map<String, List<Double>> byName = new TreeMap<>();
    for (int i = 0; i < proofs.size(); i++) {
      RealProofTimes.Proof proof = proofs.get(i);
      boolean first = !byName.containsKey(proof.circuit());
      List<Double> seconds = byName.computeIfAbsent(proof.circuit(), _ -> new ArrayList<>());
      if (!first && i >= WARM_UP) {
        seconds.add(proof.seconds());
      }
    }
    List<Circuit> circuits = new ArrayList<>();
    byName.forEach(
        (name, seconds) -> {
          if (!seconds.isEmpty()) {
            var circuit = ProvenCircuit.named(name).orElseThrow().circuit();
            circuits.add(new Circuit(name, circuit.compile().r1cs().constraints(), seconds));
          }
        });
    return circuits;
  }

  /**
   * Of proofs of an empty block: what verification takes goes by the public signals, and those of
   * all leaves are P and the payee.
   */
  private Verification verification() throws IOException {
    Statement empty =
        new Statement(
            Statement.LEAF,
            BigInteger.ONE,
            BigInteger.TWO,
            Hash256.ZERO,
            Hash256.ZERO,
            1,
            1,
            1,
            0,
            List.of());
    try (ForkJoinPool all = new ForkJoinPool(Runtime.getRuntime().availableProcessors());
        ForkJoinPool one = new ForkJoinPool(1);
        ProofMaker maker =
            new ProofMaker(new KeyCache(KeyCache.defaultDirectory(), all, progress), all, false)) {
      ProvenCircuit circuit = ProvenCircuit.leaf(Transition.Kind.EMPTY_BLOCK, false);
      Verifier verifier = Verifier.of(maker.verifyingKey(circuit));
      BigInteger p = DataCommitment.of(empty.words()).p();
      PublicInputs inputs =
          new PublicInputs(Transition.Kind.EMPTY_BLOCK, List.of(p, BigInteger.ZERO));
      RandomStream blinding = new Streams(0, 0).stream(EntityClass.WORLD, 0, Purpose.BLINDING);
      List<ProofSystem.Claim> claims = new ArrayList<>();
      for (int i = 0; i < BATCH; i++) {
        ProofWords words = maker.prove(empty, Address.ZERO, blinding).words();
        claims.add(new ProofSystem.Claim(new Proof.Groth16(i, Payee.NONE, words), inputs));
      }
      double single = seconds(one, () -> hold(new Groth16System(_ -> verifier, one), claims));
      double batched =
          seconds(
              one,
              () -> {
                Groth16System system = new Groth16System(_ -> verifier, one);
                system.expect(claims);
                return hold(system, claims);
              });
      return new Verification(single / BATCH, batched / BATCH, BATCH);
    }
  }

  private static boolean hold(Groth16System system, List<ProofSystem.Claim> claims) {
    return IntStream.range(0, claims.size())
        .allMatch(
            i -> {
              ProofSystem.Claim claim = claims.get(i);
              return system.verifies(claim.proof(), i, Payee.NONE, claim.inputs());
            });
  }

  /**
   * Processor time of work that must succeed: the least of some rounds, after as many that do not
   * count.
   *
   * @param thread a pool of one, which does the work and whatever it hands on
   */
  private static double seconds(ForkJoinPool thread, BooleanSupplier work) {
    ThreadMXBean clock = ManagementFactory.getThreadMXBean();
    double least = Double.MAX_VALUE;
    for (int round = 0; round < 2 * ROUNDS; round++) {
      long nanos =
          thread
              .submit(
                  () -> {
                    long begin = clock.getCurrentThreadCpuTime();
                    if (!work.getAsBoolean()) {
                      throw new IllegalStateException("a proof just made does not verify");
                    }
                    return clock.getCurrentThreadCpuTime() - begin;
                  })
              .join();
      if (round >= ROUNDS) {
        least = Math.min(least, nanos / 1e9);
      }
    }
    return least;
  }

  /** Processor, system and Java in words. */
  private static String machine() throws IOException {
    return processor()
        + ", "
        + Runtime.getRuntime().availableProcessors()
        + " processors, "
        + System.getProperty("os.name")
        + ", Java "
        + Runtime.version();
  }

  private static String processor() throws IOException {
    Path file = Path.of("/proc/cpuinfo");
    if (Files.isReadable(file)) {
      try (Stream<String> lines = Files.lines(file)) {
        return lines
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse(System.getProperty("os.arch"));
      }
    }
    return System.getProperty("os.arch");
  }
}
