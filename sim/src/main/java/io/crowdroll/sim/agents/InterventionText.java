package io.crowdroll.sim.agents;

import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.sim.scenario.Censorship;
import io.crowdroll.sim.scenario.Intervention;
import java.math.BigDecimal;
import java.util.Locale;

/** What an intervention does, in the words of the report. */
final class InterventionText {
  private static final int DECIMALS = 18;

  private InterventionText() {}

  static String of(Intervention intervention, boolean begins) {
    String what =
        switch (intervention) {
          case Intervention.Outage outage ->
              "outage of " + percent(outage.share()) + " of the provers, " + outage.region();
          case Intervention.Join join ->
              join.count() + " provers of cohort " + join.cohort() + " join";
          case Intervention.Leave leave ->
              leave.count() + " provers of cohort " + leave.cohort() + " leave";
          case Intervention.Rush rush -> "arrivals × " + number(rush.factor());
          case Intervention.Congestion congestion -> "L1 demand × " + number(congestion.factor());
          case Intervention.Reorg reorg -> "L1 replaces its last " + reorg.depth() + " blocks";
          case Intervention.PriceShock shock -> "price of ZKPoW × " + number(shock.factor());
          case Intervention.Censor censor -> censorship(censor.censorship());
          case Intervention.Crash crash ->
              "validators of " + percent(crash.share()) + " of stake are down";
          case Intervention.Deposit deposit ->
              deposit.count() + " users deposit " + tokens(deposit.amount()) + " each";
          case Intervention.Force force ->
              force.count()
                  + (force.targeted() ? " targeted" : "")
                  + " users force a "
                  + force.kind().name().toLowerCase(Locale.ROOT)
                  + " of "
                  + tokens(force.amount());
          case Intervention.WithdrawWave wave ->
              wave.count() + " users withdraw " + tokens(wave.amount()) + " each";
        };
    return begins ? what : "end of: " + what;
  }

  private static String censorship(Censorship censorship) {
    String who =
        switch (censorship.who()) {
          case Censorship.Who.ShareOfStake(double share) ->
              "validators of " + percent(share) + " of stake";
          case Censorship.Who.Jurisdiction(String region) -> "validators in " + region;
        };
    return who + " censor " + censorship.what().name().toLowerCase(Locale.ROOT) + " of targets";
  }

  private static String percent(double share) {
    return number(100 * share) + " %";
  }

  private static String number(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  private static String tokens(Wei amount) {
    return new BigDecimal(amount.toBigInteger(), DECIMALS).stripTrailingZeros().toPlainString()
        + " ZKPoW";
  }
}
