package io.crowdroll.sim.theory;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.chain.Block;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.TaskKey;
import io.crowdroll.sim.agents.Gauges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The batch 491452 of CrowdProve (arXiv 2501.03126): 17,188 jobs, all there at the start. P equal
 * machines of T seconds a job need J·T/P where all are busy to the end, and ⌈J/P⌉ rounds of T where
 * they march in step: the table's four ways to 38.70 minutes, and its 3,000 provers, whose last
 * round is not full, so that linear scaling begins to break.
 */
class CrowdProveTest {
  private static final int JOBS = 17_188;

  /** About so many blocks a job: its proof comes with the last, where the next lease begins. */
  private static final int BLOCKS = 200;

  /** Jobs by which bringing a batch's proofs together can delay its last one. */
  private static final double DELAY = 0.3;

  /**
   * Units of a job. What brings a batch's proofs together, a unit a job, is a thousandth of the
   * work, and delays a prover's jobs by a small part of one.
   */
  private static final int UNITS = 1_000;

  @TempDir private Path folder;

  @Test
  void machinesOfOneClassFinishTheBatchAsTabulated() throws IOException {
    check(723, 97.6);
  }

  @ParameterizedTest
  @CsvSource({"502, 67.8", "359, 48.5", "107, 14.46"})
  @Tag("long")
  void machinesOfTheOtherClassesDoToo(int provers, double seconds) throws IOException {
    check(provers, seconds);
  }

  private void check(int provers, double seconds) throws IOException {
    double ideal = JOBS * seconds / provers / 60;
    double rounds = rounds(provers, seconds);
    double measured = run(provers, seconds, 0);

    Finding.exact("CrowdProve's batch on " + provers + " machines, min", ideal, measured);
    assertThat(ideal).isCloseTo(38.70, Offset.offset(0.03));
    assertThat(measured).isBetween(rounds, rounds + DELAY * seconds / 60);
    assertThat(measured).isCloseTo(ideal, Offset.offset(0.03 * ideal));
  }

  /** The paper's 9.32 min are J·T/P; 5.73 rounds take six. */
  @Test
  void threeThousandProversNeedAWholeLastRound() throws IOException {
    double rounds = rounds(3_000, 97.6);
    double measured = run(3_000, 97.6, 0);

    Finding.exact("… on 3000 machines, six whole rounds, min", rounds, measured);
    assertThat(JOBS * 97.6 / 3_000 / 60).isCloseTo(9.32, Offset.offset(0.005));
    assertThat(measured).isBetween(rounds, rounds + DELAY * 97.6 / 60);
  }

  /**
   * With leases lost with probability q a job takes 1/(1 − q) of them, and each lost one holds its
   * prover until the deadline; in the end the last jobs are lost again and again.
   */
  @Test
  @Tag("long")
  void lostLeasesCostMoreThanTheirShare() throws IOException {
    double q = 0.4;
    double lossy = run(723, 97.6, q);
    double share = JOBS * 97.6 / 723 / 60 / (1 - q);

    Finding.exact("… on 723 machines that lose 40 % of leases, at least, min", share, lossy);
    assertThat(lossy).isBetween(share, share + 14 * 97.6 / 60);
  }

  /** ⌈J/P⌉ rounds of whole blocks, in minutes. */
  private static double rounds(int provers, double seconds) {
    return (JOBS + provers - 1) / provers * blocks(seconds) * slot(seconds) / 60_000.0;
  }

  /** Ms of a block. */
  private static long slot(double seconds) {
    return StrictMath.round(seconds * 1000 / BLOCKS);
  }

  /** Blocks that a job takes. */
  private static long blocks(double seconds) {
    return (long) StrictMath.ceil(seconds * 1000 / slot(seconds));
  }

  /** Minutes from the first job's lease to the last one's proof. */
  private double run(int provers, double seconds, double loss) throws IOException {
    Path trace = folder.resolve("jobs.csv");
    Files.writeString(trace, "ms,class\n" + "1,\n".repeat(JOBS));
    double perUnit = (seconds - 0.001) / UNITS;
    List<Run> runs =
        Theory.run(
            Theory.scenario(
                "protocol.consensus.slot=" + slot(seconds) + " ms",
                "protocol.fees.blockGas=1000 M gas",
                "protocol.units.transfer=" + UNITS + " units",
                "protocol.aggregation={aggregationArity: 64, unitsPerChild: 1 unit}",
                "protocol.leases.deadlineBase=" + (blocks(seconds) + 1) + " blocks",
                "hardware[machine].law=constant",
                "hardware[machine].secondsPerUnit=" + String.format(Locale.ROOT, "%.9f s", perUnit),
                "arrivals={law: trace, file: " + trace + "}",
                "provers.cohorts[crowd].count=" + provers,
                "provers.cohorts[crowd].loss=" + loss,
                "duration=" + (loss > 0 ? 110 : 42) + " min"),
            1,
            Run::new);
    assertThat(runs.getFirst().proven).isEqualTo(JOBS);
    return runs.getFirst().minutes();
  }

  private static final class Run extends Watcher {
    private long first = -1;
    private long last;
    private int proven;

    @Override
    public void applied(long millis, Block block, List<Fact> facts, Gauges gauges) {
      for (Fact fact : facts) {
        switch (fact) {
          case Fact.Leased _ -> first = first < 0 ? millis : first;
          case Fact.Proven job when TaskKey.level(job.task()) == 0 -> {
            proven++;
            last = millis;
          }
          default -> {}
        }
      }
    }

    double minutes() {
      return (last - first) / 60_000.0;
    }
  }
}
