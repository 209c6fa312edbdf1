package io.crowdroll.sim.testnet.rpc;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one WebSocket connection has subscribed to: {@code eth_subscribe} to new heads, logs and
 * pending transactions, {@code crowdroll_subscribe} to the facts of each block.
 */
final class Subscriptions implements JsonRpc.Extra {
  private static final int MAX = 100;

  /** What is told of a block, or of a transaction that waits. */
  private interface Topic {
    void tell(NodePort.News news, Consumer<JsonNode> out);
  }

  private record Subscription(String method, Topic topic) {}

  private final Consumer<byte[]> out;
  private final Supplier<String> names;
  private final Map<String, Subscription> all = new LinkedHashMap<>();

  /**
   * @param out where notifications go; must not block
   * @param names of new subscriptions, each another
   */
  Subscriptions(Consumer<byte[]> out, Supplier<String> names) {
    this.out = out;
    this.names = names;
  }

  @Override
  public Method find(String name) {
    return switch (name) {
      case "eth_subscribe" -> p -> add("eth_subscription", ethereum(p));
      case "crowdroll_subscribe" -> p -> add("crowdroll_subscription", crowdroll(p));
      case "eth_unsubscribe", "crowdroll_unsubscribe" -> this::remove;
      default -> null;
    };
  }

  private synchronized JsonNode add(String method, Topic topic) {
    if (all.size() >= MAX) {
      throw new RpcError(
          RpcError.LIMIT_EXCEEDED, "a connection has at most " + MAX + " subscriptions");
    }
    String name = names.get();
    all.put(name, new Subscription(method, topic));
    return Json.text(name);
  }

  private synchronized JsonNode remove(Params params) {
    return Json.bool(all.remove(params.text(0, "subscription")) != null);
  }

  private static Topic ethereum(Params params) {
    return switch (params.text(0, "topic")) {
      case "newHeads" ->
          (news, out) -> {
            if (news instanceof NodePort.News.Head(IndexedBlock block)) {
              out.accept(BlockJson.header(block));
            }
          };
      case "logs" -> {
        JsonNode filter = params.orNull(1);
        Logs wanted = Logs.read(filter == null ? Json.object() : filter);
        yield (news, out) -> {
          if (news instanceof NodePort.News.Head(IndexedBlock block)) {
            wanted.in(block).map(Logs.Placed::json).forEach(out);
          }
        };
      }
      case "newPendingTransactions" ->
          (news, out) -> {
            if (news instanceof NodePort.News.Pending(var hash)) {
              out.accept(Json.text(hash.toString()));
            }
          };
      default -> throw Params.wrong("topic", "is none of newHeads, logs, newPendingTransactions");
    };
  }

  private static Topic crowdroll(Params params) {
    if (!params.text(0, "topic").equals("facts")) {
      throw Params.wrong("topic", "is not facts");
    }
    return (news, out) -> {
      if (news instanceof NodePort.News.Head(IndexedBlock block)) {
        ObjectNode told =
            Json.object()
                .put("height", Json.quantity(block.height()))
                .put("hash", block.hash().toString());
        told.set("facts", Json.array(block.facts().stream().map(FactJson::of)));
        out.accept(told);
      }
    };
  }

  /** Tells the connection what it wants to know of. */
  synchronized void tell(NodePort.News news) {
    all.forEach(
        (name, subscription) ->
            subscription.topic.tell(
                news, result -> out.accept(notification(name, subscription, result))));
  }

  private static byte[] notification(String name, Subscription subscription, JsonNode result) {
    ObjectNode params = Json.object().put("subscription", name);
    params.set("result", result);
    ObjectNode node = Json.object().put("jsonrpc", "2.0").put("method", subscription.method);
    node.set("params", params);
    return Json.MAPPER.writeValueAsBytes(node);
  }
}
