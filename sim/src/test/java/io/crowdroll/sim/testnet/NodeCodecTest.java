package io.crowdroll.sim.testnet;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.node.NodeEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What nodes record and send each other, and what damage makes of it. */
class NodeCodecTest {
  private static VirtualNetwork network;
  private static final List<byte[]> EVENTS = new ArrayList<>();

  @BeforeAll
  static void seeds() throws Exception {
    network = new VirtualNetwork(ValidatorNodeTest.scenario(), 4, 2, 2, 21);
    network.begin();
    network.transfer(0, 1, 0);
    network.run(6_000);
    network.validators.forEach(node -> node.record.forEach(entry -> EVENTS.add(entry.event())));
    network.provers.forEach(node -> node.record.forEach(entry -> EVENTS.add(entry.event())));
  }

  @Test
  void everyEventOfARunHasOneEncoding() {
    TreeSet<String> kinds = new TreeSet<>();
    for (byte[] bytes : EVENTS) {
      NodeEvent event = NodeEvent.decode(bytes);
      kinds.add(event.getClass().getSimpleName());
      assertThat(event.encode()).isEqualTo(bytes);
    }
    assertThat(kinds).contains("L1", "Message", "Rpc", "Signed", "Start", "TimerFired");
  }

  @Test
  void damagedEventsAreNothingOrOtherEvents() {
    Random random = new Random(22);
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = damage(EVENTS.get(random.nextInt(EVENTS.size())), random);
      NodeEvent event = NodeEvent.decode(damaged);
      if (event != null) {
        assertThat(event.encode()).isEqualTo(damaged);
      }
    }
  }

  @Test
  void aValidatorTakesWhateverComesFromOutside() {
    Random random = new Random(23);
    var node = network.validator(1);
    long before = node.rollup().height();
    List<byte[]> messages = new ArrayList<>();
    for (byte[] bytes : EVENTS) {
      if (NodeEvent.decode(bytes) instanceof NodeEvent.Message(int _, byte[] message)) {
        messages.add(message);
      }
    }
    for (int i = 0; i < 5_000; i++) {
      byte[] damaged = damage(messages.get(random.nextInt(messages.size())), random);
      NodeEvent event =
          i % 2 == 0
              ? new NodeEvent.Message(random.nextInt(4), damaged)
              : new NodeEvent.Rpc(damaged);
      node.handle(network.now(), event, _ -> {});
    }
    assertThat(node.rollup().height()).isBetween(before, before + 1);
  }

  private static byte[] damage(byte[] bytes, Random random) {
    byte[] damaged = bytes.clone();
    for (int flips = random.nextInt(3); flips >= 0; flips--) {
      int at = random.nextInt(damaged.length);
      switch (random.nextInt(3)) {
        case 0 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> damaged[at] = (byte) random.nextInt();
        default -> damaged = Arrays.copyOf(damaged, 1 + random.nextInt(damaged.length));
      }
    }
    return damaged;
  }
}
