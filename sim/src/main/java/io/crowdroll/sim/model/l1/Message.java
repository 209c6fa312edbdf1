package io.crowdroll.sim.model.l1;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.submission.L1Log;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/**
 * The surroundings of a call, as Solidity's {@code msg} and {@code block}.
 *
 * @param block number of the L1 block that executes it
 * @param blockHash hash of an earlier block by number
 * @param logs what it has logged so far
 */
record Message(Address sender, long block, LongFunction<Hash256> blockHash, List<L1Log> logs) {

  Message(Address sender, long block, LongFunction<Hash256> blockHash) {
    this(sender, block, blockHash, new ArrayList<>());
  }

  void log(L1Log log) {
    logs.add(log);
  }
}
