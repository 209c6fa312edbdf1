package io.crowdroll.prover.snarkjs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An L1 of one's own: anvil as a child process, spoken to in plain JSON-RPC. */
final class Anvil implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern LISTENING = Pattern.compile("Listening on ([0-9.:]+)");

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final URI address;

  private Anvil(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /** Starts it on a free port. */
  static Anvil start(Path binary) throws IOException {
    Process process =
        new ProcessBuilder(binary.toString(), "--port", "0", "--hardfork", "osaka")
            .redirectErrorStream(true)
            .start();
    BufferedReader reader = process.inputReader();
    for (String line; (line = reader.readLine()) != null; ) {
      Matcher matcher = LISTENING.matcher(line);
      if (matcher.find()) {
        // somebody has to read on, or anvil waits for room in the pipe
        Thread.ofVirtual().start(() -> reader.lines().forEach(ignored -> {}));
        return new Anvil(process, URI.create("http://" + matcher.group(1)));
      }
    }
    throw new IOException("anvil ended before it listened");
  }

  /** The result of a call. */
  JsonNode call(String method, Object... parameters) throws IOException, InterruptedException {
    String body =
        JSON.writeValueAsString(
            JSON.createObjectNode()
                .put("jsonrpc", "2.0")
                .put("id", 1)
                .put("method", method)
                .set("params", JSON.valueToTree(parameters)));
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    JsonNode answer = JSON.readTree(client.send(request, BodyHandlers.ofString()).body());
    assertThat(answer.has("error")).as(answer.toString()).isFalse();
    return answer.get("result");
  }

  /** Deploys code; gives the contract's address. */
  String deploy(String code) throws IOException, InterruptedException {
    String from = call("eth_accounts").get(0).asString();
    JsonNode transaction =
        JSON.createObjectNode().put("from", from).put("data", "0x" + code).put("gas", "0xf00000");
    String hash = call("eth_sendTransaction", transaction).asString();
    for (int attempt = 0; attempt < 200; attempt++) {
      JsonNode receipt = call("eth_getTransactionReceipt", hash);
      if (!receipt.isNull()) {
        assertThat(receipt.get("status").asString()).isEqualTo("0x1");
        return receipt.get("contractAddress").asString();
      }
      Thread.sleep(20);
    }
    throw new AssertionError("no receipt of the deployment");
  }

  /** What a contract answers, hexadecimal. */
  String ask(String contract, String data) throws IOException, InterruptedException {
    JsonNode transaction =
        JSON.createObjectNode().put("to", contract).put("data", "0x" + data).put("gas", "0xf00000");
    return call("eth_call", transaction, "latest").asString();
  }

  @Override
  public void close() {
    process.destroy();
  }
}
