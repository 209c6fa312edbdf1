package io.crowdroll.sim.testnet.rpc;

import static io.crowdroll.sim.testnet.rpc.Json.quantity;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which logs a client wants.
 *
 * @param addresses of the contracts, empty = any
 * @param topics by place, at each the allowed ones, empty = any
 */
record Logs(Set<Address> addresses, List<Set<Hash256>> topics) {
  private static final int MAX_TOPICS = 4;

  /** Most alternatives at a place: a filter is kept and asked again and again. */
  private static final int MAX_ALTERNATIVES = 1_000;

  /**
   * A log in its block.
   *
   * @param number among the block's logs
   */
  record Placed(IndexedBlock block, Entry entry, int number, Receipt.Log log) {

    JsonNode json() {
      ObjectNode node =
          Json.object()
              .put("address", log.account().toString())
              .put("data", Json.data(log.data()))
              .put("blockNumber", quantity(block.height()))
              .put("blockHash", block.hash().toString())
              .put("blockTimestamp", quantity(block.block().timestamp() / 1_000))
              .put("transactionHash", entry.hash().toString())
              .put("transactionIndex", quantity(entry.index()))
              .put("logIndex", quantity(number))
              .put("removed", false);
      node.set("topics", Json.strings(log.topics().stream().map(Hash256::toString)));
      return node;
    }
  }

  /** The filter that an object of {@code eth_getLogs} describes; blocks apart. */
  static Logs read(JsonNode filter) {
    Set<Address> addresses = new TreeSet<>();
    for (JsonNode address : alternatives(filter.get("address"), "address")) {
      addresses.add(Params.address(address, "address"));
    }
    List<Set<Hash256>> topics = new ArrayList<>();
    JsonNode places = filter.get("topics");
    if (places != null && !places.isNull()) {
      if (!places.isArray() || places.size() > MAX_TOPICS) {
        throw Params.wrong("topics", "is no array of at most four");
      }
      for (JsonNode place : places) {
        Set<Hash256> allowed = new TreeSet<>();
        for (JsonNode topic : alternatives(place, "topics")) {
          allowed.add(Params.hash(topic, "topics"));
        }
        topics.add(allowed);
      }
    }
    return new Logs(addresses, topics);
  }

  private static Iterable<JsonNode> alternatives(JsonNode node, String name) {
    if (node == null || node.isNull()) {
      return List.of();
    }
    if (!node.isArray()) {
      return List.of(node);
    }
    if (node.size() > MAX_ALTERNATIVES) {
      throw Params.wrong(name, "has more than " + MAX_ALTERNATIVES + " alternatives");
    }
    return node;
  }

  /** The logs of a block that are wanted. */
  Stream<Placed> in(IndexedBlock block) {
    return block.entries().stream().flatMap(entry -> of(block, entry)).filter(this::wants);
  }

  /** All logs of a transaction. */
  static Stream<Placed> of(IndexedBlock block, Entry entry) {
    List<Receipt.Log> logs = entry.receipt().logs();
    return IntStream.range(0, logs.size())
        .mapToObj(i -> new Placed(block, entry, entry.firstLog() + i, logs.get(i)));
  }

  private boolean wants(Placed placed) {
    Receipt.Log log = placed.log();
    return (addresses.isEmpty() || addresses.contains(log.account()))
        && topics.size() <= log.topics().size()
        && IntStream.range(0, topics.size())
            .allMatch(i -> topics.get(i).isEmpty() || topics.get(i).contains(log.topics().get(i)));
  }
}
