package io.crowdroll.contracts.l1;

import io.crowdroll.protocol.chain.BatchData;
import io.crowdroll.protocol.chain.BatchHeader;

/** The contract's struct {@code Header}. */
final class Headers {
  static final String TYPE = "(uint256,bytes32,uint256[],uint256,uint256,bytes32)";

  private Headers() {}

  /** Of the struct that is read. */
  static BatchHeader of(Abi.Reader header) {
    BatchData data = BatchData.ofPosted(header.array(2), header.number(3), header.hash(5));
    return data.header(header.hash(1), header.size(4));
  }

  /** Of a call whose first argument it is. */
  static BatchHeader ofCall(String data) {
    return of(Abi.Reader.ofCall(data).at(0));
  }
}
