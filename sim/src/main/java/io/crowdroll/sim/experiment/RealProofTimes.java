package io.crowdroll.sim.experiment;

import io.crowdroll.reports.results.RunDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How long real proofs took on this machine: a file of its own, as it differs from run to run while
 * all other results do not.
 */
final class RealProofTimes {
  /**
   * @param millis of simulated time
   * @param nanos of real time
   */
  record Proof(long millis, long task, String circuit, long nanos) {
    double seconds() {
      return nanos / 1e9;
    }

    private String line() {
      return String.format(Locale.ROOT, "%d,%d,%s,%.3f", millis, task, circuit, seconds());
    }
  }

  private final List<Proof> proofs = new ArrayList<>();

  void proved(long millis, long task, String circuit, long nanos) {
    proofs.add(new Proof(millis, task, circuit, nanos));
  }

  /** All proofs so far, in order. */
  List<Proof> proofs() {
    return proofs;
  }

  /** Writes {@code real-proofs-<replication>.csv} into a run's directory, if there is a proof. */
  void write(RunDirectory directory, int replication) {
    if (proofs.isEmpty()) {
      return;
    }
    Path file = directory.realProofsFile(replication);
    List<String> all = new ArrayList<>();
    all.add("ms,task,circuit,seconds");
    proofs.forEach(proof -> all.add(proof.line()));
    try {
      Files.write(file, all);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
