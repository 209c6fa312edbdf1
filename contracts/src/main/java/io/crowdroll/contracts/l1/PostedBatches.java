package io.crowdroll.contracts.l1;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.BatchData;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.submission.L1Call;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What whoever leaves without the help of a node asks of L1 itself. */
public final class PostedBatches {
  private final Rpc rpc;
  private final Address contract;
  private final Records records;

  public PostedBatches(Rpc rpc, Deployed deployed) {
    this.rpc = rpc;
    this.contract = deployed.deployment().contract();
    this.records = new Records(rpc, deployed);
  }

  /**
   * The words of all proven batches, from the first, in order.
   *
   * @throws IOException if L1 does not answer, or a batch was committed by a contract whose call is
   *     not known
   */
  public List<BatchData> proven() throws IOException {
    List<BatchData> batches = new ArrayList<>();
    long proven = records.proven();
    for (long index = 1; index <= proven; index++) {
      batches.add(records.header(index).data());
    }
    return batches;
  }

  /** The proven state root. */
  public Hash256 root() throws IOException {
    return records.root();
  }

  /** Whether the contract lets accounts leave. */
  public boolean isFrozen() throws IOException {
    return rpc.call(contract, Abi.call("isFrozen()")).size(0) != 0;
  }

  /** The data of the transaction by which an account leaves, hexadecimal after {@code 0x}. */
  public static String escape(L1Call.Escape call) {
    return Calls.escape(call);
  }
}
