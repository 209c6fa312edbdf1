package io.crowdroll.sim.testnet.rpc;

import static io.crowdroll.sim.testnet.rpc.Json.quantity;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Asset;
import io.crowdroll.protocol.chain.FeeMarket;
import io.crowdroll.protocol.chain.FeeQuote;
import io.crowdroll.protocol.chain.Payee;
import io.crowdroll.protocol.chain.Transaction;
import io.crowdroll.protocol.node.Rollup;
import io.crowdroll.protocol.proving.Provers;
import io.crowdroll.protocol.proving.Task;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What this rollup has and Ethereum has not: proving work, provers, batches, three-part fees. */
final class CrowdrollMethods implements Method.Group {
  private static final int MAX_LISTED = 1_000;

  private final NodePort node;

  CrowdrollMethods(NodePort node) {
    this.node = node;
  }

  @Override
  public void addTo(Map<String, Method> methods) {
    methods.put("crowdroll_status", _ -> node.read(CrowdrollMethods::status));
    methods.put("crowdroll_estimateFee", this::estimateFee);
    methods.put("crowdroll_account", p -> of(p, CrowdrollMethods::account));
    methods.put("crowdroll_tasks", this::tasks);
    methods.put("crowdroll_task", this::task);
    methods.put("crowdroll_leases", p -> of(p, CrowdrollMethods::leases));
    methods.put("crowdroll_bounties", _ -> node.read(CrowdrollMethods::bounties));
    methods.put("crowdroll_provers", _ -> node.read(CrowdrollMethods::provers));
    methods.put("crowdroll_batches", this::batches);
    methods.put(
        "crowdroll_proverWork",
        p -> of(p, (it, address) -> Json.text(Json.data(it.work(address)))));
  }

  /** An answer about an account. */
  @FunctionalInterface
  private interface AboutAccount {
    JsonNode answer(NodeState state, Address address);
  }

  private JsonNode of(Params params, AboutAccount about) {
    Address address = params.address(0, "address");
    return node.read(it -> about.answer(it, address));
  }

  private static JsonNode status(NodeState state) {
    Rollup rollup = state.rollup();
    return Json.object()
        .put("chainId", quantity(state.deployment().chainId()))
        .put("contract", state.deployment().contract().toString())
        .put("provenOnly", state.provenOnly())
        .put("height", quantity(rollup.height()))
        .put("blockHash", rollup.lastHash().toString())
        .put("stateRoot", rollup.stateRoot().toString())
        .put("l1Origin", quantity(rollup.origin().number()))
        .put("forks", quantity(rollup.forks()))
        .put("activeProvers", rollup.proving().activeProvers())
        .put("waitingTasks", rollup.market().waitingTasks())
        .put("leasedTasks", rollup.market().leasedTasks())
        .put("waitingUnits", rollup.market().waitingUnits())
        .put("closedBatches", state.index().work().batches().size());
  }

  /** The fee of a transfer, withdrawal, bond or call in the next block, and what to sign for it. */
  private JsonNode estimateFee(Params params) {
    JsonNode wanted = params.object(0, "transaction");
    Transaction.Kind kind = kind(wanted.get("kind"));
    if (kind == Transaction.Kind.CALL) {
      CallRequest call = CallRequest.read(wanted);
      return node.read(
          it -> {
            HeadCalls.Ran ran = new HeadCalls(it).call(call);
            var used =
                new Transaction.Execution.Modelled(
                    ran.gasUsed() - FeeMarket.TRANSFER_GAS, ran.units());
            return fee(it.rollup().quote(kind, call.to(), ran.gasUsed(), used))
                .put("units", quantity(ran.units()));
          });
    }
    JsonNode to = wanted.get("to");
    Address recipient = to == null || to.isNull() ? Address.ZERO : Params.address(to, "to");
    return node.read(it -> fee(it.rollup().quote(kind, recipient, 0, null)));
  }

  private static Transaction.Kind kind(JsonNode name) {
    if (name == null || name.isNull()) {
      return Transaction.Kind.CALL;
    }
    String text = Params.text(name, "kind");
    for (Transaction.Kind kind : Transaction.Kind.values()) {
      if (Names.lower(kind).equals(text)) {
        return kind;
      }
    }
    throw Params.wrong("kind", "is none of transfer, withdraw, bond, call");
  }

  /** A wallet signs for twice the fee: base fees move while a transaction waits. */
  private static ObjectNode fee(FeeQuote quote) {
    return FactJson.record(quote)
        .put("total", quantity(quote.total()))
        .put("maxFee", quantity(quote.total().times(2)));
  }

  private static JsonNode account(NodeState state, Address address) {
    Rollup rollup = state.rollup();
    int account = rollup.accounts().find(address);
    boolean present = account >= 0;
    int prover = present ? rollup.proving().provers().ofAccount(account) : -1;
    ObjectNode node = Json.object().put("address", address.toString()).put("present", present);
    if (present) {
      node.put("nonce", quantity(rollup.accounts().nonce(account)))
          .put("balance", quantity(rollup.accounts().balance(account)))
          .put("debt", quantity(rollup.accounts().debt(account)))
          .put("bonded", quantity(rollup.accounts().bonded(account)))
          .put(Names.lower(Asset.ETH), quantity(rollup.accounts().eth(account)));
    }
    return prover < 0 ? node : node.put("prover", prover);
  }

  private JsonNode tasks(Params params) {
    JsonNode state = params.orNull(0);
    String wanted = state == null ? null : Params.text(state, "state");
    return node.read(
        it ->
            Json.array(
                StreamSupport.stream(it.index().work().open().spliterator(), false)
                    .filter(work -> wanted == null || work.state().equals(wanted))
                    .limit(MAX_LISTED)
                    .map(work -> task(work, it.rollup()))));
  }

  private JsonNode task(Params params) {
    var id = params.hash(0, "task");
    return node.read(
        it -> {
          WorkIndex.Work work = it.index().work().find(id);
          return work == null ? Json.none() : task(work, it.rollup());
        });
  }

  private static JsonNode task(WorkIndex.Work work, Rollup rollup) {
    ObjectNode node =
        Json.object()
            .put("id", work.made.id().toString())
            .put("task", quantity(work.made.task()))
            .put("kind", work.made.kind() == null ? "aggregation" : Names.lower(work.made.kind()))
            .put("state", work.state())
            .put("units", work.made.units())
            .put("madeAt", quantity(work.madeAt))
            .put("lastTransition", quantity(work.made.lastTransition()));
    Task open = rollup.market().task(work.made.task());
    if (open != null && work.proven == null) {
      node.put("bounty", quantity(rollup.proving().quote(open)));
    }
    if (work.proven != null) {
      node.put("provenBy", payee(work.proven.by())).put("right", Names.lower(work.proven.right()));
    }
    node.set("leases", Json.array(work.leases.stream().map(CrowdrollMethods::lease)));
    node.set("paid", Json.array(work.payments.stream().map(FactJson::record)));
    return node;
  }

  private static ObjectNode lease(WorkIndex.Lease lease) {
    ObjectNode node =
        Json.object()
            .put("holder", payee(lease.begun.holder()))
            .put("right", Names.lower(lease.begun.right()))
            .put("bounty", quantity(lease.begun.bounty()))
            .put("penalty", quantity(lease.begun.penalty()))
            .put("assignedAt", quantity(lease.begun.height()))
            .put("deadline", lease.deadline < 0 ? null : quantity(lease.deadline));
    return lease.ended == null ? node : node.put("ended", Names.lower(lease.ended.how()));
  }

  private static String payee(int payee) {
    return Payee.isValidator(payee)
        ? "validator " + Payee.validatorIndex(payee)
        : "prover " + payee;
  }

  private static JsonNode leases(NodeState state, Address address) {
    Rollup rollup = state.rollup();
    int account = rollup.accounts().find(address);
    int prover = account < 0 ? -1 : rollup.proving().provers().ofAccount(account);
    if (prover < 0) {
      return Json.array(Stream.of());
    }
    return Json.array(
        state.index().work().heldBy(prover).stream()
            .flatMap(
                work ->
                    work.openLeases().stream()
                        .filter(lease -> lease.begun.holder() == prover)
                        .map(
                            lease ->
                                lease(lease)
                                    .put("id", work.made.id().toString())
                                    .put("task", quantity(work.made.task()))
                                    .put("units", work.made.units()))));
  }

  /** What a lease of each usual kind would be worth now. */
  private static JsonNode bounties(NodeState state) {
    Rollup rollup = state.rollup();
    ObjectNode node = Json.object().put("unitBaseFee", quantity(rollup.fees().unitBaseFee()));
    Function<Integer, String> quote = units -> quantity(rollup.proving().freshQuote(units));
    return node.put("transfer", quote.apply(rollup.rules().units().transfer()))
        .put("open", quote.apply(rollup.rules().units().open()))
        .put("perUnit", quote.apply(1));
  }

  private static JsonNode provers(NodeState state) {
    Provers provers = state.rollup().proving().provers();
    return Json.array(
        IntStream.range(0, Math.min(MAX_LISTED, provers.size()))
            .mapToObj(
                prover -> {
                  int account = provers.account(prover);
                  return Json.object()
                      .put("prover", prover)
                      .put("account", state.rollup().accounts().address(account).toString())
                      .put("active", state.rollup().proving().isActive(prover))
                      .put("capacity", provers.capacity(prover))
                      .put("openLeases", provers.openLeases(prover))
                      .put("bonded", quantity(state.rollup().accounts().bonded(account)))
                      .put("reserved", quantity(provers.reserved(prover)))
                      .put("provenUnits", quantity(provers.provenUnits(prover)));
                }));
  }

  /** Closed batches from an index on, the first 1 where none is named. */
  private JsonNode batches(Params params) {
    long from = params.orNull(0) == null ? 1 : params.quantity(0, "from");
    return node.read(
        it -> {
          List<WorkIndex.Closed> all = it.index().work().batches();
          return Json.array(
              all.stream()
                  .filter(batch -> batch.header().index() >= from)
                  .limit(MAX_LISTED)
                  .map(CrowdrollMethods::batch));
        });
  }

  private static JsonNode batch(WorkIndex.Closed batch) {
    return Json.object()
        .put("index", quantity(batch.header().index()))
        .put("closedAt", quantity(batch.height))
        .put("firstTransition", quantity(batch.closed.firstTransition()))
        .put("lastTransition", quantity(batch.closed.lastTransition()))
        .put("proven", batch.proven != null)
        .put("provenBy", batch.proven == null ? null : payee(batch.proven.payee()))
        .put("final", batch.isFinal)
        .put("headerHash", batch.header().hash().toString());
  }
}
