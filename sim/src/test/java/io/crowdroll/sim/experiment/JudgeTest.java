package io.crowdroll.sim.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.reports.results.RunMetricRow;
import io.crowdroll.reports.results.Verdict;
import io.crowdroll.sim.scenario.Expectation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JudgeTest {
  private static Verdict judge(
      Expectation.Operator operator, double expected, Double confidence, double... measured) {
    List<RunMetricRow> rows = new ArrayList<>();
    for (int i = 0; i < measured.length; i++) {
      rows.add(new RunMetricRow(i, "time_to_proof.p95", "s", measured[i]));
    }
    Expectation expectation =
        new Expectation(
            "as written",
            Optional.empty(),
            "time_to_proof.p95",
            operator,
            expected,
            Optional.ofNullable(confidence));
    return Judge.judge(expectation, "", rows, 0.95);
  }

  @Test
  void withoutAConfidenceTheMeanDecides() {
    Verdict holds = judge(Expectation.Operator.LESS, 100, null, 50, 140);
    Verdict fails = judge(Expectation.Operator.LESS, 95, null, 50, 140);

    assertThat(holds.pass()).isTrue();
    assertThat(holds.observed()).isEqualTo("95 s");
    assertThat(fails.pass()).isFalse();
    assertThat(fails.inconclusive()).isFalse();
  }

  @Test
  void withAConfidenceTheWholeIntervalMustLieOnOneSide() {
    // Mean 100, standard error 1, t(0.975; 3) = 3.182: the interval is 96.8 to 103.2.
    double[] measured = {98, 99, 101, 102};
    double spread = Math.sqrt(10.0 / 3 / 4);
    assertThat(spread).isBetween(0.9, 0.92);

    assertThat(judge(Expectation.Operator.LESS, 104, 0.95, measured).pass()).isTrue();
    Verdict open = judge(Expectation.Operator.LESS, 101, 0.95, measured);
    assertThat(open.pass()).isFalse();
    assertThat(open.inconclusive()).isTrue();
    assertThat(open.interval()).isEqualTo("95 % [97.1 s, 103 s]");
    Verdict fails = judge(Expectation.Operator.LESS, 95, 0.95, measured);
    assertThat(fails.pass()).isFalse();
    assertThat(fails.inconclusive()).isFalse();
  }

  @Test
  void oneReplicationCannotShowAnInterval() {
    Verdict verdict = judge(Expectation.Operator.LESS, 100, 0.95, 50);

    assertThat(verdict.pass()).isFalse();
    assertThat(verdict.inconclusive()).isTrue();
    assertThat(verdict.observed()).contains("one replication gives no interval");
  }

  @Test
  void whatWasNotMeasuredDoesNotPass() {
    Verdict verdict = judge(Expectation.Operator.LESS, 100, null, Double.NaN);

    assertThat(verdict.pass()).isFalse();
    assertThat(verdict.inconclusive()).isTrue();
  }

  @Test
  void whatWasNotReachedIsMoreThanAnything() {
    double[] measured = {50, Double.POSITIVE_INFINITY};

    Verdict below = judge(Expectation.Operator.LESS, 1e9, 0.95, measured);
    assertThat(below.pass()).isFalse();
    assertThat(below.observed()).isEqualTo("not reached");
    assertThat(judge(Expectation.Operator.GREATER, 1e9, 0.95, measured).pass()).isTrue();
  }

  @Test
  void quantitiesAreSaidAsPeopleSayThem() {
    assertThat(Quantities.text(83.44, "s", "time_to_proof.p50")).isEqualTo("83.4 s");
    assertThat(Quantities.text(5_400, "s", "time_to_proof.p50")).isEqualTo("90 min");
    assertThat(Quantities.text(1.5e18, "wei", "minted")).isEqualTo("1.5 ZKPoW");
    assertThat(Quantities.text(3e13, "wei", "l1_cost_per_tx")).isEqualTo("30000 gwei");
    assertThat(Quantities.text(0.12345, "", "miss_rate")).isEqualTo("0.123");
    assertThat(Quantities.text(2_500_000, "", "tasks_made")).isEqualTo("2.50 M");
    assertThat(Quantities.text(0, "", "tasks_made")).isEqualTo("0");
  }
}
