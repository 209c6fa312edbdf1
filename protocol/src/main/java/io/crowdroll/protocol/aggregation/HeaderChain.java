package io.crowdroll.protocol.aggregation;

import io.crowdroll.protocol.chain.BatchData;
import io.crowdroll.protocol.chain.BatchHeader;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Transition;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.circuits.PublicData;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The headers of closed batches, each naming the one before it (L1.md, Header). */
final class HeaderChain {
  private final int l1ImportDepth;
  private final Posting posting;
  private final List<BatchEnd> ends = new ArrayList<>();
  private BatchHeader last;
  private Hash256 lastHash = Hash256.ZERO;
  private long lastQueueTo;

  /**
   * @param posting how words are made, {@code null} at the modelled rung
   */
  HeaderChain(int l1ImportDepth, Posting posting) {
    this.l1ImportDepth = l1ImportDepth;
    this.posting = posting;
  }

  /** Where the closed batches end, from the first on. */
  List<BatchEnd> ends() {
    return Collections.unmodifiableList(ends);
  }

  /** The last closed batch, {@link Hash256#ZERO} = none. */
  Hash256 lastHash() {
    return lastHash;
  }

  /** Closes over transitions of L2 blocks: the batch's header. */
  BatchHeader close(List<Transition> transitions) {
    return add(next(transitions), transitions);
  }

  /**
   * Takes a batch of queue items that L1 has committed and proven: its header, which has the
   * heights and the origin of the batch before it.
   *
   * @param l1Origin of the batch before it
   */
  BatchHeader permissionless(List<Transition> transitions, long l1Origin) {
    long firstHeight = last == null ? 0 : last.firstHeight();
    long lastHeight = last == null ? 0 : last.lastHeight();
    long readyAt = last == null ? l1Origin : last.readyAt();
    if (posting != null) {
      PublicData.Place place = new PublicData.Place(firstHeight, lastHeight, l1Origin, lastQueueTo);
      BatchData data = posting.data(transitions, ends.size() + 1, place);
      return add(data.header(lastHash, readyAt), transitions);
    }
    BatchHeader own = next(transitions);
    BatchHeader header =
        new BatchHeader(
            own.index(),
            own.parentHash(),
            own.preRoot(),
            own.postRoot(),
            own.transitions(),
            Wei.ZERO,
            Wei.ZERO,
            own.deposits(),
            own.withdrawals(),
            firstHeight,
            lastHeight,
            l1Origin,
            own.queueFrom(),
            own.queueTo(),
            own.items(),
            readyAt,
            own.validatorSet());
    return add(header, transitions);
  }

  private BatchHeader add(BatchHeader header, List<Transition> transitions) {
    last = header;
    lastHash = header.hash();
    lastQueueTo = header.queueTo();
    ends.add(
        new BatchEnd(
            transitions.getLast().sequence(),
            header.lastHeight(),
            header.l1Origin(),
            header.queueTo()));
    return header;
  }

  private BatchHeader next(List<Transition> transitions) {
    Wei fee = Wei.ZERO;
    Wei settled = Wei.ZERO;
    Wei deposits = Wei.ZERO;
    List<Transition.Withdrawal> withdrawals = new ArrayList<>();
    List<BatchHeader.Consumed> items = new ArrayList<>();
    for (Transition transition : transitions) {
      fee = fee.plus(transition.fee());
      settled = settled.plus(transition.settled());
      deposits = deposits.plus(transition.deposited());
      if (transition.withdrawal() != null) {
        withdrawals.add(transition.withdrawal());
      }
      if (transition.queueIndex() >= 0) {
        items.add(new BatchHeader.Consumed(transition.queueIndex(), transition.applied()));
      }
    }
    Transition first = transitions.getFirst();
    Transition end = transitions.getLast();
    if (posting != null) {
      return posting
          .data(transitions, ends.size() + 1, PublicData.Place.of(transitions, lastQueueTo))
          .header(lastHash, end.l1Origin() + l1ImportDepth);
    }
    return new BatchHeader(
        ends.size() + 1,
        lastHash,
        first.preRoot(),
        end.postRoot(),
        transitions.size(),
        fee,
        settled,
        deposits,
        withdrawals,
        first.height(),
        end.height(),
        end.l1Origin(),
        lastQueueTo,
        end.queueTo(),
        items,
        end.l1Origin() + l1ImportDepth,
        0);
  }
}
