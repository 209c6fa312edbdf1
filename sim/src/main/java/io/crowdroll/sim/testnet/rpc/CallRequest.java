package io.crowdroll.sim.testnet.rpc;

import io.crowdroll.protocol.chain.AccessEntry;
import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.EthereumTransaction;
import io.crowdroll.protocol.chain.Hash256;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A call that nobody has signed, as {@code eth_call} and {@code eth_estimateGas} take it. Fields
 * that these do not need are not looked at.
 *
 * @param to {@code null} = create a contract
 * @param gas most that it may use, −1 = not said
 * @param gasPrice most that it pays for a gas, 0 = not said
 */
record CallRequest(
    Address from,
    Address to,
    long gas,
    BigInteger gasPrice,
    BigInteger value,
    byte[] data,
    List<AccessEntry> accessList) {
  private static final byte[] NO_DATA = {};
  private static final int MAX_ENTRIES = 10_000;

  static CallRequest read(JsonNode call) {
    JsonNode from = field(call, "from");
    JsonNode to = field(call, "to");
    JsonNode gas = field(call, "gas");
    BigInteger price = number(call, "maxFeePerGas");
    return new CallRequest(
        from == null ? Address.ZERO : Params.address(from, "from"),
        to == null ? null : Params.address(to, "to"),
        gas == null ? -1 : Params.uint64(gas, "gas"),
        price.signum() == 0 ? number(call, "gasPrice") : price,
        number(call, "value"),
        input(call),
        accessList(field(call, "accessList")));
  }

  /** Ethereum's name is {@code input}; older clients say {@code data}, some say both. */
  private static byte[] input(JsonNode call) {
    JsonNode input = field(call, "input");
    JsonNode data = field(call, "data");
    if (input == null && data == null) {
      return NO_DATA;
    }
    byte[] bytes = Params.data(input == null ? data : input, input == null ? "data" : "input");
    if (input != null && data != null && !Arrays.equals(bytes, Params.data(data, "data"))) {
      throw Params.wrong("data", "is not what input is");
    }
    if (to(call) == null && bytes.length > EthereumTransaction.MAX_INIT_CODE) {
      throw new RpcError(RpcError.REFUSED, "INIT_CODE_TOO_LONG: more than 49,152 bytes");
    }
    return bytes;
  }

  private static JsonNode to(JsonNode call) {
    return field(call, "to");
  }

  private static JsonNode field(JsonNode call, String name) {
    JsonNode field = call.get(name);
    return field == null || field.isNull() ? null : field;
  }

  private static BigInteger number(JsonNode call, String name) {
    JsonNode field = field(call, name);
    return field == null ? BigInteger.ZERO : Params.number(field, name);
  }

  private static List<AccessEntry> accessList(JsonNode list) {
    if (list == null) {
      return List.of();
    }
    if (!list.isArray() || list.size() > MAX_ENTRIES) {
      throw Params.wrong("accessList", "is no array of at most " + MAX_ENTRIES);
    }
    List<AccessEntry> entries = new ArrayList<>();
    for (JsonNode entry : list) {
      JsonNode address = field(entry, "address");
      if (address == null) {
        throw Params.wrong("accessList", "has an entry without address");
      }
      List<Hash256> keys = new ArrayList<>();
      JsonNode given = field(entry, "storageKeys");
      if (given != null) {
        given.forEach(key -> keys.add(Params.hash(key, "storageKeys")));
      }
      entries.add(new AccessEntry(Params.address(address, "address"), keys));
    }
    return entries;
  }
}
