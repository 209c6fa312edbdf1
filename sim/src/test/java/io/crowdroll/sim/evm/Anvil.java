package io.crowdroll.sim.evm;

import static org.junit.jupiter.api.Assumptions.abort;

import io.crowdroll.sim.testnet.l1.AnvilBinary;
import io.crowdroll.sim.testnet.rpc.RpcClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** An empty chain of Cancun in anvil, that is revm, which makes blocks when told to. */
final class Anvil implements AutoCloseable {
  private static final Pattern LISTENING = Pattern.compile("Listening on ([0-9.:]+)");

  private final Process process;
  private final RpcClient client;

  private Anvil(Process process, URI address) {
    this.process = process;
    client = new RpcClient(address);
  }

  /** Starts the one that the testnet would start; without any the test is skipped. */
  static Anvil start() throws IOException {
    Path binary;
    try {
      binary = AnvilBinary.find(Path.of(System.getProperty("crowdroll.home", "..")));
    } catch (IOException missing) {
      return abort(missing.getMessage());
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

  /**
   * The result of a call.
   *
   * @throws RpcClient.Refusal if it is answered with an error
   */
  JsonNode call(String method, Object... parameters) throws IOException {
    return client.call(method, parameters);
  }

  @Override
  public void close() {
    client.close();
    process.destroy();
  }
}
