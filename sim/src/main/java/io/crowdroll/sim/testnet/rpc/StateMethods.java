package io.crowdroll.sim.testnet.rpc;

import static io.crowdroll.sim.testnet.rpc.Json.quantity;

import io.crowdroll.protocol.chain.AccessEntry;
import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.evm.Limbs;
import io.crowdroll.protocol.state.AccountLeaf;
import io.crowdroll.protocol.state.Accounts;
import io.crowdroll.protocol.state.StateProof;
import io.crowdroll.protocol.state.StorageLeaf;
import io.crowdroll.protocol.state.WorldState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Accounts, code and storage after the latest block, their proofs, and calls on them. */
final class StateMethods implements Method.Group {
  private static final int MAX_SLOTS = 1_024;

  private final NodePort node;

  StateMethods(NodePort node) {
    this.node = node;
  }

  @Override
  public void addTo(Map<String, Method> methods) {
    methods.put("eth_getBalance", p -> account(p, this::balance));
    methods.put("eth_getCode", p -> account(p, this::code));
    methods.put("eth_getTransactionCount", this::transactionCount);
    methods.put("eth_getStorageAt", this::storage);
    methods.put("eth_getProof", this::proof);
    methods.put("eth_call", p -> call(p, it -> Json.text(Json.data(it.output()))));
    methods.put("eth_estimateGas", this::estimate);
    methods.put("eth_createAccessList", this::accessList);
  }

  private JsonNode account(Params params, BiFunction<NodeState, Address, JsonNode> answer) {
    Address address = params.address(0, "address");
    return node.read(
        it -> {
          BlockTag.requireHead(params.orNull(1), it.index());
          return answer.apply(it, address);
        });
  }

  private JsonNode balance(NodeState state, Address address) {
    Accounts accounts = state.rollup().accounts();
    int account = accounts.find(address);
    return Json.text(quantity(account < 0 ? Wei.ZERO : accounts.balance(account)));
  }

  private JsonNode code(NodeState state, Address address) {
    int account = state.rollup().accounts().find(address);
    byte[] code = account < 0 ? new byte[0] : state.rollup().world().code(account).bytes();
    return Json.text(Json.data(code));
  }

  private JsonNode transactionCount(Params params) {
    JsonNode tag = params.orNull(1);
    boolean pending = tag != null && tag.isString() && tag.stringValue().equals("pending");
    return account(
        params,
        (state, address) -> {
          Accounts accounts = state.rollup().accounts();
          int account = accounts.find(address);
          long nonce = account < 0 ? 0 : accounts.nonce(account);
          return Json.text(quantity(pending ? state.pendingNonce(address) : nonce));
        });
  }

  private JsonNode storage(Params params) {
    Address address = params.address(0, "address");
    JsonNode key = params.orNull(1);
    if (key == null) {
      throw Params.wrong("slot", "is missing");
    }
    Hash256 slot = Params.word(key, "slot");
    return node.read(
        it -> {
          BlockTag.requireHead(params.orNull(2), it.index());
          return Json.text(slot(it.rollup().world(), address, slot).toString());
        });
  }

  private static Hash256 slot(WorldState world, Address address, Hash256 slot) {
    int account = world.accounts().find(address);
    if (account < 0) {
      return Hash256.ZERO;
    }
    long[] words = new long[Limbs.WORD];
    Limbs.put(slot, words, 0);
    world.readStorage(account, words, 0, words, 0);
    return Limbs.hash(words, 0);
  }

  /**
   * The proof of an account in the form of EIP-1186. What it proves in is not Ethereum's trie but
   * the indexed Poseidon tree of STATEMENTS.md: {@code accountProof} are the 32 siblings from the
   * leaf up, and {@code leaf} has what the leaf's hash is over. Where the account is absent that is
   * the leaf that passes it over.
   */
  private JsonNode proof(Params params) {
    Address address = params.address(0, "address");
    List<Hash256> slots = new ArrayList<>();
    JsonNode keys = params.orNull(1);
    if (keys != null) {
      if (!keys.isArray() || keys.size() > MAX_SLOTS) {
        throw Params.wrong("slots", "is no array of at most " + MAX_SLOTS);
      }
      keys.forEach(key -> slots.add(Params.word(key, "slots")));
    }
    return node.read(
        it -> {
          BlockTag.requireHead(params.orNull(2), it.index());
          return proof(it.rollup().world(), address, slots);
        });
  }

  private static JsonNode proof(WorldState world, Address address, List<Hash256> slots) {
    StateProof proof = world.proof(address);
    AccountLeaf leaf = (AccountLeaf) proof.leaf();
    int account = world.accounts().find(address);
    boolean present = account >= 0;
    ObjectNode node =
        Json.object()
            .put("address", address.toString())
            .put("balance", quantity(present ? leaf.balance() : Wei.ZERO))
            .put("nonce", quantity(present ? leaf.nonce() : 0))
            .put("codeHash", (present ? leaf.codeHash() : Hash256.ZERO).toString())
            .put("storageHash", (present ? leaf.storageRoot() : Hash256.ZERO).toString())
            .put("tree", "indexed-poseidon-32")
            .put("index", quantity(proof.index()));
    node.set("accountProof", siblings(proof));
    node.set(
        "leaf",
        Json.object()
            .put("address", leaf.address().toString())
            .put("next", leaf.next().toString())
            .put("nonce", quantity(leaf.nonce()))
            .put("balance", quantity(leaf.balance()))
            .put("debt", quantity(leaf.debt()))
            .put("bonded", quantity(leaf.bonded()))
            .put("eth", quantity(leaf.eth()))
            .put("codeHash", leaf.codeHash().toString())
            .put("storageRoot", leaf.storageRoot().toString()));
    boolean coded = present && world.accounts().hasCode(account);
    node.set(
        "storageProof",
        Json.array(slots.stream().map(slot -> slotProof(world, coded ? account : -1, slot))));
    return node;
  }

  private static JsonNode slotProof(WorldState world, int account, Hash256 slot) {
    ObjectNode node = Json.object().put("key", slot.toString());
    if (account < 0) {
      node.put("value", "0x0").set("proof", Json.strings(Stream.of()));
      return node;
    }
    StateProof proof = world.storageProof(account, slot);
    StorageLeaf leaf = (StorageLeaf) proof.leaf();
    boolean present = leaf.key().equals(slot);
    node.put("value", quantity((present ? leaf.value() : Hash256.ZERO).toBigInteger()))
        .put("index", quantity(proof.index()));
    node.set("proof", siblings(proof));
    node.set(
        "leaf",
        Json.object()
            .put("key", leaf.key().toString())
            .put("next", leaf.nextKey().toString())
            .put("value", leaf.value().toString()));
    return node;
  }

  private static JsonNode siblings(StateProof proof) {
    return Json.strings(proof.siblings().stream().map(Hash256::toString));
  }

  private JsonNode call(Params params, Function<HeadCalls.Ran, JsonNode> answer) {
    CallRequest request = CallRequest.read(params.object(0, "call"));
    return node.read(
        it -> {
          BlockTag.requireHead(params.orNull(1), it.index());
          return answer.apply(new HeadCalls(it).call(request));
        });
  }

  private JsonNode estimate(Params params) {
    CallRequest request = CallRequest.read(params.object(0, "call"));
    return node.read(
        it -> {
          BlockTag.requireHead(params.orNull(1), it.index());
          return Json.text(quantity(new HeadCalls(it).estimate(request)));
        });
  }

  /** Sender, recipient and coinbase are warm anyway: they are listed for their slots only. */
  private JsonNode accessList(Params params) {
    CallRequest request = CallRequest.read(params.object(0, "call"));
    return node.read(
        it -> {
          BlockTag.requireHead(params.orNull(1), it.index());
          HeadCalls calls = new HeadCalls(it);
          HeadCalls.Ran ran = calls.call(request);
          List<AccessEntry> wanted =
              ran.accessed().stream()
                  .filter(entry -> !entry.keys().isEmpty() || !calls.isWarm(entry, request))
                  .toList();
          ObjectNode node = Json.object().put("gasUsed", quantity(ran.gasUsed()));
          node.set("accessList", BlockJson.accessList(wanted));
          if (!ran.outcome().isSuccess()) {
            node.put("error", ran.failure().getMessage());
          }
          return node;
        });
  }
}
