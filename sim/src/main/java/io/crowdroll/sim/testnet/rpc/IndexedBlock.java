package io.crowdroll.sim.testnet.rpc;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Block;
import io.crowdroll.protocol.chain.Bloom;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Wei;
import java.util.List;

/**
 * A final block with what came of it.
 *
 * @param proposer account of the validator that made it
 * @param gasLimit of it
 * @param stateRoot after it
 * @param gasBaseFee in force for it, wei a gas
 * @param transactionsRoot Merkle-Patricia root of the envelopes by index
 * @param receiptsRoot Merkle-Patricia root of the receipts by index
 * @param bloom of all its logs
 * @param gasUsed by its transactions
 * @param entries its transactions in order
 * @param facts all that it made true
 */
public record IndexedBlock(
    Block block,
    Address proposer,
    long gasLimit,
    Hash256 stateRoot,
    Wei gasBaseFee,
    Hash256 transactionsRoot,
    Hash256 receiptsRoot,
    Bloom bloom,
    long gasUsed,
    List<Entry> entries,
    List<Fact> facts) {

  public IndexedBlock {
    entries = List.copyOf(entries);
    facts = List.copyOf(facts);
  }

  long height() {
    return block.height();
  }

  Hash256 hash() {
    return block.hash();
  }
}
