package io.crowdroll.sim.testnet.rpc;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Deployment;
import io.crowdroll.protocol.chain.Wei;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Calls a node's JSON-RPC. Any thread may. */
public final class RpcClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  /** What a node answers to a call that fails. */
  public static final class Refusal extends IOException {
    private static final long serialVersionUID = 1;

    private final String reason;

    Refusal(String message, String reason) {
      super(message);
      this.reason = reason;
    }

    /** The rule's name for it, empty where it is no rule of the protocol. */
    public String reason() {
      return reason;
    }
  }

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final URI node;

  /**
   * @param node where it is served, {@code http://…}
   */
  public RpcClient(URI node) {
    this.node = node;
  }

  /**
   * The result of a call.
   *
   * @param params strings, booleans or trees of JSON
   * @throws Refusal if the node answers with an error
   * @throws IOException if it does not answer
   */
  public JsonNode call(String method, Object... params) throws IOException {
    ArrayNode array = Json.MAPPER.createArrayNode();
    for (Object param : params) {
      array.add(Json.MAPPER.valueToTree(param));
    }
    var request = Json.object().put("jsonrpc", "2.0").put("id", 1).put("method", method);
    request.set("params", array);
    JsonNode answer = post(Json.MAPPER.writeValueAsBytes(request));
    JsonNode error = answer.get("error");
    if (error != null) {
      JsonNode data = error.get("data");
      throw new Refusal(error.path("message").asString(), data == null ? "" : data.asString());
    }
    return answer.path("result");
  }

  private JsonNode post(byte[] body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(node)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (response.statusCode() != 200) {
        throw new IOException(node + " answers with status " + response.statusCode());
      }
      return Json.MAPPER.readTree(response.body());
    } catch (JacksonException e) {
      throw new IOException(node + " speaks no JSON-RPC", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Which rollup it is that the node is of. */
  public Deployment deployment() throws IOException {
    JsonNode status = call("crowdroll_status");
    return new Deployment(
        number(status.get("chainId")), Params.address(status.get("contract"), "contract"));
  }

  /** The nonce after all that waits of an account. */
  public long nonce(Address account) throws IOException {
    return number(call("eth_getTransactionCount", account.toString(), "pending"));
  }

  /**
   * Hands in a transaction.
   *
   * @return its hash
   */
  public String send(byte[] envelope) throws IOException {
    return call("eth_sendRawTransaction", Json.data(envelope)).stringValue();
  }

  /** A quantity of 64 bits. */
  public static long number(JsonNode quantity) {
    return Params.uint64(quantity, "answer");
  }

  /** An amount. */
  public static Wei amount(JsonNode quantity) {
    BigInteger number = Params.number(quantity, "answer");
    return Wei.of(number);
  }

  @Override
  public void close() {
    http.close();
  }
}
