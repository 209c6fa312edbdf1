package io.crowdroll.sim.testnet.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.chain.AccessEntry;
import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Asset;
import io.crowdroll.protocol.chain.EthereumTransaction;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.RollupMessage;
import io.crowdroll.protocol.chain.Secp256k1;
import io.crowdroll.protocol.chain.Transaction;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.evm.ContractAddress;
import io.crowdroll.protocol.state.AccountLeaf;
import io.crowdroll.protocol.state.StateProof;
import io.crowdroll.prover.curve.EdDsa;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** What clients ask, one call after another as they were recorded, and what they need to see. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RpcServerTest {
  private static final BigInteger SECRET = BigInteger.valueOf(0xC0FFEE);
  private static final Address ALICE = Secp256k1.address(Secp256k1.publicKey(SECRET));
  private static final byte[] KEY = new byte[32];
  private static final Address BOB = RollupMessage.address(EdDsa.publicKey(KEY));
  private static final Wei GWEI = Wei.of(1_000_000_000);
  private static final String STRANGER = "0x00000000000000000000000000000000000badc0";

  /** Adds one to slot 0 and logs the new count under topic 0. */
  private static final String COUNTER = "5f54600101805f555f525f60205fa100";

  private LocalChain chain;
  private RpcServer server;
  private Client client;
  private long nonce;

  @BeforeAll
  void start() throws Exception {
    chain = new LocalChain(List.of(ALICE, BOB), false);
    server = RpcServer.start(chain, "test", InetAddress.getLoopbackAddress(), 0, 0);
    client = new Client(server.httpPort());
    chain.block();
  }

  @AfterAll
  void stop() {
    server.close();
    chain.close();
  }

  @BeforeEach
  void nonce() {
    nonce = number(client.result("eth_getTransactionCount", ALICE.toString(), "latest"));
  }

  private static long number(JsonNode quantity) {
    return Long.parseLong(quantity.stringValue().substring(2), 16);
  }

  private String signed(Address to, Wei value, String data, long gas) {
    return Json.data(
        EthereumTransaction.dynamicFee(
                LocalChain.CHAIN_ID,
                nonce++,
                GWEI.toBigInteger(),
                GWEI.times(4).toBigInteger(),
                gas,
                to,
                value.toBigInteger(),
                HexFormat.of().parseHex(data),
                List.<AccessEntry>of())
            .signedBy(SECRET)
            .encode());
  }

  private JsonNode send(Address to, Wei value, String data, long gas) {
    JsonNode hash = client.result("eth_sendRawTransaction", signed(to, value, data, gas));
    chain.block();
    return client.result("eth_getTransactionReceipt", hash);
  }

  private Address counter() {
    Address made = ContractAddress.ofCreate(ALICE, nonce);
    JsonNode receipt = send(null, Wei.ZERO, "6f" + COUNTER + "5f52601060" + "10f3", 200_000);
    assertThat(receipt.get("status").stringValue()).isEqualTo("0x1");
    assertThat(receipt.get("contractAddress").stringValue()).isEqualTo(made.toString());
    return made;
  }

  @Test
  void castSendsACallFromNonceToReceipt() {
    Address counter = counter();
    assertThat(number(client.result("eth_chainId"))).isEqualTo(LocalChain.CHAIN_ID);
    JsonNode history = client.result("eth_feeHistory", "0xa", "latest", List.of(20));
    assertThat(history.get("gasUsedRatio").size()).isEqualTo(history.get("reward").size());
    assertThat(history.get("baseFeePerGas").size()).isEqualTo(history.get("reward").size() + 1);
    Map<String, Object> call = Map.of("from", ALICE.toString(), "to", counter.toString());
    long gas = number(client.result("eth_estimateGas", call));
    JsonNode receipt = send(counter, Wei.ZERO, "", gas);
    assertThat(receipt.get("status").stringValue()).isEqualTo("0x1");
    assertThat(number(receipt.get("gasUsed"))).isLessThanOrEqualTo(gas);
    JsonNode halted = send(counter, Wei.ZERO, "", gas / 2); // its proof units are bounded by gas
    assertThat(halted.get("status").stringValue()).isEqualTo("0x0");
    assertThat(receipt.get("logs").get(0).get("data").stringValue()).endsWith("01");
    for (String field :
        List.of(
            "type",
            "cumulativeGasUsed",
            "logsBloom",
            "transactionHash",
            "transactionIndex",
            "blockHash",
            "blockNumber",
            "from",
            "effectiveGasPrice",
            "proofFee",
            "l1Fee")) {
      assertThat(receipt.has(field)).as(field).isTrue();
    }
    assertThat(client.result("eth_blockNumber")).isEqualTo(halted.get("blockNumber"));
  }

  @Test
  void anEstimateOfATransferIsWhatItCosts() {
    Map<String, Object> transfer =
        Map.of("from", ALICE.toString(), "to", STRANGER, "value", "0x1", "unheardOf", List.of());
    assertThat(number(client.result("eth_estimateGas", transfer))).isEqualTo(21_000);
    JsonNode receipt = send(Address.fromBytes(bytes(STRANGER)), Wei.of(7), "", 21_000);
    assertThat(receipt.get("status").stringValue()).isEqualTo("0x1");
    assertThat(client.result("eth_getBalance", STRANGER, "latest").stringValue()).isEqualTo("0x7");
  }

  @Test
  void callsReadTheHeadAndLeaveItAsItIs() {
    Address counter = counter();
    String head = client.result("crowdroll_status").get("stateRoot").stringValue();
    for (int i = 0; i < 3; i++) {
      JsonNode output = client.result("eth_call", Map.of("to", counter.toString()), "latest");
      assertThat(output.stringValue()).isEqualTo("0x");
      assertThat(client.result("eth_getStorageAt", counter.toString(), "0x0", "latest"))
          .isEqualTo(Json.text(Hash256.ZERO.toString()));
    }
    assertThat(client.result("crowdroll_status").get("stateRoot").stringValue()).isEqualTo(head);
    assertThat(client.result("eth_getCode", counter.toString(), "latest").stringValue())
        .isEqualTo("0x" + COUNTER);
  }

  @Test
  void aRevertTellsItsReason() {
    // mstore the selector of Error(string), 0x20, 3 and "no!", and revert with 100 bytes
    String code =
        "62461bcd60e51b5f52" // 0x08c379a0 << 224
            + "6020600452"
            + "6003602452"
            + "626e6f2160e81b604452"
            + "60645ffd";
    JsonNode error = client.error("eth_call", Map.of("data", "0x" + code), "latest");
    assertThat(error.get("code").intValue()).isEqualTo(3);
    assertThat(error.get("message").stringValue()).isEqualTo("execution reverted: no!");
    assertThat(error.get("data").stringValue()).startsWith("0x08c379a0");
    assertThat(client.error("eth_estimateGas", Map.of("input", "0x" + code)).get("code").intValue())
        .isEqualTo(3);
  }

  @Test
  void anAccessListHasTheSlotsThatWereTouched() {
    Address counter = counter();
    JsonNode list =
        client.result(
            "eth_createAccessList",
            Map.of("from", ALICE.toString(), "to", counter.toString()),
            "latest");
    assertThat(list.get("accessList").size()).isOne();
    JsonNode entry = list.get("accessList").get(0);
    assertThat(entry.get("address").stringValue()).isEqualTo(counter.toString());
    assertThat(entry.get("storageKeys").get(0).stringValue()).isEqualTo(Hash256.ZERO.toString());
  }

  @Test
  void ethersAsksInBatchesAndWaitsByHash() {
    JsonNode answers =
        client.answer(
            "[{\"method\":\"eth_chainId\",\"params\":[],\"id\":1,\"jsonrpc\":\"2.0\"},"
                + "{\"method\":\"eth_getTransactionCount\",\"params\":[\""
                + ALICE
                + "\",\"pending\"],\"id\":2,\"jsonrpc\":\"2.0\"},"
                + "{\"method\":\"eth_getBlockByNumber\",\"params\":[\"latest\",false],"
                + "\"id\":3,\"jsonrpc\":\"2.0\"}]");
    assertThat(answers.size()).isEqualTo(3);
    assertThat(answers.get(1).get("id").intValue()).isEqualTo(2);
    JsonNode block = answers.get(2).get("result");
    for (String field :
        List.of(
            "hash",
            "parentHash",
            "sha3Uncles",
            "miner",
            "stateRoot",
            "transactionsRoot",
            "receiptsRoot",
            "logsBloom",
            "difficulty",
            "number",
            "gasLimit",
            "gasUsed",
            "timestamp",
            "extraData",
            "baseFeePerGas",
            "transactions")) {
      assertThat(block.has(field)).as(field).isTrue();
    }
    JsonNode hash = client.result("eth_sendRawTransaction", signed(BOB, Wei.of(1), "", 21_000));
    JsonNode pending = client.result("eth_getTransactionByHash", hash);
    assertThat(pending.get("blockHash").isNull()).isTrue();
    assertThat(client.result("eth_getTransactionReceipt", hash).isNull()).isTrue();
    assertThat(number(client.result("eth_getTransactionCount", ALICE.toString(), "pending")))
        .isEqualTo(nonce);
    chain.block();
    JsonNode mined = client.result("eth_getTransactionByHash", hash);
    for (String field :
        List.of("hash", "type", "nonce", "gas", "input", "value", "from", "r", "s")) {
      assertThat(mined.hasNonNull(field)).as(field).isTrue();
    }
    JsonNode whole =
        client.result("eth_getBlockByNumber", mined.get("blockNumber"), true).get("transactions");
    assertThat(whole.get(whole.size() - 1)).isEqualTo(mined);
  }

  @Test
  void viemIsToldThatFillTransactionDoesNotExist() {
    JsonNode error = client.error("eth_fillTransaction", Map.of());
    assertThat(error.get("code").intValue()).isEqualTo(-32601);
    JsonNode noParams =
        client.answer("{\"method\":\"anvil_nodeInfo\",\"params\":null,\"id\":\"x\"}");
    assertThat(noParams.get("id").stringValue()).isEqualTo("x");
    assertThat(noParams.get("error").get("code").intValue()).isEqualTo(-32601);
    assertThat(client.answer("{\"method\":\"net_version\",\"id\":9}").get("result").stringValue())
        .isEqualTo(Long.toString(LocalChain.CHAIN_ID));
  }

  @Test
  void filtersTellWhatIsNewOnce() {
    Address counter = counter();
    JsonNode filter =
        client.result("eth_newFilter", Map.of("address", counter.toString(), "topics", List.of()));
    JsonNode blocks = client.result("eth_newBlockFilter");
    JsonNode pending = client.result("eth_newPendingTransactionFilter");
    JsonNode receipt = send(counter, Wei.ZERO, "", 100_000);
    JsonNode news = client.result("eth_getFilterChanges", filter);
    assertThat(news.size()).isOne();
    assertThat(news.get(0)).isEqualTo(receipt.get("logs").get(0));
    assertThat(client.result("eth_getFilterChanges", filter).size()).isZero();
    assertThat(client.result("eth_getFilterChanges", blocks).get(0))
        .isEqualTo(receipt.get("blockHash"));
    assertThat(client.result("eth_getFilterChanges", pending).get(0))
        .isEqualTo(receipt.get("transactionHash"));
    assertThat(client.result("eth_uninstallFilter", filter).booleanValue()).isTrue();
    assertThat(client.error("eth_getFilterChanges", filter).get("message").stringValue())
        .isEqualTo("filter not found");
  }

  @Test
  void logsAreFoundByAddressTopicAndBlock() {
    Address counter = counter();
    JsonNode receipt = send(counter, Wei.ZERO, "", 100_000);
    Map<String, Object> wanted =
        Map.of(
            "fromBlock", "0x0",
            "address", List.of(counter.toString(), STRANGER),
            "topics", List.of());
    assertThat(client.result("eth_getLogs", wanted)).isEqualTo(receipt.get("logs"));
    assertThat(client.result("eth_getLogs", Map.of("blockHash", receipt.get("blockHash"))).size())
        .isOne();
    assertThat(client.result("eth_getLogs", Map.of("fromBlock", "0x0", "address", STRANGER)).size())
        .isZero();
    assertThat(
            client
                .result(
                    "eth_getLogs",
                    Map.of("fromBlock", "0x0", "topics", List.of(List.of("0x" + "07".repeat(32)))))
                .size())
        .isZero();
  }

  @Test
  void aProofLeadsToTheBlocksStateRoot() {
    JsonNode proof = client.result("eth_getProof", ALICE.toString(), List.of("0x0"), "latest");
    JsonNode leaf = proof.get("leaf");
    AccountLeaf account =
        new AccountLeaf(
            Address.fromBytes(bytes(leaf.get("address").stringValue())),
            Address.fromBytes(bytes(leaf.get("next").stringValue())),
            number(leaf.get("nonce")),
            wei(leaf.get("balance")),
            wei(leaf.get("debt")),
            wei(leaf.get("bonded")),
            wei(leaf.get("eth")),
            Hash256.fromHex(leaf.get("codeHash").stringValue()),
            Hash256.fromHex(leaf.get("storageRoot").stringValue()));
    List<Hash256> siblings =
        StreamSupport.stream(proof.get("accountProof").spliterator(), false)
            .map(it -> Hash256.fromHex(it.stringValue()))
            .toList();
    Hash256 root =
        Hash256.fromHex(
            client.result("eth_getBlockByNumber", "latest").get("stateRoot").stringValue());
    StateProof shown = new StateProof(account, number(proof.get("index")), siblings);
    assertThat(shown.proves(root, AccountLeaf.key(ALICE))).isTrue();
    assertThat(proof.get("balance")).isEqualTo(leaf.get("balance"));
    assertThat(proof.get("storageProof").get(0).get("value").stringValue()).isEqualTo("0x0");
    String absent = STRANGER.replace("c0", "c1");
    JsonNode passed = client.result("eth_getProof", absent, List.of());
    assertThat(passed.get("balance").stringValue()).isEqualTo("0x0");
    assertThat(passed.get("leaf").get("address").stringValue()).isNotEqualTo(absent);
  }

  @Test
  void aMessageOfType7bIsTakenAndShownToEthereumsClients() {
    long own = number(client.result("eth_getTransactionCount", BOB.toString(), "latest"));
    JsonNode fee =
        client.result("crowdroll_estimateFee", Map.of("kind", "transfer", "to", ALICE.toString()));
    RollupMessage message =
        new RollupMessage(
                LocalChain.DEPLOYMENT,
                Transaction.Kind.TRANSFER,
                ALICE,
                Asset.ZKPOW,
                Wei.tokens(1),
                own,
                wei(fee.get("maxFee")),
                Wei.of(5),
                EdDsa.publicKey(KEY),
                null)
            .signedBy(KEY);
    JsonNode hash = client.result("eth_sendRawTransaction", Json.data(message.encode()));
    assertThat(hash.stringValue()).isEqualTo(message.hash().toString());
    chain.block();
    JsonNode receipt = client.result("eth_getTransactionReceipt", hash);
    assertThat(receipt.get("type").stringValue()).isEqualTo("0x7b");
    assertThat(receipt.get("status").stringValue()).isEqualTo("0x1");
    assertThat(receipt.get("proofFee")).isEqualTo(fee.get("proof"));
    JsonNode shown = client.result("eth_getTransactionByHash", hash);
    assertThat(shown.get("from").stringValue()).isEqualTo(BOB.toString());
    assertThat(shown.hasNonNull("r") && shown.hasNonNull("s")).isTrue();
    assertThat(client.result("crowdroll_tasks").size()).isPositive();
  }

  @Test
  void whatIsRefusedIsNamed() {
    long behind = nonce;
    send(BOB, Wei.of(1), "", 21_000);
    nonce = behind;
    JsonNode used = client.error("eth_sendRawTransaction", signed(BOB, Wei.of(1), "", 21_000));
    assertThat(used.get("code").intValue()).isEqualTo(-32000);
    assertThat(used.get("message").stringValue()).startsWith("nonce too low");
    nonce = behind + 1;
    JsonNode broke =
        client.error("eth_sendRawTransaction", signed(BOB, Wei.tokens(5_000), "", 21_000));
    assertThat(broke.get("message").stringValue()).startsWith("insufficient funds");
    JsonNode state = client.error("eth_getBalance", ALICE.toString(), "0x1");
    assertThat(state.get("message").stringValue()).contains("is not kept");
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.substring(2));
  }

  private static Wei wei(JsonNode quantity) {
    return Wei.of(new BigInteger(quantity.stringValue().substring(2), 16));
  }
}
