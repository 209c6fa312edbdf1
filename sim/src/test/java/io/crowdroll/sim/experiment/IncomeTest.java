package io.crowdroll.sim.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.reports.results.Row;
import org.junit.jupiter.api.Test;

class IncomeTest {
  private final Income income = new Income();

  IncomeTest() {
    income.add(0);
    income.add(200);
  }

  @Test
  void aForkTakesBackWhatItsBlocksPaidAndFined() {
    income.paid(5, 10, 0, Wei.tokens(3), 2e-18);
    income.paid(7, 14, 0, Wei.tokens(40), 2e-18);
    income.penalised(7, 0, Wei.tokens(8), 2e-18);
    income.paid(7, 14, 200, Wei.tokens(1), 2e-18);
    assertThat(income.earned(0)).isEqualTo(Wei.tokens(43));
    assertThat(income.levied(0)).isEqualTo(Wei.tokens(8));
    assertThat(income.usd(0)).isCloseTo(70e18 * 1e-18, within(1e-9));

    income.reverted(7);

    assertThat(income.earned(0)).isEqualTo(Wei.tokens(3));
    assertThat(income.levied(0)).isEqualTo(Wei.ZERO);
    assertThat(income.proofs(0)).isEqualTo(1);
    assertThat(income.usd(0)).isCloseTo(6, within(1e-9));
    assertThat(income.firstEarnedMs(0)).isEqualTo(10);
    assertThat(income.firstEarnedMs(200)).isEqualTo(Row.NEVER);
    income.paid(8, 20, 200, Wei.tokens(2), 2e-18);
    assertThat(income.firstEarnedMs(200)).isEqualTo(20);
  }

  @Test
  void whatIsSettledStays() {
    income.paid(5, 10, 0, Wei.tokens(3), 1e-18);
    income.paid(6, 12, 0, Wei.tokens(4), 1e-18);
    income.settled(6);
    income.reverted(1);
    assertThat(income.earned(0)).isEqualTo(Wei.tokens(3));
    assertThat(income.proofs(0)).isEqualTo(1);
  }
}
