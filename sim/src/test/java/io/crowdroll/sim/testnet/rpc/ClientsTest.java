package io.crowdroll.sim.testnet.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Secp256k1;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Clients of Ethereum as they come, against a chain that makes blocks by itself. */
@Tag("testnet")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientsTest {
  private static final long BLOCK_MILLIS = 500;

  /** Init code of a contract that adds one to slot 0 and logs the new count. */
  private static final String CODE = "0x6f5f54600101805f555f525f60205fa1005f526010" + "6010f3";

  private static final String FRIEND = "0x0000000000000000000000000000000000000ca5";

  private NpmClients clients;
  private LocalChain chain;
  private RpcServer server;
  private String url;

  @BeforeAll
  void start() throws Exception {
    clients = NpmClients.installed();
    List<Address> funded = new ArrayList<>();
    for (int user = 1; user <= 4; user++) {
      funded.add(Secp256k1.address(Secp256k1.publicKey(secret(user))));
    }
    chain = new LocalChain(funded, false);
    server = RpcServer.start(chain, "test", InetAddress.getLoopbackAddress(), 0, 0);
    url = "http://127.0.0.1:" + server.httpPort();
    chain.block();
    chain.run(BLOCK_MILLIS);
  }

  @AfterAll
  void stop() {
    server.close();
    chain.close();
  }

  private static BigInteger secret(int user) {
    return BigInteger.valueOf(0x5EC4E7).add(BigInteger.valueOf(user));
  }

  private static String key(int user) {
    return "0x" + "0".repeat(58) + secret(user).toString(16);
  }

  @Test
  void castSendsDeploysAndCalls() {
    JsonNode sent = json(cast("send", FRIEND, "--value", "5", "--private-key", key(1), "--json"));
    assertThat(sent.get("status").stringValue()).isEqualTo("0x1");
    assertThat(cast("balance", FRIEND)).isEqualToIgnoringNewLines("5");
    JsonNode deployed = json(cast("send", "--private-key", key(1), "--json", "--create", CODE));
    String contract = deployed.get("contractAddress").stringValue();
    JsonNode called = json(cast("send", contract, "--private-key", key(1), "--json"));
    assertThat(called.get("logs").size()).isOne();
    assertThat(cast("call", contract, "get()").strip()).isEqualTo("0x");
    assertThat(cast("storage", contract, "0").strip()).endsWith("1");
    assertThat(cast("nonce", sent.get("from").stringValue()).strip()).isEqualTo("3");
    assertThat(cast("block", "latest", "--json")).contains("stateRoot");
    assertThat(cast("tx", sent.get("transactionHash").stringValue(), "--json")).contains(FRIEND);
    assertThat(cast("logs", "--address", contract, "--from-block", "0", "--json"))
        .contains(contract);
  }

  private String cast(String command, String... arguments) {
    List<String> all = new ArrayList<>(List.of(command, "--rpc-url", url));
    all.addAll(List.of(arguments));
    return clients.cast(all.toArray(String[]::new));
  }

  private static JsonNode json(String text) {
    return JsonMapper.builder().build().readTree(text.substring(text.indexOf('{')));
  }

  @Test
  void ethersSendsDeploysAndCalls() {
    holds(json(clients.node("ethers.mjs", url, key(2), CODE)));
  }

  @Test
  void viemSendsDeploysAndCalls() {
    holds(json(clients.node("viem.mjs", url, key(3), CODE)));
  }

  private static void holds(JsonNode told) {
    assertThat(told.get("transfer").intValue()).isOne();
    assertThat(told.get("balance").stringValue()).isEqualTo("5");
    assertThat(told.get("deployed").booleanValue()).isTrue();
    assertThat(told.get("call").intValue()).isOne();
    assertThat(told.get("logs").intValue()).isOne();
    assertThat(told.get("data").stringValue()).endsWith("01");
    assertThat(told.get("refused").stringValue()).contains("legacy transaction");
  }
}
