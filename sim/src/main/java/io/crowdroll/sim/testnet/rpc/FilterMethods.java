package io.crowdroll.sim.testnet.rpc;

import static io.crowdroll.sim.testnet.rpc.Json.quantity;

import io.crowdroll.protocol.chain.Hash256;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import tools.jackson.databind.JsonNode;

/**
 * Filters that a client makes and then asks for what is new. One that nobody asks for five minutes
 * is forgotten.
 */
final class FilterMethods implements Method.Group {
  private static final int MAX_FILTERS = 1_000;
  private static final int MAX_PENDING = 10_000;
  private static final long IDLE_NANOS = 300_000_000_000L;

  private enum Kind {
    LOGS,
    BLOCKS,
    PENDING
  }

  /** What a client wants, and how far it has been told. */
  private static final class Filter {
    final Kind kind;
    final Logs logs;
    final ChainMethods.Range range;
    long told;
    long askedAt;

    Filter(Kind kind, Logs logs, ChainMethods.Range range, long told) {
      this.kind = kind;
      this.logs = logs;
      this.range = range;
      this.told = told;
    }
  }

  private final NodePort node;
  private final LongSupplier nanos;
  private final Map<Long, Filter> filters = new LinkedHashMap<>();
  private final Deque<Hash256> pending = new ArrayDeque<>();
  private long arrived;
  private long next = 1;

  /**
   * @param nanos a clock
   */
  FilterMethods(NodePort node, LongSupplier nanos) {
    this.node = node;
    this.nanos = nanos;
    node.watch(
        news -> {
          if (news instanceof NodePort.News.Pending(Hash256 hash)) {
            arrived(hash);
          }
        });
  }

  private synchronized void arrived(Hash256 hash) {
    pending.addLast(hash);
    arrived++;
    if (pending.size() > MAX_PENDING) {
      pending.removeFirst();
    }
  }

  @Override
  public void addTo(Map<String, Method> methods) {
    methods.put("eth_newFilter", this::newFilter);
    methods.put(
        "eth_newBlockFilter",
        _ -> add(new Filter(Kind.BLOCKS, null, null, node.read(it -> it.index().height()))));
    methods.put("eth_newPendingTransactionFilter", _ -> add(pendingFilter()));
    methods.put("eth_uninstallFilter", this::remove);
    methods.put("eth_getFilterChanges", this::changes);
    methods.put("eth_getFilterLogs", this::all);
  }

  private synchronized Filter pendingFilter() {
    return new Filter(Kind.PENDING, null, null, arrived);
  }

  private JsonNode newFilter(Params params) {
    JsonNode object = params.object(0, "filter");
    Logs logs = Logs.read(object);
    boolean open =
        object.get("toBlock") == null
            || !object.get("toBlock").isString()
            || !object.get("toBlock").stringValue().startsWith("0x");
    return add(
        node.read(
            it -> {
              ChainMethods.Range range = ChainMethods.Range.read(object, it.index());
              ChainMethods.Range wanted =
                  new ChainMethods.Range(range.from(), open ? Long.MAX_VALUE : range.to());
              return new Filter(Kind.LOGS, logs, wanted, it.index().height());
            }));
  }

  private synchronized JsonNode add(Filter filter) {
    long now = nanos.getAsLong();
    filters.values().removeIf(one -> now - one.askedAt > IDLE_NANOS);
    if (filters.size() >= MAX_FILTERS) {
      throw new RpcError(
          RpcError.LIMIT_EXCEEDED, "there are " + MAX_FILTERS + " filters: uninstall some");
    }
    filter.askedAt = now;
    filters.put(next, filter);
    return Json.text(quantity(next++));
  }

  private synchronized JsonNode remove(Params params) {
    return Json.bool(filters.remove(params.quantity(0, "filter")) != null);
  }

  private synchronized Filter find(Params params) {
    Filter filter = filters.get(params.quantity(0, "filter"));
    if (filter == null) {
      throw new RpcError(RpcError.REFUSED, "filter not found");
    }
    filter.askedAt = nanos.getAsLong();
    return filter;
  }

  private JsonNode changes(Params params) {
    Filter filter = find(params);
    return filter.kind == Kind.PENDING ? newPending(filter) : node.read(it -> news(filter, it));
  }

  private synchronized JsonNode newPending(Filter filter) {
    long skipped = Math.max(0, pending.size() - (arrived - filter.told));
    filter.told = arrived;
    List<String> hashes = new ArrayList<>();
    pending.stream().skip(skipped).forEach(hash -> hashes.add(hash.toString()));
    return Json.strings(hashes.stream());
  }

  private JsonNode news(Filter filter, NodeState state) {
    ChainIndex index = state.index();
    synchronized (this) {
      long from = Math.min(filter.told, index.height()) + 1;
      filter.told = index.height();
      if (filter.kind == Kind.BLOCKS) {
        return Json.strings(
            LongStream.rangeClosed(from, index.height())
                .mapToObj(height -> index.block(height).hash().toString()));
      }
      long first = Math.max(from, filter.range.from());
      return ChainMethods.logs(filter.logs, first, filter.range.to(), index);
    }
  }

  private JsonNode all(Params params) {
    Filter filter = find(params);
    if (filter.kind != Kind.LOGS) {
      throw new RpcError(RpcError.REFUSED, "the filter is not one of logs");
    }
    return node.read(
        it -> ChainMethods.logs(filter.logs, filter.range.from(), filter.range.to(), it.index()));
  }
}
