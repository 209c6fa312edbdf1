package io.crowdroll.sim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.RollupMessage;
import io.crowdroll.prover.curve.EdDsa;
import io.crowdroll.sim.experiment.SyntheticEngine;
import io.crowdroll.sim.testnet.rpc.LocalChain;
import io.crowdroll.sim.testnet.rpc.RpcServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code send} against a node in this process. */
class SendCommandTest {
  private static final String FRIEND = "0x00000000000000000000000000000000000f41e2";

  @TempDir private Path folder;
  private Path key;
  private Address sender;

  @BeforeEach
  void writeKey() throws Exception {
    key = Files.writeString(folder.resolve("alice.key"), "0x" + "07".repeat(32) + "\n");
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) 7);
    sender = RollupMessage.address(EdDsa.publicKey(secret));
  }

  private record Said(int code, String out, String err) {}

  private Said send(String... arguments) {
    List<String> all = new ArrayList<>(List.of("send"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--key", key.toString()));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.commandLine(new SyntheticEngine())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(all.toArray(String[]::new));
    return new Said(code, out.toString(), err.toString());
  }

  @Test
  void allKindsAreSignedTakenAndIncluded() throws Exception {
    try (LocalChain chain = new LocalChain(List.of(sender), true);
        RpcServer server = RpcServer.start(chain, "test", InetAddress.getLoopbackAddress(), 0, 0)) {
      String node = "http://127.0.0.1:" + server.httpPort();
      assertThat(send("address").out().strip()).isEqualTo(sender.toString());
      chain.run(100);
      for (List<String> command :
          List.of(
              List.of("transfer", "--to", FRIEND, "--value", "1.5"),
              List.of("withdraw", "--to", FRIEND, "--value", "0.25", "--asset", "eth"),
              List.of("bond", "--value", "10", "--tip", "0"))) {
        List<String> whole = new ArrayList<>(command);
        whole.addAll(List.of("--rpc", node));
        Said said = send(whole.toArray(String[]::new));
        assertThat(said.code()).as(said.toString()).isZero();
        assertThat(said.out()).contains("in block ");
      }
      Said poor = send("transfer", "--to", FRIEND, "--value", "5000", "--rpc", node);
      assertThat(poor.code()).isEqualTo(1);
      assertThat(poor.err()).contains("INSUFFICIENT_FUNDS");
      Said reserved =
          send("transfer", "--to", "0x" + "0".repeat(39) + "1", "--value", "1", "--rpc", node);
      assertThat(reserved.code()).isEqualTo(1);
      assertThat(reserved.err()).contains("reserved");
    }
  }

  @Test
  void whatIsMissingOrWrongIsSaidBeforeAnythingIsSent() {
    for (List<String> command :
        List.of(
            List.of("transfer", "--to", FRIEND),
            List.of("transfer", "--value", "1"),
            List.of("bond", "--value", "1", "--to", FRIEND),
            List.of("transfer", "--to", "0x12", "--value", "1"),
            List.of("transfer", "--to", FRIEND, "--value", "-1"),
            List.of("transfer", "--to", FRIEND, "--value", "0.0000000000000000001"),
            List.of("steal", "--to", FRIEND, "--value", "1"))) {
      Said said = send(command.toArray(String[]::new));
      assertThat(said.code()).as(command.toString()).isEqualTo(ExitCode.BAD_INPUT);
      assertThat(said.err()).startsWith("crowdroll: ");
    }
    Said nobody = send("transfer", "--to", FRIEND, "--value", "1", "--rpc", "http://127.0.0.1:9");
    assertThat(nobody.code()).isEqualTo(1);
    assertThat(nobody.err()).contains("http://127.0.0.1:9");
  }
}
