package io.crowdroll.sim.testnet.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.EthereumTransaction;
import io.crowdroll.protocol.chain.Secp256k1;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Whatever a stranger sends, the answer is an error that a client can read (SECURITY.md, D4). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileCallsTest {
  private static final BigInteger SECRET = BigInteger.valueOf(0xBAD);
  private static final Address MALLORY = Secp256k1.address(Secp256k1.publicKey(SECRET));
  private static final long SEED = 20261124;

  private LocalChain chain;
  private RpcServer server;
  private Client client;

  @BeforeAll
  void start() throws Exception {
    chain = new LocalChain(List.of(MALLORY), true);
    server = RpcServer.start(chain, "test", InetAddress.getLoopbackAddress(), 0, 0);
    client = new Client(server.httpPort());
    chain.block();
  }

  @AfterAll
  void stop() {
    server.close();
    chain.close();
  }

  private int code(String body) {
    return client.answer(body).get("error").get("code").intValue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "{", "nul", "{\"a\":1}}", "\u0000", "[1,", "{\"id\":1,\"id\":2}"})
  void whatIsNoJsonIsAParseError(String body) {
    assertThat(code(body)).isEqualTo(-32700);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "1",
        "null",
        "{}",
        "\"eth_chainId\"",
        "{\"method\":7,\"id\":1}",
        "{\"method\":\"eth_chainId\",\"id\":{}}",
        "{\"method\":\"eth_chainId\",\"id\":1e999}"
      })
  void whatIsNoRequestIsAnInvalidOne(String body) {
    assertThat(code(body)).isEqualTo(-32600);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0x0",
        "0x",
        "0X00",
        "7b",
        "0xzz",
        "0x00000000000000000000000000000000000000001",
        "0x00000000000000000000000000000000000000",
        "０x00"
      })
  void whatIsNoAddressIsSaidSo(String address) {
    JsonNode error = client.error("eth_getBalance", address, "latest");
    assertThat(error.get("code").intValue()).isEqualTo(-32602);
    assertThat(error.get("message").stringValue()).contains("address");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0x01", "0x", "0X1", "1", "-0x1", "0x-1", "0xffffffffffffffff", "late"})
  void whatIsNoBlockNumberIsSaidSo(String number) {
    JsonNode error = client.error("eth_getBlockByNumber", number, false);
    assertThat(error.get("code").intValue()).isEqualTo(-32602);
  }

  @Test
  void nestingIsBounded() {
    assertThat(code("[".repeat(1_000_000))).isEqualTo(-32700);
    String params = "[".repeat(60) + "]".repeat(60);
    assertThat(code("{\"method\":\"eth_call\",\"id\":1,\"params\":" + params + "}"))
        .isEqualTo(-32602);
  }

  @Test
  void aBodyThatIsTooLargeIsRefusedUnread() {
    byte[] body = new byte[RpcServer.MAX_BODY + 1];
    assertThat(client.post(body).statusCode()).isEqualTo(413);
    assertThat(client.post("{".getBytes(StandardCharsets.UTF_8)).statusCode()).isEqualTo(200);
  }

  @Test
  void aBatchHasAtMostAHundredCalls() {
    String call = "{\"method\":\"eth_chainId\",\"id\":1},";
    String hundred = call.repeat(100);
    assertThat(client.answer("[" + hundred.substring(0, hundred.length() - 1) + "]").size())
        .isEqualTo(100);
    assertThat(code("[" + hundred + "{\"method\":\"eth_chainId\",\"id\":1}]")).isEqualTo(-32600);
  }

  @Test
  void notificationsAreNotAnswered() {
    String body = "{\"method\":\"eth_chainId\"}";
    assertThat(client.post(body.getBytes(StandardCharsets.UTF_8)).body()).isEmpty();
  }

  @Test
  void whatHasNoCircuitIsRefusedWithWhatToUseInstead() {
    JsonNode call = client.error("eth_sendRawTransaction", Json.data(call()));
    assertThat(call.get("code").intValue()).isEqualTo(-32000);
    assertThat(call.get("message").stringValue()).contains("0x7b");
    assertThat(call.get("data").stringValue()).isEqualTo("NO_CIRCUIT");
  }

  private static byte[] call() {
    return EthereumTransaction.dynamicFee(
            LocalChain.CHAIN_ID,
            0,
            BigInteger.ONE,
            BigInteger.TWO.pow(32),
            21_000,
            Address.ZERO,
            BigInteger.ONE,
            new byte[0],
            List.of())
        .signedBy(SECRET)
        .encode();
  }

  @Test
  void aLegacyTransactionIsRefusedByName() {
    EthereumTransaction unsigned =
        new EthereumTransaction(
            EthereumTransaction.Type.LEGACY,
            EthereumTransaction.NO_CHAIN,
            0,
            BigInteger.TEN,
            BigInteger.TEN,
            21_000,
            MALLORY,
            BigInteger.ONE,
            new byte[0],
            List.of(),
            BigInteger.ZERO,
            List.of(),
            null);
    JsonNode error =
        client.error("eth_sendRawTransaction", Json.data(unsigned.signedBy(SECRET).encode()));
    assertThat(error.get("data").stringValue()).isEqualTo("TYPE_NOT_TAKEN");
    assertThat(error.get("message").stringValue()).contains("legacy");
  }

  /** Every method with parameters of every wrong kind, and requests with bytes changed. */
  @Test
  void randomCallsGetAnswersAndNeverAnInternalError() {
    Random random = new Random(SEED);
    JsonRpc rpc =
        new JsonRpc(
            List.of(
                new NetMethods(chain, "test"),
                new ChainMethods(chain),
                new StateMethods(chain),
                new FeeMethods(chain),
                new FilterMethods(chain, System::nanoTime),
                new CrowdrollMethods(chain)));
    for (int i = 0; i < 20_000; i++) {
      String method = rpc.names().get(random.nextInt(rpc.names().size()));
      StringBuilder params = new StringBuilder();
      for (int k = random.nextInt(4); k > 0; k--) {
        params.append(value(random, 3)).append(k > 1 ? "," : "");
      }
      String request = "{\"id\":1,\"method\":\"" + method + "\",\"params\":[" + params + "]}";
      byte[] bytes = request.getBytes(StandardCharsets.UTF_8);
      for (int k = random.nextInt(8) == 0 ? random.nextInt(3) : 0; k > 0; k--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      String answer = new String(rpc.answer(bytes, _ -> null), StandardCharsets.UTF_8);
      assertThat(answer)
          .as("seed %d, call %d: %s", SEED, i, request)
          .doesNotContain("-32603")
          .doesNotContain("Exception");
    }
  }

  private static String value(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 13 : 10)) {
      case 0 -> "null";
      case 1 -> random.nextBoolean() ? "true" : "false";
      case 2 -> Long.toString(random.nextLong());
      case 3 -> "1e400";
      case 4 -> "\"latest\"";
      case 5 -> "\"0x" + Long.toHexString(random.nextInt(40)) + "\"";
      case 6 -> "\"" + MALLORY + "\"";
      case 7 -> "\"0x" + "0".repeat(random.nextInt(70)) + "\"";
      case 8 -> "\"0x" + "ab".repeat(random.nextInt(70)) + "\"";
      case 9 -> "\"" + "\\u0000é".repeat(random.nextInt(3)) + "\"";
      case 10 -> "[" + value(random, depth - 1) + "," + value(random, depth - 1) + "]";
      default -> object(random, depth - 1);
    };
  }

  private static String object(Random random, int depth) {
    String[] names = {
      "from",
      "to",
      "data",
      "input",
      "gas",
      "value",
      "gasPrice",
      "maxFeePerGas",
      "accessList",
      "fromBlock",
      "toBlock",
      "blockHash",
      "address",
      "topics",
      "kind",
      "blockNumber"
    };
    StringBuilder object = new StringBuilder("{");
    int first = random.nextInt(names.length);
    for (int k = random.nextInt(4); k >= 0; k--) {
      object.append('"').append(names[(first + k) % names.length]).append("\":");
      object.append(value(random, depth)).append(k > 0 ? "," : "");
    }
    return object.append('}').toString();
  }

  @Test
  void aConnectionThatSaysNothingHoldsUpNobody() throws Exception {
    try (Socket silent = new Socket(InetAddress.getLoopbackAddress(), server.httpPort())) {
      silent
          .getOutputStream()
          .write("POST / HTTP/1.1\r\nContent-".getBytes(StandardCharsets.UTF_8));
      silent.getOutputStream().flush();
      assertThat(client.result("eth_chainId").isString()).isTrue();
    }
  }
}
