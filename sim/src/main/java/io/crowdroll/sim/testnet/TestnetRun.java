package io.crowdroll.sim.testnet;

import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.sim.kernel.EntityClass;
import io.crowdroll.sim.kernel.Purpose;
import io.crowdroll.sim.kernel.RandomStream;
import io.crowdroll.sim.kernel.Streams;
import io.crowdroll.sim.scenario.Arrivals;
import io.crowdroll.sim.scenario.Scenario;
import io.crowdroll.sim.testnet.rpc.RpcClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * A scenario's users on a testnet, and what must hold when they are done: nothing that a validator
 * took is lost (I8), and all validators have the same chain (I6).
 */
public final class TestnetRun {
  private static final long SETTLE_MILLIS = 90_000;

  /** Likewise until all of it is proven on L1. */
  private static final long FINAL_MILLIS = 600_000;

  private static final long POLL_MILLIS = 1_000;

  /**
   * What came of it.
   *
   * @param taken transactions that validators took
   * @param refused those that they did not
   * @param height of the chain
   * @param batches closed
   * @param proven of them
   * @param finals of them, final on L1
   * @param millis from handing in to the block's time, of every transaction taken
   * @param failures what does not hold, in sentences; empty = all holds
   */
  public record Outcome(
      int taken,
      int refused,
      long height,
      int batches,
      int proven,
      int finals,
      List<Long> millis,
      List<String> failures) {}

  private final TestnetPlan plan;
  private final Testnet testnet;
  private final Consumer<String> told;
  private volatile boolean cancelled;

  /**
   * @param told is told now and then how it goes
   */
  public TestnetRun(TestnetPlan plan, Testnet testnet, Consumer<String> told) {
    this.plan = plan;
    this.testnet = testnet;
    this.told = told;
  }

  /** Ends the run soon. Any thread may call. */
  public void cancel() {
    cancelled = true;
  }

  /** Drives the users for the scenario's duration, waits for what they sent, and looks. */
  public Outcome run() throws IOException, InterruptedException {
    Scenario scenario = plan.scenario();
    if (!(scenario.arrivals() instanceof Arrivals.Poisson(double perSecond))) {
      throw new IOException(
          "a testnet's arrivals are of law poisson: `crowdroll explain arrivals`");
    }
    RandomStream chance =
        new Streams(scenario.seed(), 0).stream(EntityClass.USER, 0, Purpose.ARRIVAL);
    Traffic traffic =
        new Traffic(plan, testnet.contracts().deployment(), testnet.cluster(), chance);
    long begun = System.currentTimeMillis();
    double due = begun;
    while (!cancelled && due - begun < scenario.durationMillis()) {
      due += -StrictMath.log(1 - chance.nextDouble()) / perSecond * 1_000;
      Thread.sleep(Math.max(0, (long) due - System.currentTimeMillis()));
      traffic.transfer();
    }
    told.accept(traffic.taken().size() + " transactions taken; waiting for their blocks");
    long end = System.currentTimeMillis() + SETTLE_MILLIS;
    while (!cancelled && missing(traffic) > 0 && System.currentTimeMillis() < end) {
      Thread.sleep(POLL_MILLIS);
    }
    List<String> failures = new ArrayList<>();
    if (scenario.rules().provenOnly()) {
      awaitFinal(traffic, failures);
    }
    return outcome(traffic, failures);
  }

  /** Where proofs are real all that validators took must become final on L1. */
  private void awaitFinal(Traffic traffic, List<String> failures)
      throws IOException, InterruptedException {
    long last = -1;
    for (Hash256 hash : traffic.taken().keySet()) {
      JsonNode transition = receipt(0, hash).path("transition");
      last = transition.isString() ? Math.max(last, RpcClient.number(transition)) : last;
    }
    told.accept("all transactions are in blocks; waiting until they are final on L1");
    long end = System.currentTimeMillis() + FINAL_MILLIS;
    long proven = -1;
    for (int seen = 0; !cancelled && proven < last; Thread.sleep(POLL_MILLIS)) {
      List<JsonNode> finals = finals(testnet.cluster().client(0).call("crowdroll_batches"));
      if (finals.size() > seen) {
        seen = finals.size();
        proven = RpcClient.number(finals.getLast().get("lastTransition"));
        told.accept(seen + " batches are final on L1");
      }
      if (System.currentTimeMillis() > end) {
        failures.add("not all that was taken is final on L1 after " + FINAL_MILLIS / 1_000 + " s");
        return;
      }
    }
  }

  private static List<JsonNode> finals(JsonNode batches) {
    List<JsonNode> finals = new ArrayList<>();
    for (JsonNode batch : batches) {
      if (batch.get("final").booleanValue()) {
        finals.add(batch);
      }
    }
    return finals;
  }

  private int missing(Traffic traffic) throws IOException {
    int missing = 0;
    for (Hash256 hash : traffic.taken().keySet()) {
      if (receipt(0, hash).isNull()) {
        missing++;
      }
    }
    return missing;
  }

  private JsonNode receipt(int validator, Hash256 hash) throws IOException {
    return testnet.cluster().client(validator).call("eth_getTransactionReceipt", hash.toString());
  }

  private Outcome outcome(Traffic traffic, List<String> failures) throws IOException {
    RpcClient node = testnet.cluster().client(0);
    List<Long> millis = new ArrayList<>();
    for (Map.Entry<Hash256, Long> sent : traffic.taken().entrySet()) {
      JsonNode receipt = receipt(0, sent.getKey());
      if (receipt.isNull()) {
        failures.add("I8: transaction " + sent.getKey() + " was taken and is in no block");
      } else {
        JsonNode block = node.call("eth_getBlockByHash", receipt.get("blockHash"), false);
        millis.add(RpcClient.number(block.get("timestampMillis")) - sent.getValue());
      }
    }
    long height = sameChain(failures);
    JsonNode batches = node.call("crowdroll_batches");
    int proven = 0;
    for (JsonNode batch : batches) {
      proven += batch.get("proven").booleanValue() ? 1 : 0;
    }
    return new Outcome(
        traffic.taken().size(),
        traffic.refused(),
        height,
        batches.size(),
        proven,
        finals(batches).size(),
        millis,
        failures);
  }

  /** Compares the validators block by block, up to the lowest head; its height. */
  private long sameChain(List<String> failures) throws IOException {
    long height = Long.MAX_VALUE;
    for (int i = 0; i < plan.validators(); i++) {
      JsonNode number = testnet.cluster().client(i).call("eth_blockNumber");
      height = Math.min(height, RpcClient.number(number));
    }
    for (int i = 1; i < plan.validators() && height > 0; i++) {
      String tag = "0x" + Long.toHexString(height);
      JsonNode one = testnet.cluster().client(0).call("eth_getBlockByNumber", tag, false);
      JsonNode other = testnet.cluster().client(i).call("eth_getBlockByNumber", tag, false);
      if (!one.equals(other)) {
        failures.add("I6: validators 0 and " + i + " differ at height " + height);
      }
    }
    return height;
  }
}
