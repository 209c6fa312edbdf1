package io.crowdroll.sim.experiment;

import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.reports.results.ReplicationWriter;
import io.crowdroll.reports.results.SeriesRow;
import io.crowdroll.sim.agents.Gauges;
import it.unimi.dsi.fastutil.doubles.DoubleArrayList;

/** Quantities over time: sampled for the figures, watched at every block for extremes. */
final class GaugeLog {
  private static final double MILLIS_AN_HOUR = 3.6e6;

  private final ReplicationWriter writer;
  private final DoubleArrayList hours = new DoubleArrayList();
  private final DoubleArrayList backlog = new DoubleArrayList();
  private long blocks;
  private double activeSum;
  private int activeMin = Integer.MAX_VALUE;
  private double backlogSum;
  private long backlogMax;

  GaugeLog(ReplicationWriter writer) {
    this.writer = writer;
  }

  void block(Gauges gauges) {
    blocks++;
    int active = gauges.activeProvers();
    activeSum += active;
    activeMin = Math.min(activeMin, active);
    long waiting = gauges.waitingUnits();
    backlogSum += waiting;
    backlogMax = Math.max(backlogMax, waiting);
  }

  void sample(long millis, Gauges gauges, int provenNotCommitted) {
    hours.add(millis / MILLIS_AN_HOUR);
    backlog.add(gauges.waitingUnits());
    write("active_provers", millis, gauges.activeProvers());
    write("waiting_units", millis, gauges.waitingUnits());
    write("waiting_tasks", millis, gauges.waitingTasks());
    write("leased_tasks", millis, gauges.leasedTasks());
    write("unit_base_fee_wei", millis, gauges.unitBaseFee());
    write("gas_base_fee_wei", millis, gauges.gasBaseFee());
    write("bounty_transfer_wei", millis, gauges.bountyOfTransfer());
    write("minted_wei", millis, gauges.minted());
    write("burned_wei", millis, gauges.burned());
    write("pool_wei", millis, gauges.pool());
    write("escrow_wei", millis, gauges.escrow());
    write("agent_fund_wei", millis, gauges.agentFund());
    write("debt_wei", millis, gauges.debt());
    write("pending_wei", millis, gauges.pending());
    write("uncollected_wei", millis, gauges.uncollected());
    write("supply_wei", millis, gauges.supply());
    write("l1_base_fee_wei", millis, gauges.l1BaseFee());
    write("zkpow_per_eth", millis, Amounts.toDouble(gauges.zkpowPerEth()) / Wei.ONE);
    write("queue_length", millis, gauges.queueLength());
    write("proven_not_committed", millis, provenNotCommitted);
    write("mempool", millis, gauges.mempool());
  }

  private void write(String metric, long millis, Wei value) {
    write(metric, millis, Amounts.toDouble(value));
  }

  private void write(String metric, long millis, double value) {
    writer.series(new SeriesRow(metric, millis, value));
  }

  void end(Gauges gauges, MetricSheet sheet) {
    sheet.put("active_provers.mean", Amounts.ratio(activeSum, blocks));
    sheet.put("active_provers.min", blocks == 0 ? Double.NaN : activeMin);
    sheet.put("backlog.max", backlogMax);
    sheet.put("backlog.mean", Amounts.ratio(backlogSum, blocks));
    sheet.put("backlog.slope", slope());
    sheet.put("blocks", blocks);
    sheet.put("penalties_uncollected", Amounts.toDouble(gauges.uncollected()));
    sheet.put("minted", Amounts.toDouble(gauges.minted()));
    sheet.put("burned", Amounts.toDouble(gauges.burned()));
    sheet.put("net_issuance", Amounts.toDouble(gauges.minted().minus(gauges.burned())));
    sheet.put("pool_end", Amounts.toDouble(gauges.pool()));
    sheet.put("agent_fund_end", Amounts.toDouble(gauges.agentFund()));
    sheet.put("supply_end", Amounts.toDouble(gauges.supply()));
    sheet.put("debt", Amounts.toDouble(gauges.debt()));
  }

  /** Units waiting an hour, by least squares over the samples. */
  private double slope() {
    int n = hours.size();
    double meanTime = 0;
    double meanUnits = 0;
    for (int i = 0; i < n; i++) {
      meanTime += hours.getDouble(i) / n;
      meanUnits += backlog.getDouble(i) / n;
    }
    double covariance = 0;
    double variance = 0;
    for (int i = 0; i < n; i++) {
      double deviation = hours.getDouble(i) - meanTime;
      covariance += deviation * (backlog.getDouble(i) - meanUnits);
      variance += deviation * deviation;
    }
    return Amounts.ratio(covariance, variance);
  }
}
