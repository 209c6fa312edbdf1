package io.crowdroll.sim.evm;

import io.crowdroll.protocol.chain.Rlp;
import io.crowdroll.protocol.evm.Log;
import java.util.List;

/** Logs as Ethereum's receipts hold them. */
final class Logs {
  private Logs() {}

  /** The RLP of the list. */
  static byte[] encode(List<Log> logs) {
    return Rlp.list(
        logs.stream()
            .map(
                log ->
                    Rlp.list(
                        Rlp.string(log.account().toBytes()),
                        Rlp.list(log.topics().stream().map(t -> Rlp.string(t.toBytes())).toList()),
                        Rlp.string(log.data())))
            .toList());
  }
}
