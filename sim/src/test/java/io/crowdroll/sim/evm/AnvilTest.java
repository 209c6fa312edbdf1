package io.crowdroll.sim.evm;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.EthereumTransaction;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.evm.Code;
import io.crowdroll.protocol.evm.ContractAddress;
import io.crowdroll.protocol.evm.Log;
import io.crowdroll.sim.testnet.rpc.RpcClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Generated transactions beside anvil: receipt, logs and what was returned, and the state root, in
 * which balances, nonces, code and storage of all accounts are. The seed of a case is in every
 * message.
 */
class AnvilTest {
  private static final String ZERO = "0x" + "0".repeat(64);
  private static final String NO_CODE = "0x";

  @Test
  void eightyTransactionsEndAsInAnvil() throws IOException {
    compare(20_000, 80);
  }

  @Test
  @Tag("long")
  void threeThousandTransactionsEndAsInAnvil() throws IOException {
    compare(30_000, 3_000);
  }

  private static void compare(int firstSeed, int count) throws IOException {
    int included = 0;
    int logs = 0;
    int returned = 0;
    try (Anvil anvil = Anvil.start()) {
      String genesis = anvil.call("eth_getBlockByNumber", "0x0", false).get("hash").asString();
      for (int seed = firstSeed; seed < firstSeed + count; seed++) {
        String empty = anvil.call("evm_snapshot").asString();
        Ended theirs = theirs(anvil, seed);
        Ended ours = ours(seed, theirs.block, Hex.word(genesis));
        assertThat(ours.all()).as("seed " + seed).isEqualTo(theirs.all());
        included += ours.receipt.isEmpty() ? 0 : 1;
        logs += ours.logs.size();
        returned += ours.output.equals("0x") ? 0 : 1;
        anvil.call("evm_revert", empty);
      }
    }
    assertThat(included).as("transactions in blocks").isGreaterThan(count / 2);
    assertThat(logs).as("logs").isGreaterThan(count / 20);
    assertThat(returned).as("outputs").isGreaterThan(count / 20);
  }

  /**
   * How a case ended.
   *
   * @param block in which it is
   * @param receipt status, gas used and the made contract's address; empty = not in the block
   * @param output what the code returned or reverted with
   */
  private record Ended(
      JsonNode block, List<String> receipt, List<String> logs, String output, String root) {
    List<Object> all() {
      return List.of(receipt, logs, output, root);
    }
  }

  private static Ended theirs(Anvil anvil, int seed) throws IOException {
    JsonNode test = test(seed);
    for (Map.Entry<String, JsonNode> account : test.get("pre").properties()) {
      String address = account.getKey();
      JsonNode state = account.getValue();
      anvil.call("anvil_setBalance", address, state.get("balance").asString());
      anvil.call("anvil_setNonce", address, state.get("nonce").asString());
      if (!state.get("code").asString().equals(NO_CODE)) {
        anvil.call("anvil_setCode", address, state.get("code").asString());
      }
      for (Map.Entry<String, JsonNode> slot : state.get("storage").properties()) {
        String key = slot.getKey();
        String value = Hex.word(slot.getValue().asString()).toString();
        anvil.call("anvil_setStorageAt", address, key, value);
      }
    }
    JsonNode env = test.get("env");
    anvil.call("anvil_setCoinbase", env.get("currentCoinbase").asString());
    anvil.call("anvil_setNextBlockBaseFeePerGas", env.get("currentBaseFee").asString());
    EthereumTransaction transaction = transaction(test);
    String hash = send(anvil, transaction);
    anvil.call("evm_mine");
    JsonNode block = anvil.call("eth_getBlockByNumber", "latest", false);
    String root = root(anvil);
    JsonNode receipt = anvil.call("eth_getTransactionReceipt", hash);
    if (receipt.isNull()) {
      return new Ended(block, List.of(), List.of(), "0x", root);
    }
    List<String> logs = new ArrayList<>();
    for (JsonNode log : receipt.get("logs")) {
      List<String> topics = new ArrayList<>();
      log.get("topics").forEach(topic -> topics.add(topic.asString()));
      logs.add(log(log.get("address").asString(), topics, log.get("data").asString()));
    }
    Map<String, Boolean> little = Map.of("disableStack", true, "disableStorage", true);
    String output =
        anvil.call("debug_traceTransaction", hash, little).get("returnValue").asString();
    return new Ended(
        block,
        receipt(
            receipt.get("status").asString().equals("0x1"),
            Hex.uint64(receipt.get("gasUsed").asString()),
            receipt.path("contractAddress").asString("")),
        logs,
        output.startsWith("0x") ? output : "0x" + output,
        root);
  }

  /** The transaction's hash; that of none where anvil does not take it. */
  private static String send(Anvil anvil, EthereumTransaction transaction) throws IOException {
    String raw = "0x" + HexFormat.of().formatHex(transaction.encode());
    try {
      return anvil.call("eth_sendRawTransaction", raw).asString();
    } catch (RpcClient.Refusal _) {
      return ZERO;
    }
  }

  /** The root of all of anvil's state; its own counts accounts and slots that are empty. */
  private static String root(Anvil anvil) throws IOException {
    byte[] dump = Hex.bytes(anvil.call("anvil_dumpState").asString());
    PlainState state = new PlainState(number -> null);
    JsonNode accounts =
        JsonMapper.shared()
            .readTree(new GZIPInputStream(new ByteArrayInputStream(dump)))
            .get("accounts");
    for (Map.Entry<String, JsonNode> entry : accounts.properties()) {
      Address address = Hex.address(entry.getKey());
      JsonNode account = entry.getValue();
      BigInteger balance = Hex.number(account.get("balance").asString());
      long nonce = account.get("nonce").asLong();
      Code code = Code.of(Hex.bytes(account.get("code").asString()));
      if (balance.signum() != 0 || nonce != 0 || code.size() != 0) {
        state.put(address, balance, nonce, code);
      }
      for (Map.Entry<String, JsonNode> slot : account.get("storage").properties()) {
        Hash256 value = Hex.word(slot.getValue().asString());
        if (!value.equals(Hash256.ZERO)) {
          state.putSlot(address, Hex.word(slot.getKey()), value);
        }
      }
    }
    state.endTransaction();
    return state.root().toString();
  }

  /** Our end of the case in the block that anvil has made for it. */
  private static Ended ours(int seed, JsonNode block, Hash256 genesis) {
    ObjectNode test = test(seed);
    ((ObjectNode) test.get("env"))
        .put("currentCoinbase", block.get("miner").asString())
        .put("currentNumber", block.get("number").asString())
        .put("currentTimestamp", block.get("timestamp").asString())
        .put("currentRandom", block.get("mixHash").asString())
        .put("currentBaseFee", block.get("baseFeePerGas").asString())
        .put("currentGasLimit", block.get("gasLimit").asString())
        .put("currentExcessBlobGas", block.get("excessBlobGas").asString());
    JsonNode file = JsonMapper.shared().createObjectNode().set("case", test);
    StateTest.Outcome outcome =
        StateTest.read(file).getFirst().outcome(null, number -> number == 0 ? genesis : null);
    String root = outcome.root().toString();
    if (!(outcome.processed() instanceof Processed.Included included)) {
      return new Ended(block, List.of(), List.of(), "0x", root);
    }
    boolean success = included.outcome().isSuccess();
    EthereumTransaction transaction = transaction(test);
    boolean creates = transaction.to() == null;
    String contract =
        creates
            ? ContractAddress.ofCreate(transaction.sender(), transaction.nonce()).toString()
            : "";
    List<String> logs = new ArrayList<>();
    for (Log log : included.logs()) {
      List<String> topics = log.topics().stream().map(Hash256::toString).toList();
      logs.add(log(log.account().toString(), topics, "0x" + HexFormat.of().formatHex(log.data())));
    }
    String output = "0x" + HexFormat.of().formatHex(included.outcome().output());
    return new Ended(block, receipt(success, included.gasUsed(), contract), logs, output, root);
  }

  private static List<String> receipt(boolean success, long gasUsed, String contract) {
    return List.of(success ? "success" : "failure", gasUsed + " gas", "made " + contract);
  }

  private static String log(String account, List<String> topics, String data) {
    return account + " " + topics + " " + data;
  }

  private static ObjectNode test(int seed) {
    String json = GeneratedCase.json(seed, ZERO, ZERO);
    return (ObjectNode) JsonMapper.shared().readTree(json).get("case");
  }

  private static EthereumTransaction transaction(JsonNode test) {
    JsonNode indexes = test.get("post").get("Cancun").get(0).get("indexes");
    return StateTestTransaction.of(test.get("transaction"), indexes);
  }
}
