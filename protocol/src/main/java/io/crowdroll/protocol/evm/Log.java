package io.crowdroll.protocol.evm;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;
import java.util.List;

/**
 * What a LOG instruction leaves behind.
 *
 * @param account the contract that wrote it
 * @param topics none to four words
 * @param data any number of bytes; not to be changed
 */
public record Log(Address account, List<Hash256> topics, byte[] data) {
  public Log {
    topics = List.copyOf(topics);
  }
}
