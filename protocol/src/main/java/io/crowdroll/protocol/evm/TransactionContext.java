package io.crowdroll.protocol.evm;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;
import java.util.List;

/**
 * What the transaction tells the code that runs in it.
 *
 * @param origin who signed (ORIGIN)
 * @param gasPrice wei a unit of gas that the sender pays, base fee and tip together (GASPRICE)
 * @param blobHashes versioned hashes of its blobs (BLOBHASH, EIP-4844)
 */
public record TransactionContext(Address origin, Hash256 gasPrice, List<Hash256> blobHashes) {
  public TransactionContext {
    blobHashes = List.copyOf(blobHashes);
  }
}
