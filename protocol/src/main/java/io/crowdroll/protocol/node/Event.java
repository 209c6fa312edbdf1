package io.crowdroll.protocol.node;

import io.crowdroll.protocol.chain.BatchHeader;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.submission.Certificate;
import io.crowdroll.protocol.submission.L1Block;
import io.crowdroll.protocol.submission.RootProof;
import java.util.List;

/** Something from outside that reaches a node (PROTOCOL.md §9). */
public sealed interface Event {

  /**
   * The canonical L1 chain changed. A reorganisation removes and adds in one event; the head's
   * height need not fall, so blocks are named by hash.
   *
   * @param removed hashes that are canonical no longer, newest first
   * @param added blocks that now are, oldest first
   */
  record L1Changed(List<Hash256> removed, List<L1Block> added) implements Event {
    public L1Changed {
      removed = List.copyOf(removed);
      added = List.copyOf(added);
    }
  }

  /**
   * A fact of the L2 chain: a batch is closed and may be committed. After a permissionless batch on
   * L1 the same index is closed anew, with another header.
   *
   * @param certificate {@link Certificate#NONE} where the rules ask for none
   */
  record BatchClosed(BatchHeader header, Certificate certificate) implements Event {}

  /** A fact of the L2 chain: a closed batch has its root proof. */
  record BatchProven(long index, RootProof proof) implements Event {}
}
