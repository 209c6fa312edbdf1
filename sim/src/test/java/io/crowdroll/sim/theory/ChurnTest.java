package io.crowdroll.sim.theory;

import io.crowdroll.protocol.chain.Block;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.sim.agents.Gauges;
import io.crowdroll.sim.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Provers that come and go: of M with sessions of mean 1/δ and absences of mean 1/α, the number
 * that is there is Binomial(M, α/(α + δ)), whatever the law of the sessions; next to Poisson where
 * M is large and most are away.
 */
class ChurnTest {
  private static final int MINUTE = 60_000;
  private static final int CROWD = 100;
  private static final double SESSION = 10;
  private static final double AWAY = 190;
  private static final double SHARE = SESSION / (SESSION + AWAY);
  private static final int REPLICATIONS = 12;

  @ParameterizedTest
  @CsvSource({
    "exponential, '{law: exponential, mean: 10 min}'",
    "lognormal, '{law: lognormal, median: 363918 ms, sigma: 1}'",
    "constant, '{law: constant, value: 10 min}'",
  })
  void theCrowdIsBinomialWhateverTheSessions(String law, String session) {
    List<Run> runs = Theory.run(scenario(session, ""), REPLICATIONS, Run::new);
    double empty = StrictMath.pow(1 - SHARE, CROWD);
    String which = ", " + law + " sessions";

    Finding.of("mean crowd" + which, CROWD * SHARE, runs, Run::mean).agreesWithin(0.05);
    Finding.of(
            "second factorial moment of the crowd" + which,
            CROWD * (CROWD - 1) * SHARE * SHARE,
            runs,
            Run::secondFactorialMoment)
        .agrees();
    Finding.of("P(nobody there)" + which, empty, runs, Run::emptyShare).agrees();
    Finding.of(
            "starts of empty spells a minute" + which,
            empty * CROWD / AWAY,
            runs,
            run -> run.emptySpells / run.minutes())
        .agrees();
  }

  /** From an empty start M·p·(1 − e^{−(α + δ)t}) are there after t. */
  @Test
  void aCrowdThatWasSentAwayComesBackExponentially() {
    List<Run> runs =
        Theory.run(
            scenario(
                "{law: exponential, mean: 10 min}",
                "timeline=[{at: 1 h, action: outage, duration: 1 min}]"),
            60,
            Run::new);
    for (int minutes : new int[] {5, 10, 20}) {
      double t = minutes * (1 / SESSION + 1 / AWAY);
      Finding.of(
              "crowd " + minutes + " min after all were gone",
              CROWD * SHARE * (1 - StrictMath.exp(-t)),
              runs,
              run -> run.crowdAt((61 + minutes) * MINUTE))
          .agrees();
    }
  }

  private static Scenario scenario(String session, String more) {
    boolean outage = !more.isEmpty();
    return Theory.scenario(
        "provers.cohorts[crowd].count=" + CROWD,
        "provers.cohorts[crowd].availability={law: renewal, session: "
            + session
            + ", off: {law: exponential, mean: 190 min}}",
        "protocol.consensus.slot=5 min",
        "arrivals.rate=0",
        outage ? more : "report.sampleEvery=1 h",
        "duration=" + (outage ? "90 min" : "15 d"));
  }

  /** Follows the sessions. */
  private static final class Run extends Watcher {
    private static final long WARM_UP = MINUTE;
    private final List<long[]> steps = new ArrayList<>();
    private int there;
    private long since = WARM_UP;
    private double weighted;
    private double factorial;
    private long emptyMillis;
    private int emptySpells;

    private void pass(long millis) {
      if (millis > since) {
        long span = millis - since;
        weighted += (double) there * span;
        factorial += (double) there * (there - 1) * span;
        emptyMillis += there == 0 ? span : 0;
        since = millis;
      }
    }

    @Override
    public void session(long millis, int member, boolean open) {
      pass(millis);
      there += open ? 1 : -1;
      steps.add(new long[] {millis, there});
      emptySpells += there == 0 && millis > WARM_UP ? 1 : 0;
    }

    @Override
    public void applied(long millis, Block block, List<Fact> facts, Gauges gauges) {
      pass(millis);
    }

    private double millis() {
      return since - WARM_UP;
    }

    double minutes() {
      return millis() / MINUTE;
    }

    double mean() {
      return weighted / millis();
    }

    double secondFactorialMoment() {
      return factorial / millis();
    }

    double emptyShare() {
      return emptyMillis / millis();
    }

    double crowdAt(long millis) {
      long crowd = 0;
      for (long[] step : steps) {
        crowd = step[0] <= millis ? step[1] : crowd;
      }
      return crowd;
    }
  }
}
