package io.crowdroll.sim.testnet.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.chain.Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a WebSocket client hears without asking. */
class FeedTest {

  /** A client that keeps what it hears. */
  private static final class Ear implements WebSocket.Listener {
    private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
    private final StringBuilder partial = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      partial.append(data);
      if (last) {
        heard.add(Json.MAPPER.readTree(partial.toString()));
        partial.setLength(0);
      }
      socket.request(1);
      return null;
    }

    JsonNode next() throws InterruptedException {
      JsonNode next = heard.poll(20, TimeUnit.SECONDS);
      assertThat(next).as("nothing was heard").isNotNull();
      return next;
    }
  }

  @Test
  void subscribersHearOfHeadsAndFactsUntilTheyHadEnough() throws Exception {
    try (LocalChain chain = new LocalChain(List.of(new Address(5, 0, 5)), false);
        RpcServer server = RpcServer.start(chain, "test", InetAddress.getLoopbackAddress(), 0, 0);
        HttpClient http = HttpClient.newHttpClient()) {
      Ear ear = new Ear();
      WebSocket socket =
          http.newWebSocketBuilder()
              .buildAsync(URI.create("ws://127.0.0.1:" + server.socketPort()), ear)
              .join();
      socket.sendText(call(1, "eth_subscribe", "newHeads"), true).join();
      String heads = ear.next().get("result").stringValue();
      socket.sendText(call(2, "crowdroll_subscribe", "facts"), true).join();
      String facts = ear.next().get("result").stringValue();
      assertThat(facts).isNotEqualTo(heads);
      chain.block();
      JsonNode head = ear.next();
      assertThat(head.get("method").stringValue()).isEqualTo("eth_subscription");
      assertThat(head.get("params").get("subscription").stringValue()).isEqualTo(heads);
      JsonNode told = head.get("params").get("result");
      assertThat(told.get("number").stringValue()).isEqualTo("0x1");
      JsonNode block = ear.next().get("params");
      assertThat(block.get("subscription").stringValue()).isEqualTo(facts);
      assertThat(block.get("result").get("hash")).isEqualTo(told.get("hash"));
      assertThat(block.get("result").get("facts").isArray()).isTrue();
      socket.sendText(call(3, "eth_unsubscribe", heads), true).join();
      assertThat(ear.next().get("result").booleanValue()).isTrue();
      chain.block();
      assertThat(ear.next().get("method").stringValue()).isEqualTo("crowdroll_subscription");
      socket.sendText("{".repeat(10), true).join();
      assertThat(ear.next().get("error").get("code").intValue()).isEqualTo(-32700);
      socket.sendText(call(4, "eth_subscribe", "everything"), true).join();
      assertThat(ear.next().get("error").get("code").intValue()).isEqualTo(-32602);
      socket.abort();
    }
  }

  private static String call(int id, String method, String param) {
    return "{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":[\"" + param + "\"]}";
  }
}
