package io.crowdroll.sim.model.l1;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.chain.BatchHeader;
import io.crowdroll.protocol.submission.SubmissionRules;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Submission slots against their closed form (SIMULATOR.md D2, 8): slots of s blocks whose owner is
 * online with probability a and submits at the slot's start, no fallback. A batch that becomes
 * ready at a uniform time waits s/2 + s(1 − a)/a in the mean, with variance s²/12 + s²(1 − a)/a².
 */
class SlotWaitTest {
  private static final int SAMPLES = 30_000;

  @Test
  void waitForAnOnlineOwnerHasItsMeanAndVariance() {
    double a = 0.75;
    int s = Harness.LITERAL.slotBlocks();
    Random random = new Random(8);
    AgentsDrive drive = drive(Harness.LITERAL, random, a);
    drive.mine(s - 1); // from the deployment to the end of its slot
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < SAMPLES; i++) {
      double wait = waitOnce(drive, s, random);
      sum += wait;
      squares += wait * wait;
    }
    double mean = s / 2.0 + s * (1 - a) / a;
    double variance = s * s / 12.0 + s * s * (1 - a) / (a * a);
    double measured = sum / SAMPLES;
    double z = (measured - mean) / StrictMath.sqrt(variance / SAMPLES);
    assertThat(z).isBetween(-4.0, 4.0);
    assertThat(1.96 * StrictMath.sqrt(variance / SAMPLES) / mean).isLessThan(0.01);
    assertThat((squares / SAMPLES - measured * measured) / variance).isBetween(0.93, 1.07);
  }

  /** In each slot its owner, whoever that is, is online with probability a. */
  private static AgentsDrive drive(SubmissionRules rules, Random random, double a) {
    AgentsDrive drive = new AgentsDrive(rules, L1ChainTest.model(0, 0), 12);
    long[] drawnFor = {-1};
    boolean[] online = {false};
    for (int i = 0; i < Harness.SET.members().size(); i++) {
      drive.online(
          i,
          slot -> {
            if (drawnFor[0] != slot) {
              drawnFor[0] = slot;
              online[0] = random.nextDouble() < a;
            }
            return online[0];
          });
    }
    return drive;
  }

  /** Blocks from a uniform time of the present slot to the start of the slot that submits. */
  private static double waitOnce(AgentsDrive drive, int s, Random random) {
    long firstStart = drive.chain.head().number() + 1;
    assertThat(firstStart % s).as("between two slots").isZero();
    double readyAt = firstStart - s * random.nextDouble();
    BatchHeader header = drive.close();
    drive.prove(header);
    long start = firstStart;
    while (true) {
      drive.mine(s);
      if (drive.contract.proven() == header.index()) {
        return start - readyAt;
      }
      start += s;
    }
  }
}
