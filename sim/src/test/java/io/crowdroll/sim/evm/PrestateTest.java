package io.crowdroll.sim.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The world of a genesis file beside go-ethereum's. */
class PrestateTest {
  /** Shows the surroundings, writes to a known slot and a new one, calls on, and reverts. */
  private static final String CALLER =
      // ORIGIN CALLER CALLVALUE GASPRICE COINBASE TIMESTAMP NUMBER PREVRANDAO GASLIMIT CHAINID
      "3233343a41424344"
          + "4546"
          // SELFBALANCE BASEFEE BLOBBASEFEE BLOCKHASH(6) BALANCE(0xc0ffee)
          + "47484a600640"
          + "62c0ffee31"
          // SLOAD(1) SSTORE(1, 5) SSTORE(2, 7)
          + "600154"
          + "6005600155"
          + "6007600255"
          // CALL(gas, 0xc0ffee, value 3, no input, output 0..32)
          + "60205f5f5f600362c0ffee5af1"
          // EXTCODEHASH(0xc0ffee) CREATE(0, 0, 0) REVERT(0, 32)
          + "62c0ffee3f"
          + "5f5f5ff0"
          + "60205ffd";

  private static final String GENESIS =
      """
      {"config": {"chainId": 77, "homesteadBlock": 0, "eip150Block": 0, "eip155Block": 0,
         "eip158Block": 0, "byzantiumBlock": 0, "constantinopleBlock": 0, "petersburgBlock": 0,
         "istanbulBlock": 0, "berlinBlock": 0, "londonBlock": 0, "shanghaiTime": 0, "cancunTime": 5,
         %s"terminalTotalDifficulty": 0,
         "blobSchedule": {"cancun": {"target": 3, "max": 6, "baseFeeUpdateFraction": 3338477}}},
       "coinbase": "0x00000000000000000000000000000000000000cb", "timestamp": "0x3e8",
       "difficulty": "0x0", "gasLimit": "0x100000", "baseFeePerGas": "9",
       "alloc": {
         "0x00000000000000000000000000000000000a11ce": {"balance": "1000", "nonce": "0x4"},
         "0000000000000000000000000000000000000ace": {"balance": "0x10", "code": "0x%s",
           "nonce": "1", "storage": {"0x01": "0x2a"}},
         "0x0000000000000000000000000000000000c0ffee": {"balance": "0", "code": "0x345f5260205ff3"}}}
      """;

  @TempDir private Path folder;

  private Path genesis(String laterFork) throws IOException {
    Path file = folder.resolve("genesis.json");
    return Files.writeString(file, GENESIS.formatted(laterFork, CALLER));
  }

  /** Compares all steps and what came of the whole; the ends of inner calls only geth shows. */
  private void runsAsInGoEthereum(String code, boolean create) throws IOException {
    Path file = genesis("");
    StringBuilder trace = new StringBuilder();
    StepWriter steps = new StepWriter(trace);
    BareRun.Call call = BareRun.Call.of("0xa11ce", "0xace", "25", "11");
    byte[] bytes = HexFormat.of().parseHex(code);
    BareRun run = new BareRun(Prestate.read(file, 1), call, bytes, new byte[0], create);
    steps.end(run.trace(steps), run.gas());
    List<String> arguments =
        new ArrayList<>(List.of("--prestate", file.toString(), "--sender", "0xa11ce"));
    arguments.addAll(List.of("--receiver", "0xace", "--value", "25", "--price", "11"));
    if (create) {
      arguments.add("--create");
    }
    arguments.add(code);
    List<String> theirs = GoEthereum.found().run(folder, arguments);
    List<String> their = withoutInnerEnds(theirs);
    List<String> our = withoutInnerEnds(trace.toString().lines().toList());
    for (int i = 0; i < Math.min(our.size(), their.size()); i++) {
      assertThat(our.get(i)).as("line " + i).isEqualTo(their.get(i));
    }
    assertThat(our).hasSizeGreaterThan(30).hasSameSizeAs(their);
  }

  private static List<String> withoutInnerEnds(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith("{\"pc\"") || line.equals(lines.getLast()))
        .toList();
  }

  @Test
  void theCodeThatStandsThereRunsAsInGoEthereum() throws IOException {
    runsAsInGoEthereum("", false);
  }

  @Test
  void codeOfOnesOwnRunsInThatWorldAsInGoEthereum() throws IOException {
    runsAsInGoEthereum("60ff50" + CALLER.substring(0, CALLER.length() - 2) + "f3", false);
  }

  @Test
  void initCodeRunsInThatWorldAsInGoEthereum() throws IOException {
    runsAsInGoEthereum(CALLER.substring(0, CALLER.length() - 2) + "f3", true);
  }

  @Test
  void aWorldThatMustFollowLaterRulesIsRefused() throws IOException {
    assertThat(Prestate.read(genesis("\"pragueTime\": 1001, "), 1).block().gasLimit())
        .isEqualTo(0x100000);
    Path prague = genesis("\"pragueTime\": 1000, ");
    assertThatThrownBy(() -> Prestate.read(prague, 1))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("its config has pragueTime by its timestamp");
  }
}
