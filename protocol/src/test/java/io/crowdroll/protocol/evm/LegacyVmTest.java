package io.crowdroll.protocol.evm;

import static io.crowdroll.protocol.evm.Opcode.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Keccak256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The virtual machine tests that Ethereum began with: one frame at the prices of Frontier. Output,
 * storage, logs, halts and gas.
 */
class LegacyVmTest {
  @Test
  void everyLegacyCaseEndsAsRecorded() throws IOException {
    Path root = Path.of(System.getProperty("vectors.dir", ""), "evm-vmtests-legacy");
    assumeTrue(Files.exists(root), () -> "no vectors at " + root + " (-Dvectors.dir=…)");
    int cases = 0;
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        for (Map.Entry<String, JsonNode> test : JsonMapper.shared().readTree(file).properties()) {
          check(test.getKey(), test.getValue(), false);
          check(test.getKey() + " translated", test.getValue(), true);
          cases++;
        }
      }
    }
    assertThat(cases).isGreaterThanOrEqualTo(201);
  }

  private static void check(String name, JsonNode test, boolean translated) {
    World world = new World();
    test.get("pre").properties().forEach(e -> put(world, address(e.getKey()), e.getValue()));
    JsonNode env = test.get("env");
    BlockContext block =
        new BlockContext(
            address(env.get("currentCoinbase").asString()),
            number(env.get("currentNumber")).longValueExact(),
            number(env.get("currentTimestamp")).longValueExact(),
            number(env.get("currentGasLimit")).longValueExact(),
            env.has("currentDifficulty") ? word(env.get("currentDifficulty")) : Hash256.ZERO,
            Hash256.ZERO,
            Hash256.ZERO,
            Hash256.ZERO);
    JsonNode exec = test.get("exec");
    Address self = address(exec.get("address").asString());
    world.codes.put(self, Code.of(bytes(exec.get("code"))));
    GasSchedule schedule = frontier();
    if (translated) {
      world.code(self).program(schedule, world.code(self).size());
    }
    Address caller = address(exec.get("caller").asString());
    Hash256 value = word(exec.get("value"));
    // these tests begin inside the call, its value already moved
    world.addBalance(caller, value, false);
    world.addBalance(self, value, true);
    Evm evm = new Evm(world, Precompiles.NONE, block, schedule);
    Outcome outcome =
        evm.execute(
            new TransactionContext(
                address(exec.get("origin").asString()), word(exec.get("gasPrice")), List.of()),
            new Message.Call(
                caller,
                self,
                value,
                bytes(exec.get("data")),
                number(exec.get("gas")).longValueExact()));

    if (!test.has("post")) {
      assertThat(outcome.isSuccess()).as(name).isFalse();
      assertThat(outcome.gasLeft()).as(name).isZero();
      return;
    }
    assertThat(outcome.halt()).as(name).isEqualTo(Halt.NONE);
    assertThat(outcome.output()).as(name + " out").isEqualTo(bytes(test.get("out")));
    assertThat(BigInteger.valueOf(outcome.gasLeft()))
        .as(name + " gas")
        .isEqualTo(number(test.get("gas")));
    assertThat(HexFormat.of().formatHex(Keccak256.hash(rlp(world.logs))))
        .as(name + " logs")
        .isEqualTo(test.get("logs").asString().substring(2));
    checkStorage(name, test.get("post"), world);
  }

  private static void checkStorage(String name, JsonNode post, World world) {
    Map<World.Slot, Hash256> expected = new HashMap<>();
    for (Map.Entry<String, JsonNode> account : post.properties()) {
      account
          .getValue()
          .get("storage")
          .properties()
          .forEach(
              e ->
                  expected.put(
                      new World.Slot(address(account.getKey()), word(e.getKey())),
                      word(e.getValue())));
    }
    Map<World.Slot, Hash256> actual = new HashMap<>(world.storage);
    actual.values().removeIf(Hash256.ZERO::equals);
    assertThat(actual).as(name + " storage").isEqualTo(expected);
  }

  private static void put(World world, Address address, JsonNode account) {
    world.balances.put(address, word(account.get("balance")));
    world.nonces.put(address, number(account.get("nonce")).longValue());
    world.codes.put(address, Code.of(bytes(account.get("code"))));
    account
        .get("storage")
        .properties()
        .forEach(
            e -> world.storage.put(new World.Slot(address, word(e.getKey())), word(e.getValue())));
  }

  /** Prices before any fork, and only what there was then. */
  static GasSchedule frontier() {
    int[] base = GasSchedule.CANCUN.base.clone();
    int[] later = {
      SHL,
      SHR,
      SAR,
      RETURNDATASIZE,
      RETURNDATACOPY,
      EXTCODEHASH,
      CHAINID,
      SELFBALANCE,
      BASEFEE,
      BLOBHASH,
      BLOBBASEFEE,
      TLOAD,
      TSTORE,
      MCOPY,
      PUSH0,
      DELEGATECALL,
      CREATE2,
      STATICCALL,
      REVERT
    };
    for (int op : later) {
      base[op] = GasSchedule.UNDEFINED;
    }
    base[BALANCE] = 20;
    base[EXTCODESIZE] = 20;
    base[EXTCODECOPY] = 20;
    base[SLOAD] = 50;
    base[CALL] = 40;
    base[CALLCODE] = 40;
    base[SELFDESTRUCT] = 0;
    return new GasSchedule(base, 10, 0, 0, new GasSchedule.StorePrice.Frontier());
  }

  // --- RLP of logs

  private static byte[] rlp(List<Log> logs) {
    return list(
        logs.stream()
            .map(
                log ->
                    list(
                        List.of(
                            string(HexFormat.of().parseHex(log.account().toString().substring(2))),
                            list(log.topics().stream().map(t -> string(t.toBytes())).toList()),
                            string(log.data()))))
            .toList());
  }

  private static byte[] list(List<byte[]> items) {
    ByteArrayOutputStream payload = new ByteArrayOutputStream();
    items.forEach(payload::writeBytes);
    return withLength(0xc0, payload.toByteArray());
  }

  private static byte[] string(byte[] bytes) {
    return bytes.length == 1 && bytes[0] >= 0 ? bytes : withLength(0x80, bytes);
  }

  private static byte[] withLength(int offset, byte[] payload) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (payload.length < 56) {
      out.write(offset + payload.length);
    } else {
      byte[] length = BigInteger.valueOf(payload.length).toByteArray();
      int from = length[0] == 0 ? 1 : 0;
      out.write(offset + 55 + length.length - from);
      out.write(length, from, length.length - from);
    }
    out.writeBytes(payload);
    return out.toByteArray();
  }

  // --- JSON

  private static byte[] bytes(JsonNode hex) {
    return HexFormat.of().parseHex(hex.asString().substring(2));
  }

  private static BigInteger number(JsonNode hex) {
    return new BigInteger(hex.asString().substring(2), 16);
  }

  private static Hash256 word(JsonNode hex) {
    return word(hex.asString());
  }

  private static Hash256 word(String hex) {
    return Bytecode.word(new BigInteger(hex.substring(2), 16));
  }

  private static Address address(String hex) {
    return Address.of(word(hex));
  }
}
