package io.crowdroll.contracts.l1;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.BatchHeader;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Transition;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import org.web3j.protocol.core.methods.response.Log;

/**
 * What the contract keeps only hashes of, so that whoever calls it must say it again: found in its
 * logs and in the calls that made them.
 */
final class Records {
  /** Words of the contract's struct {@code Batch}. */
  static final int BATCH_WORDS = 20;

  private final Rpc rpc;
  private final Address contract;
  private final long from;

  Records(Rpc rpc, Deployed deployed) {
    this.rpc = rpc;
    this.contract = deployed.deployment().contract();
    this.from = deployed.block();
  }

  /** Index of the last proven batch. */
  long proven() throws IOException {
    return rpc.call(contract, Abi.call("proven()")).size(0);
  }

  /** The proven state root. */
  Hash256 root() throws IOException {
    return rpc.call(contract, Abi.call("root()")).hash(0);
  }

  /** The fields of a batch as its canonical commit logged them; of the one before the first. */
  Abi.Part batch(long index) throws IOException {
    if (index == 0) {
      return Abi.words(rpc.call(contract, Abi.call("genesisBatch()")).numbers(0, BATCH_WORDS));
    }
    Log log = last(index, Logs.BATCH_COMMITTED, Logs.PERMISSIONLESS_BATCH);
    Abi.Reader data = Abi.Reader.of(log.getData());
    boolean permissionless = isOf(log, Logs.PERMISSIONLESS_BATCH);
    return Abi.words(data.numbers(permissionless ? 2 : 0, BATCH_WORDS));
  }

  /**
   * The withdrawals of a batch, in order.
   *
   * @throws IOException if the batch was not committed, or by a contract whose call is not known
   */
  List<Transition.Withdrawal> withdrawals(long index) throws IOException {
    return header(index).withdrawals();
  }

  /**
   * The header of a batch with its words.
   *
   * @throws IOException if the batch was not committed, or by a contract whose call is not known
   */
  BatchHeader header(long index) throws IOException {
    Log log = last(index, Logs.BATCH_COMMITTED, Logs.PERMISSIONLESS_BATCH);
    return isOf(log, Logs.PERMISSIONLESS_BATCH)
        ? Headers.of(Abi.Reader.of(log.getData()).at(1))
        : Headers.ofCall(rpc.transaction(log.getTransactionHash()).getInput());
  }

  /** The four words of a queue item. */
  List<BigInteger> itemWords(long index) throws IOException {
    return Abi.Reader.of(last(index, Logs.ENQUEUED).getData()).numbers(1, 4);
  }

  /** The latest canonical log about a batch or an item; a pruned index is committed again. */
  private Log last(long index, Hash256... events) throws IOException {
    Log latest = null;
    for (Hash256 event : events) {
      for (Log log : rpc.logs(contract, from, event, new Hash256(0, 0, 0, index))) {
        if (latest == null || latest.getBlockNumber().compareTo(log.getBlockNumber()) <= 0) {
          latest = log;
        }
      }
    }
    if (latest == null) {
      throw new IOException("L1 has no log about number " + index);
    }
    return latest;
  }

  private static boolean isOf(Log log, Hash256 event) {
    return log.getTopics().getFirst().equals(event.toString());
  }
}
