package io.crowdroll.sim.testnet.rpc;

import static io.crowdroll.sim.testnet.rpc.Json.quantity;

import io.crowdroll.protocol.chain.Wei;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gas prices. They are of gas alone: what a transaction pays for its proof and for L1 comes on top
 * ({@code crowdroll_estimateFee}, and {@code proofFee} and {@code l1Fee} of receipts).
 */
final class FeeMethods implements Method.Group {
  /** A tenth of a gwei: blocks are seldom full. */
  static final Wei SUGGESTED_TIP = Wei.of(100_000_000);

  private static final int MAX_BLOCKS = 1_024;
  private static final int MAX_PERCENTILES = 100;

  private final NodePort node;

  FeeMethods(NodePort node) {
    this.node = node;
  }

  @Override
  public void addTo(Map<String, Method> methods) {
    methods.put(
        "eth_gasPrice",
        _ -> node.read(it -> amount(it.index().nextGasBaseFee().plus(SUGGESTED_TIP))));
    methods.put("eth_maxPriorityFeePerGas", _ -> amount(SUGGESTED_TIP));
    methods.put("eth_blobBaseFee", _ -> amount(Wei.of(1)));
    methods.put("eth_feeHistory", this::history);
  }

  private static JsonNode amount(Wei amount) {
    return Json.text(quantity(amount));
  }

  private JsonNode history(Params params) {
    JsonNode given = params.orNull(0);
    long count =
        given != null && given.isIntegralNumber() && given.canConvertToLong()
            ? given.longValue()
            : params.quantity(0, "blockCount");
    if (count < 1) {
      throw Params.wrong("blockCount", "is below 1");
    }
    double[] percentiles = percentiles(params.orNull(2));
    return node.read(
        it -> {
          long newest = BlockTag.height(params.orNull(1), it.index());
          if (newest > it.index().height()) {
            throw new RpcError(RpcError.REFUSED, "block " + newest + " is to come");
          }
          long oldest = Math.max(1, newest - Math.min(count, MAX_BLOCKS) + 1);
          return history(oldest, newest, percentiles, it);
        });
  }

  private static double[] percentiles(JsonNode given) {
    if (given == null) {
      return new double[0];
    }
    if (!given.isArray() || given.size() > MAX_PERCENTILES) {
      throw Params.wrong("percentiles", "is no array of at most " + MAX_PERCENTILES);
    }
    double[] percentiles = new double[given.size()];
    for (int i = 0; i < percentiles.length; i++) {
      JsonNode one = given.get(i);
      percentiles[i] = one.isNumber() ? one.doubleValue() : -1;
      if (!(percentiles[i] >= 0 && percentiles[i] <= 100)
          || i > 0 && percentiles[i] < percentiles[i - 1]) {
        throw Params.wrong("percentiles", "do not ascend from 0 to 100");
      }
    }
    return percentiles;
  }

  private static JsonNode history(long oldest, long newest, double[] percentiles, NodeState state) {
    List<IndexedBlock> blocks =
        LongStream.rangeClosed(oldest, newest).mapToObj(state.index()::block).toList();
    long blockGas = state.rollup().rules().fees().blockGas();
    IndexedBlock after = state.index().block(newest + 1);
    ObjectNode node = Json.object().put("oldestBlock", quantity(oldest));
    ArrayNode baseFees = Json.strings(blocks.stream().map(block -> quantity(block.gasBaseFee())));
    baseFees.add(quantity(after == null ? state.index().nextGasBaseFee() : after.gasBaseFee()));
    node.set("baseFeePerGas", baseFees);
    ArrayNode ratios = node.putArray("gasUsedRatio");
    blocks.forEach(block -> ratios.add((double) block.gasUsed() / blockGas));
    ArrayNode blobFees = node.putArray("baseFeePerBlobGas");
    ArrayNode blobRatios = node.putArray("blobGasUsedRatio");
    blobFees.add("0x1");
    blocks.forEach(
        _ -> {
          blobFees.add("0x1");
          blobRatios.add(0.0);
        });
    if (percentiles.length > 0) {
      node.set("reward", Json.array(blocks.stream().map(block -> rewards(block, percentiles))));
    }
    return node;
  }

  /** Tips for a gas at the percentiles of a block's gas, by ascending tip. */
  private static JsonNode rewards(IndexedBlock block, double[] percentiles) {
    record Share(Wei tip, long gas) {}

    List<Share> shares =
        block.entries().stream()
            .filter(entry -> entry.gasUsed() > 0)
            .map(entry -> new Share(entry.gasPrice().minus(block.gasBaseFee()), entry.gasUsed()))
            .sorted(Comparator.comparing(Share::tip))
            .toList();
    ArrayNode rewards = Json.strings(Stream.of());
    int at = 0;
    long below = shares.isEmpty() ? 0 : shares.getFirst().gas;
    for (double percentile : percentiles) {
      while (at + 1 < shares.size() && below < block.gasUsed() * percentile / 100) {
        below += shares.get(++at).gas;
      }
      rewards.add(quantity(shares.isEmpty() ? Wei.ZERO : shares.get(at).tip));
    }
    return rewards;
  }
}
