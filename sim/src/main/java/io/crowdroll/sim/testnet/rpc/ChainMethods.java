package io.crowdroll.sim.testnet.rpc;

import static io.crowdroll.sim.testnet.rpc.Json.quantity;

import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Transaction;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import tools.jackson.databind.JsonNode;

/** Blocks, transactions, receipts and logs. */
final class ChainMethods implements Method.Group {
  /** Most logs in an answer. */
  static final int MAX_LOGS = 10_000;

  private final NodePort node;

  ChainMethods(NodePort node) {
    this.node = node;
  }

  @Override
  public void addTo(Map<String, Method> methods) {
    methods.put("eth_blockNumber", _ -> node.read(it -> number(it.index().height())));
    methods.put(
        "eth_getBlockByNumber", p -> block(it -> BlockTag.block(p.orNull(0), it.index()), p));
    methods.put("eth_getBlockByHash", p -> block(it -> it.index().block(p.hash(0, "hash")), p));
    methods.put(
        "eth_getBlockReceipts",
        p -> node.read(it -> receipts(BlockTag.block(p.orNull(0), it.index()))));
    methods.put(
        "eth_getBlockTransactionCountByNumber",
        p -> node.read(it -> count(BlockTag.block(p.orNull(0), it.index()))));
    methods.put(
        "eth_getBlockTransactionCountByHash",
        p -> node.read(it -> count(it.index().block(p.hash(0, "hash")))));
    methods.put("eth_getUncleCountByBlockNumber", _ -> number(0));
    methods.put("eth_getUncleCountByBlockHash", _ -> number(0));
    methods.put("eth_getTransactionByHash", this::transaction);
    methods.put(
        "eth_getTransactionByBlockNumberAndIndex",
        p -> node.read(it -> transaction(BlockTag.block(p.orNull(0), it.index()), p)));
    methods.put(
        "eth_getTransactionByBlockHashAndIndex",
        p -> node.read(it -> transaction(it.index().block(p.hash(0, "hash")), p)));
    methods.put("eth_getTransactionReceipt", this::receipt);
    methods.put("eth_getLogs", this::logs);
  }

  private static JsonNode number(long number) {
    return Json.text(quantity(number));
  }

  /** Which block of a node a call means. */
  @FunctionalInterface
  private interface Choice {
    IndexedBlock of(NodeState state);
  }

  private JsonNode block(Choice choice, Params params) {
    boolean whole = params.flag(1, "whole");
    return node.read(
        it -> {
          IndexedBlock block = choice.of(it);
          return block == null ? Json.none() : BlockJson.block(block, whole);
        });
  }

  private static JsonNode count(IndexedBlock block) {
    return block == null ? Json.none() : number(block.entries().size());
  }

  private static JsonNode receipts(IndexedBlock block) {
    return block == null
        ? Json.none()
        : Json.array(block.entries().stream().map(entry -> BlockJson.receipt(block, entry)));
  }

  private JsonNode transaction(Params params) {
    Hash256 hash = params.hash(0, "hash");
    return node.read(
        it -> {
          ChainIndex.Place place = it.index().transaction(hash);
          if (place != null) {
            return BlockJson.transaction(place.block(), place.entry());
          }
          Transaction pending = it.pending(hash);
          return pending == null ? Json.none() : BlockJson.pending(pending, hash);
        });
  }

  private static JsonNode transaction(IndexedBlock block, Params params) {
    long index = params.quantity(1, "index");
    return block == null || index >= block.entries().size()
        ? Json.none()
        : BlockJson.transaction(block, block.entries().get((int) index));
  }

  private JsonNode receipt(Params params) {
    Hash256 hash = params.hash(0, "hash");
    return node.read(
        it -> {
          ChainIndex.Place place = it.index().transaction(hash);
          return place == null ? Json.none() : BlockJson.receipt(place.block(), place.entry());
        });
  }

  private JsonNode logs(Params params) {
    JsonNode filter = params.object(0, "filter");
    Logs wanted = Logs.read(filter);
    return node.read(
        it -> {
          Range range = Range.read(filter, it.index());
          return logs(wanted, range.from, range.to, it.index());
        });
  }

  /** The wanted logs of a run of blocks. */
  static JsonNode logs(Logs wanted, long from, long to, ChainIndex index) {
    List<Logs.Placed> found =
        LongStream.rangeClosed(Math.max(1, from), Math.min(to, index.height()))
            .mapToObj(index::block)
            .flatMap(wanted::in)
            .limit(MAX_LOGS + 1)
            .toList();
    if (found.size() > MAX_LOGS) {
      throw new RpcError(
          RpcError.LIMIT_EXCEEDED, "more than " + MAX_LOGS + " logs: ask for fewer blocks");
    }
    return Json.array(found.stream().map(Logs.Placed::json));
  }

  /** A run of blocks, both ends included. */
  record Range(long from, long to) {

    static Range read(JsonNode filter, ChainIndex index) {
      JsonNode from = some(filter.get("fromBlock"));
      JsonNode to = some(filter.get("toBlock"));
      JsonNode hash = some(filter.get("blockHash"));
      if (hash == null) {
        return new Range(BlockTag.height(from, index), BlockTag.height(to, index));
      }
      if (from != null || to != null) {
        throw Params.wrong("blockHash", "excludes fromBlock and toBlock");
      }
      IndexedBlock block = index.block(Params.hash(hash, "blockHash"));
      if (block == null) {
        throw new RpcError(RpcError.REFUSED, "the block of blockHash is not known");
      }
      return new Range(block.height(), block.height());
    }

    private static JsonNode some(JsonNode node) {
      return node == null || node.isNull() ? null : node;
    }
  }
}
