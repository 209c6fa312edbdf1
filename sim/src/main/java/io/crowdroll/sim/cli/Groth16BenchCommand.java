package io.crowdroll.sim.cli;

import io.crowdroll.prover.field.Kernels;
import io.crowdroll.prover.groth16.Prover;
import io.crowdroll.prover.groth16.ProvingException;
import io.crowdroll.prover.groth16.ProvingKey;
import io.crowdroll.prover.groth16.ProvingTimes;
import io.crowdroll.prover.snarkjs.Wtns;
import io.crowdroll.prover.snarkjs.Zkey;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code groth16 bench}: one line of JSON about proving warm. */
@Command(
    name = "bench",
    description = {
      "Prove again and again in one process and print one line of JSON.",
      "It holds path (vector or scalar arithmetic), threads, seconds of opening the key and of the"
          + " warm-up",
      "proofs, seconds of each measured proof and their median, the median proof's parts, peak"
          + " memory",
      "in MB. Leave the machine alone meanwhile."
    })
final class Groth16BenchCommand implements Callable<Integer> {
  private static final int WARM_UP = 3;
  private static final int MAX_ROUNDS = 100_000;

  @Spec private CommandSpec spec;
  @Mixin private Groth16Threads threads;

  @Parameters(index = "0", paramLabel = "KEY.zkey", description = "proving key")
  private Path keyFile;

  @Parameters(index = "1", paramLabel = "WITNESS.wtns", description = "witness")
  private Path witnessFile;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "proofs that are measured, after " + WARM_UP + " that are not (default: 10)")
  private int rounds = 10;

  @Option(
      names = "--tables",
      paramLabel = "MB",
      description = {
        "memory for tables of multiples of the key's points, in MB (default: none); they take"
            + " about",
        "a dozen proofs' time to make, and pay for themselves over some hundred"
      })
  private int tablesMegabytes;

  @Override
  public Integer call() {
    if (rounds < 1 || rounds > MAX_ROUNDS) {
      throw new ParameterException(
          spec.commandLine(), "--rounds " + rounds + ": it must be from 1 to " + MAX_ROUNDS);
    }
    if (tablesMegabytes < 0) {
      throw new ParameterException(
          spec.commandLine(), "--tables " + tablesMegabytes + ": it must not be negative");
    }
    return Groth16Work.guarded(spec.commandLine().getErr(), this::bench);
  }

  private int bench() throws IOException, ProvingException {
    int count = threads.count();
    try (Arena arena = Arena.ofShared();
        ForkJoinPool pool = new ForkJoinPool(count)) {
      long begin = System.nanoTime();
      ProvingKey key = Zkey.read(keyFile, arena);
      Prover prover = Prover.open(key, pool, (long) tablesMegabytes << 20);
      final double open = (System.nanoTime() - begin) / 1e9;
      long[] witness = Wtns.read(witnessFile);
      List<Double> warmUp = new ArrayList<>();
      for (int i = 0; i < WARM_UP; i++) {
        warmUp.add(round(prover, witness).seconds);
      }
      List<Round> measured = new ArrayList<>();
      for (int i = 0; i < rounds; i++) {
        measured.add(round(prover, witness));
      }
      List<Round> sorted = measured.stream().sorted(Comparator.comparing(Round::seconds)).toList();
      Round middle = sorted.get(rounds / 2);
      double median =
          rounds % 2 == 1
              ? middle.seconds
              : (middle.seconds + sorted.get(rounds / 2 - 1).seconds) / 2;
      PrintWriter out = spec.commandLine().getOut();
      out.println(
          String.format(
              Locale.ROOT,
              "{\"path\":\"%s\",\"threads\":%d,\"domain\":%d,\"open\":%s,\"warmUp\":%s,\"seconds\":%s,\"median\":%s,\"split\":%s,\"peakMemoryMb\":%d}",
              Kernels.path(),
              count,
              key.domainSize(),
              number(open),
              list(warmUp.stream()),
              list(measured.stream().map(Round::seconds)),
              number(median),
              split(middle.times),
              peakMegabytes()));
      out.flush();
      return ExitCode.PASS;
    }
  }

  private record Round(double seconds, ProvingTimes times) {}

  private static Round round(Prover prover, long[] witness) throws ProvingException {
    long begin = System.nanoTime();
    prover.prove(witness);
    return new Round((System.nanoTime() - begin) / 1e9, prover.times());
  }

  private static String split(ProvingTimes times) {
    return String.format(
        Locale.ROOT,
        "{\"rows\":%s,\"fft\":%s,\"msmA\":%s,\"msmB2\":%s,\"msmC\":%s,\"msmH\":%s,\"blinding\":%s,\"check\":%s}",
        number(times.rows() / 1e9),
        number(times.fft() / 1e9),
        number(times.msmA() / 1e9),
        number(times.msmB() / 1e9),
        number(times.msmC() / 1e9),
        number(times.msmH() / 1e9),
        number(times.blinding() / 1e9),
        number(times.check() / 1e9));
  }

  private static String list(Stream<Double> seconds) {
    return seconds.map(Groth16BenchCommand::number).collect(Collectors.joining(",", "[", "]"));
  }

  private static String number(double seconds) {
    return String.format(Locale.ROOT, "%.6f", seconds);
  }

  /** The largest resident size of this process so far, mapped pages of the key included. */
  private static long peakMegabytes() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
          .findFirst()
          .orElse(-1);
    } catch (IOException e) { // not on Linux: what Java itself took
      return Runtime.getRuntime().totalMemory() >> 20;
    }
  }
}
