package io.crowdroll.sim.evm;

import io.crowdroll.protocol.chain.AccessEntry;
import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.EthereumTransaction;
import io.crowdroll.protocol.chain.EthereumTransaction.Type;
import io.crowdroll.protocol.chain.Hash256;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The transaction of a state test that is given by its parts and a secret key. */
final class StateTestTransaction {
  private StateTestTransaction() {}

  /**
   * The signed transaction of a case.
   *
   * @param parts the test's transaction, with a list where cases differ
   * @param indexes the case's place in those lists
   */
  static EthereumTransaction of(JsonNode parts, JsonNode indexes) {
    int data = Hex.field(indexes, "data").asInt();
    JsonNode accessList = parts.path("accessLists").path(data);
    Type type = type(parts, accessList);
    BigInteger gasPrice = number(parts, "gasPrice");
    boolean dynamic = type == Type.DYNAMIC_FEE || type == Type.BLOB;
    String to = parts.path("to").asString("");
    return new EthereumTransaction(
            type,
            type == Type.LEGACY ? EthereumTransaction.NO_CHAIN : 1,
            Hex.uint64(Hex.field(parts, "nonce").asString()),
            dynamic ? number(parts, "maxPriorityFeePerGas") : gasPrice,
            dynamic ? number(parts, "maxFeePerGas") : gasPrice,
            Hex.uint64(chosen(parts, "gasLimit", indexes, "gas")),
            to.isEmpty() ? null : Hex.address(to),
            Hex.number(chosen(parts, "value", indexes, "value")),
            Hex.bytes(chosen(parts, "data", indexes, "data")),
            accessList(accessList),
            number(parts, "maxFeePerBlobGas"),
            words(parts.path("blobVersionedHashes")),
            null)
        .signedBy(Hex.number(Hex.field(parts, "secretKey").asString()));
  }

  private static Type type(JsonNode parts, JsonNode accessList) {
    if (parts.has("maxFeePerBlobGas")) {
      return Type.BLOB;
    }
    if (parts.has("maxFeePerGas")) {
      return Type.DYNAMIC_FEE;
    }
    return accessList.isArray() ? Type.ACCESS_LIST : Type.LEGACY;
  }

  private static String chosen(JsonNode parts, String name, JsonNode indexes, String index) {
    JsonNode choice = Hex.field(parts, name).get(Hex.field(indexes, index).asInt());
    if (choice == null) {
      throw new IllegalArgumentException("field \"" + name + "\" has too few values");
    }
    return choice.asString();
  }

  /** The number, 0 where it is absent. */
  private static BigInteger number(JsonNode parts, String name) {
    return Hex.number(parts.path(name).asString("0x0"));
  }

  private static List<AccessEntry> accessList(JsonNode list) {
    List<AccessEntry> entries = new ArrayList<>();
    for (JsonNode entry : list) {
      Address account = Hex.address(Hex.field(entry, "address").asString());
      entries.add(new AccessEntry(account, words(Hex.field(entry, "storageKeys"))));
    }
    return entries;
  }

  private static List<Hash256> words(JsonNode list) {
    List<Hash256> words = new ArrayList<>();
    list.forEach(word -> words.add(Hex.word(word.asString())));
    return words;
  }
}
