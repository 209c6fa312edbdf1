package io.crowdroll.sim.testnet.rpc;

import static io.crowdroll.sim.testnet.rpc.Json.data;
import static io.crowdroll.sim.testnet.rpc.Json.quantity;

import io.crowdroll.protocol.chain.AccessEntry;
import io.crowdroll.protocol.chain.Bloom;
import io.crowdroll.protocol.chain.EthereumTransaction;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Receipt;
import io.crowdroll.protocol.chain.RollupMessage;
import io.crowdroll.protocol.chain.Secp256k1;
import io.crowdroll.protocol.chain.Transaction;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Blocks, transactions, receipts and logs as Ethereum's clients read them. Fields that a
 * proof-of-work or blob chain has, and this one has not, are there with their empty value: clients
 * break without them.
 */
final class BlockJson {
  /** Keccak of the RLP of no uncles. */
  private static final String NO_UNCLES =
      "0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347";

  private static final String NONE = "0x";
  private static final long MILLIS = 1_000;

  private BlockJson() {}

  /**
   * A block.
   *
   * @param whole whether with its transactions whole, instead of their hashes
   */
  static ObjectNode block(IndexedBlock block, boolean whole) {
    ObjectNode node =
        header(block).put("size", quantity(size(block))).put("totalDifficulty", "0x0");
    node.set("uncles", Json.array(Stream.of()));
    node.set(
        "transactions",
        whole
            ? Json.array(block.entries().stream().map(entry -> transaction(block, entry)))
            : Json.strings(block.entries().stream().map(entry -> entry.hash().toString())));
    return node;
  }

  private static int size(IndexedBlock block) {
    return block.entries().stream()
        .mapToInt(entry -> entry.transaction().envelope().encode().length)
        .sum();
  }

  /** A block without its transactions, as {@code newHeads} tells of it. */
  static ObjectNode header(IndexedBlock block) {
    return Json.object()
        .put("number", quantity(block.height()))
        .put("hash", block.hash().toString())
        .put("parentHash", block.block().parent().toString())
        .put("sha3Uncles", NO_UNCLES)
        .put("miner", block.proposer().toString())
        .put("stateRoot", block.stateRoot().toString())
        .put("transactionsRoot", block.transactionsRoot().toString())
        .put("receiptsRoot", block.receiptsRoot().toString())
        .put("logsBloom", data(block.bloom().toBytes()))
        .put("difficulty", "0x0")
        .put("gasLimit", quantity(block.gasLimit()))
        .put("gasUsed", quantity(block.gasUsed()))
        .put("timestamp", quantity(block.block().timestamp() / MILLIS))
        .put("extraData", NONE)
        .put("mixHash", Hash256.ZERO.toString())
        .put("nonce", "0x0000000000000000")
        .put("baseFeePerGas", quantity(block.gasBaseFee()))
        .put("timestampMillis", quantity(block.block().timestamp()))
        .put("l1Origin", quantity(block.block().origin().number()));
  }

  /** A transaction in its block. */
  static ObjectNode transaction(IndexedBlock block, Entry entry) {
    return pending(entry.transaction(), entry.hash())
        .put("blockHash", block.hash().toString())
        .put("blockNumber", quantity(block.height()))
        .put("transactionIndex", quantity(entry.index()))
        .put("gasPrice", quantity(entry.gasPrice()));
  }

  /** A transaction that waits for a block. */
  static ObjectNode pending(Transaction transaction, Hash256 hash) {
    ObjectNode node =
        Json.object()
            .put("hash", hash.toString())
            .put("from", transaction.sender().toString())
            .put("to", Json.address(transaction.to()))
            .put("value", quantity(transaction.value()))
            .put("nonce", quantity(transaction.nonce()))
            .put("gas", quantity(transaction.gasLimit()))
            .putNull("blockHash")
            .putNull("blockNumber")
            .putNull("transactionIndex");
    switch (transaction.envelope()) {
      case EthereumTransaction call -> call(node, call);
      case RollupMessage message -> message(node, message);
    }
    return node;
  }

  private static void call(ObjectNode node, EthereumTransaction call) {
    Secp256k1.Signature signature = call.signature();
    String parity = signature.odd() ? "0x1" : "0x0";
    node.put("type", "0x2")
        .put("input", data(call.data()))
        .put("chainId", quantity(call.chainId()))
        .put("maxFeePerGas", quantity(call.maxFeePerGas()))
        .put("maxPriorityFeePerGas", quantity(call.maxPriorityFeePerGas()))
        .put("gasPrice", quantity(call.maxFeePerGas()))
        .put("yParity", parity)
        .put("v", parity)
        .put("r", quantity(signature.r()))
        .put("s", quantity(signature.s()));
    node.set("accessList", accessList(call.accessList()));
  }

  /**
   * Clients want r and s of every transaction; an EdDSA signature has other parts, given beside.
   */
  private static void message(ObjectNode node, RollupMessage message) {
    node.put("type", "0x7b")
        .put("input", NONE)
        .put("chainId", quantity(message.deployment().chainId()))
        .put("gasPrice", "0x0")
        .put("maxFeePerGas", "0x0")
        .put("maxPriorityFeePerGas", "0x0")
        .put("v", "0x0")
        .put("r", "0x0")
        .put("s", "0x0")
        .put("kind", Names.lower(message.kind()))
        .put("asset", Names.lower(message.asset()))
        .put("maxFee", quantity(message.maxFee()))
        .put("tip", quantity(message.tip()));
    node.set("accessList", accessList(List.of()));
  }

  static JsonNode accessList(List<AccessEntry> entries) {
    return Json.array(
        entries.stream()
            .map(
                entry -> {
                  ObjectNode node = Json.object().put("address", entry.account().toString());
                  node.set(
                      "storageKeys", Json.strings(entry.keys().stream().map(Hash256::toString)));
                  return node;
                }));
  }

  /** What a transaction came to. */
  static ObjectNode receipt(IndexedBlock block, Entry entry) {
    Receipt receipt = entry.receipt();
    ObjectNode node =
        Json.object()
            .put("type", quantity(receipt.type()))
            .put("status", receipt.succeeded() ? "0x1" : "0x0")
            .put("transactionHash", entry.hash().toString())
            .put("transactionIndex", quantity(entry.index()))
            .put("blockHash", block.hash().toString())
            .put("blockNumber", quantity(block.height()))
            .put("from", entry.transaction().sender().toString())
            .put("to", Json.address(entry.transaction().to()))
            .put("contractAddress", Json.address(entry.created()))
            .put("gasUsed", quantity(entry.gasUsed()))
            .put("cumulativeGasUsed", quantity(receipt.cumulativeGasUsed()))
            .put("effectiveGasPrice", quantity(entry.gasPrice()))
            .put("logsBloom", data(Bloom.of(receipt.logs()).toBytes()))
            .put("proofFee", quantity(receipt.proofFee()))
            .put("l1Fee", quantity(receipt.l1Fee()))
            .put("transition", entry.transition() < 0 ? null : quantity(entry.transition()));
    if (entry.refused() != null) {
      node.put("refused", entry.refused().name() + ": " + entry.refused().sentence());
    }
    node.set("logs", Json.array(Logs.of(block, entry).map(Logs.Placed::json)));
    return node;
  }
}
