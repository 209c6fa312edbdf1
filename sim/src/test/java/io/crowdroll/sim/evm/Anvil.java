package io.crowdroll.sim.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An empty chain of Cancun in anvil, that is revm, which makes blocks when told to. */
final class Anvil implements AutoCloseable {
  private static final Pattern LISTENING = Pattern.compile("Listening on ([0-9.:]+)");
  private static final String FROM_NPM =
      "contracts/node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil";

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final URI address;

  private Anvil(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /** Starts the one at {@code $ANVIL}, else that of npm; without either the test is skipped. */
  static Anvil start() throws IOException {
    String given = System.getenv("ANVIL");
    Path home = Path.of(System.getProperty("crowdroll.home", ".."));
    Path binary = given == null ? home.resolve(FROM_NPM) : Path.of(given);
    if (!Files.isExecutable(binary)) {
      return abort("anvil is neither at $ANVIL nor where npm puts it, " + binary);
    }
    Process process =
        new ProcessBuilder(
                binary.toString(),
                "--port",
                "0",
                "--hardfork",
                "cancun",
                "--chain-id",
                "1",
                "--no-mining",
                "--accounts",
                "0",
                "--disable-default-create2-deployer")
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

  /** The result of a call that must succeed. */
  JsonNode call(String method, Object... parameters) throws IOException {
    JsonNode answer = ask(method, parameters);
    assertThat(answer.has("error")).as(method + ": " + answer).isFalse();
    return answer.get("result");
  }

  /** The whole answer to a call. */
  JsonNode ask(String method, Object... parameters) throws IOException {
    JsonMapper json = JsonMapper.shared();
    String body =
        json.createObjectNode()
            .put("jsonrpc", "2.0")
            .put("id", 1)
            .put("method", method)
            .set("params", json.valueToTree(parameters))
            .toString();
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return json.readTree(client.send(request, BodyHandlers.ofString()).body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    client.close();
  }
}
