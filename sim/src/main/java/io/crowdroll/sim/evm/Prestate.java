package io.crowdroll.sim.evm;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.evm.BlockContext;
import io.crowdroll.protocol.evm.Code;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The world before code runs, and the block that it runs in. */
public final class Prestate {
  private static final Hash256 GIGA_WEI = new Hash256(0, 0, 0, 1_000_000_000);

  /** Times of the forks up to the one whose rules there are. */
  private static final List<String> FORKS = List.of("shanghaiTime", "cancunTime");

  private record Holding(BigInteger balance, long nonce, Code code, Map<Hash256, Hash256> slots) {}

  private final BlockContext block;
  private final Map<Address, Holding> accounts;

  private Prestate(BlockContext block, Map<Address, Holding> accounts) {
    this.block = block;
    this.accounts = accounts;
  }

  /**
   * Nothing, at block 0 of chain 1337.
   *
   * @param gas of the block
   */
  public static Prestate empty(long gas) {
    Hash256 chain = new Hash256(0, 0, 0, 1337);
    BlockContext block =
        new BlockContext(Address.ZERO, 0, 0, gas, Hash256.ZERO, GIGA_WEI, Hash256.ZERO, chain);
    return new Prestate(block, Map.of());
  }

  /**
   * What a genesis file of go-ethereum says.
   *
   * @param gas of the block where the file has no {@code gasLimit}
   * @throws IOException if the file cannot be read, is no genesis file, or asks for other rules
   *     than Cancun's
   */
  public static Prestate read(Path file, long gas) throws IOException {
    byte[] genesis;
    try {
      genesis = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new IOException(file + ": cannot be read", e);
    }
    try {
      return of(JsonMapper.shared().readTree(genesis), gas);
    } catch (JacksonException e) {
      throw new IOException(file + ": no JSON: " + e.getOriginalMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  private static Prestate of(JsonNode genesis, long gas) {
    long timestamp = Hex.uint64(text(genesis, "timestamp", "0"));
    JsonNode config = Hex.field(genesis, "config");
    requireCancun(config, timestamp);
    long limit = Hex.uint64(text(genesis, "gasLimit", "0"));
    if (limit < 0) {
      throw new IllegalArgumentException("gasLimit is 2^63 or more");
    }
    String baseFee = text(genesis, "baseFeePerGas", null);
    BlockContext block =
        new BlockContext(
            Hex.address(text(genesis, "coinbase", "0x0")),
            Hex.uint64(text(genesis, "number", "0")),
            timestamp,
            limit == 0 ? gas : limit,
            Hash256.ZERO,
            baseFee == null ? GIGA_WEI : Hex.word(baseFee),
            Hash256.ZERO,
            Hex.word(text(config, "chainId", "0")));
    Map<Address, Holding> accounts = new LinkedHashMap<>();
    Hex.field(genesis, "alloc")
        .properties()
        .forEach(entry -> accounts.put(Hex.address(entry.getKey()), holding(entry.getValue())));
    return new Prestate(block, accounts);
  }

  private static Holding holding(JsonNode account) {
    Map<Hash256, Hash256> slots = new LinkedHashMap<>();
    account
        .path("storage")
        .properties()
        .forEach(slot -> slots.put(padded(slot.getKey()), padded(slot.getValue().asString())));
    return new Holding(
        Hex.number(Hex.field(account, "balance").asString()),
        Hex.uint64(text(account, "nonce", "0")),
        Code.of(Hex.bytes(text(account, "code", ""))),
        slots);
  }

  /** Storage is hexadecimal also where it does not say so. */
  private static Hash256 padded(String text) {
    return Hex.word(text.startsWith("0x") ? text : "0x" + text);
  }

  private static String text(JsonNode node, String name, String otherwise) {
    JsonNode field = node.get(name);
    return field == null || field.isNull() ? otherwise : field.asString();
  }

  private static void requireCancun(JsonNode config, long timestamp) {
    for (String fork : FORKS) {
      JsonNode time = config.get(fork);
      if (time == null || time.isNull() || time.asLong() > timestamp) {
        throw new IllegalArgumentException(
            "its config has no " + fork + " by its timestamp; the rules here are Cancun's");
      }
    }
    config
        .properties()
        .forEach(
            entry -> {
              String name = entry.getKey();
              boolean later = name.endsWith("Time") && !FORKS.contains(name);
              if (later && entry.getValue().isNumber() && entry.getValue().asLong() <= timestamp) {
                throw new IllegalArgumentException(
                    "its config has " + name + " by its timestamp; the rules here are Cancun's");
              }
            });
  }

  /** The block that code runs in. */
  public BlockContext block() {
    return block;
  }

  /** Nonce of an account. */
  long nonce(Address address) {
    Holding holding = accounts.get(address);
    return holding == null ? 0 : holding.nonce;
  }

  /** The world, made anew: between transactions only once {@link PlainState#endTransaction} is. */
  PlainState world() {
    PlainState state = new PlainState(StateTest::blockHash);
    accounts.forEach(
        (address, holding) -> {
          state.put(address, holding.balance, holding.nonce, holding.code);
          holding.slots.forEach((key, value) -> state.putSlot(address, key, value));
        });
    return state;
  }
}
