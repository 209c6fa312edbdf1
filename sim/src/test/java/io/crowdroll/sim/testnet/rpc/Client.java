package io.crowdroll.sim.testnet.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client that says just what it is told. */
final class Client {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI address;

  Client(int port) {
    address = URI.create("http://127.0.0.1:" + port);
  }

  HttpResponse<String> post(byte[] body) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(address)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofByteArray(body))
              .build();
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The whole answer to a body, which comes with status 200. */
  JsonNode answer(String body) {
    HttpResponse<String> response = post(body.getBytes(StandardCharsets.UTF_8));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JSON.readTree(response.body());
  }

  /** The answer to a call. */
  JsonNode call(String method, Object... params) {
    return answer(
        JSON.writeValueAsString(
            JSON.createObjectNode()
                .put("jsonrpc", "2.0")
                .put("id", 1)
                .put("method", method)
                .set("params", JSON.valueToTree(params))));
  }

  /** The result of a call that succeeds. */
  JsonNode result(String method, Object... params) {
    JsonNode answer = call(method, params);
    assertThat(answer.has("result")).as(answer.toString()).isTrue();
    return answer.get("result");
  }

  /** The error of a call that fails. */
  JsonNode error(String method, Object... params) {
    JsonNode answer = call(method, params);
    assertThat(answer.has("error")).as(answer.toString()).isTrue();
    return answer.get("error");
  }
}
