package io.crowdroll.sim.testnet.rpc;

import io.crowdroll.protocol.chain.Hash256;
import tools.jackson.databind.JsonNode;

/**
 * How a call names a block: {@code latest} (blocks are final at once, so {@code safe}, {@code
 * finalized} and {@code pending} are the same one), a number, or a hash (EIP-1898). Nothing named
 * means the latest.
 */
final class BlockTag {
  private BlockTag() {}

  /** The height that is named; that of a block to come is left as it is. */
  static long height(JsonNode tag, ChainIndex index) {
    if (tag == null) {
      return index.height();
    }
    if (tag.isObject()) {
      return named(tag, index);
    }
    return switch (Params.text(tag, "block")) {
      case "latest", "pending", "safe", "finalized" -> index.height();
      case "earliest" -> 0;
      default -> Params.uint64(tag, "block");
    };
  }

  private static long named(JsonNode tag, ChainIndex index) {
    JsonNode hash = tag.get("blockHash");
    if (hash == null) {
      JsonNode number = tag.get("blockNumber");
      if (number == null) {
        throw Params.wrong("block", "names neither blockHash nor blockNumber");
      }
      return height(number, index);
    }
    Hash256 wanted = Params.hash(hash, "blockHash");
    IndexedBlock block = index.block(wanted);
    if (block == null) {
      throw new RpcError(RpcError.REFUSED, "block " + wanted + " is not known");
    }
    return block.height();
  }

  /** The block that is named, {@code null} where there is none (yet). */
  static IndexedBlock block(JsonNode tag, ChainIndex index) {
    return index.block(height(tag, index));
  }

  /** Sees to it that the state asked for is the one that there is. */
  static void requireHead(JsonNode tag, ChainIndex index) {
    long height = height(tag, index);
    if (height != index.height()) {
      throw new RpcError(
          RpcError.REFUSED,
          "the state of block "
              + height
              + " is not kept: only that of the latest, "
              + index.height());
    }
  }
}
