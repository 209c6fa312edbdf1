package io.crowdroll.sim.model.l1;

import io.crowdroll.protocol.chain.BatchHeader;
import io.crowdroll.protocol.submission.Certificate;
import io.crowdroll.protocol.submission.L1Call;
import io.crowdroll.protocol.submission.Refusal;
import io.crowdroll.sim.scenario.L1Model;
import java.util.Optional;

/**
 * Gas of whole transactions, after the table of L1.md.
 *
 * <p>Posted data is charged at the floor of EIP-7623 (40 gas a byte that is not 0, 10 one that is);
 * a commit pays for its execution only where that, with calldata at the ordinary 16 and 4, comes to
 * more. So for large batches certificate and commitment cost nothing extra.
 */
final class GasSchedule {
  /** EIP-7825: no transaction may ask for more. */
  static final long TRANSACTION_CAP = 1 << 24;

  private static final long INTRINSIC = 21_000;

  /** Storage of a commit: the batch's slot, the head's fields, the log. */
  private static final long COMMIT_STORAGE = 52_000;

  /** One ecrecover with its share of the EIP-712 loop: 46,332 gas for 11. */
  private static final long SIGNATURE = 4_212;

  /** 98 gas for each of 4 words that enter z and y. */
  private static final long COMMITMENT = 4 * 98;

  /** A leaf of the claims tree: 40,397 gas for 64. */
  private static final long CLAIM_LEAF = 632;

  /** keccak accumulator and two reads of storage. */
  private static final long QUEUE_ITEM = 5_500;

  /** L1.md: ranges and curve are checked first, and each precompile's gas is capped. */
  private static final long INVALID_PROOF = 400_000;

  private static final long SMALL_CALL = 60_000;

  private final L1Model.GasTable table;

  GasSchedule(L1Model.GasTable table) {
    this.table = table;
  }

  /** What a call takes if it does not revert. */
  long gas(L1Call call) {
    return switch (call) {
      case L1Call.CommitBatch(BatchHeader header, Certificate certificate) ->
          commit(header, certificate);
      case L1Call.ProveBatch _ -> table.prove();
      case L1Call.SubmitBatch submit ->
          commit(submit.header(), submit.certificate()) + table.prove() - INTRINSIC;
      case L1Call.CommitAndProve submit ->
          commit(submit.header(), Certificate.NONE) + table.prove() - INTRINSIC;
      case L1Call.EnqueueDeposit _, L1Call.EnqueueForced _ -> table.enqueue();
      case L1Call.Claim _ -> table.claim();
      case L1Call.Escape _ -> table.escape();
      case L1Call.Prune _,
          L1Call.Freeze _,
          L1Call.Reclaim _,
          L1Call.Pull _,
          L1Call.TakeSeat _,
          L1Call.LeaveSeat _,
          L1Call.ReleaseBond _ ->
          SMALL_CALL;
      case L1Call.Other _ -> INTRINSIC;
    };
  }

  /** What a call took: one that reverts early pays for its data, one with a bad proof for that. */
  long gas(L1Call call, Optional<Refusal> refusal) {
    if (refusal.isEmpty()) {
      return gas(call);
    }
    long data =
        switch (call) {
          case L1Call.CommitBatch commit -> floor(commit.header());
          case L1Call.SubmitBatch submit -> floor(submit.header());
          case L1Call.CommitAndProve submit -> floor(submit.header());
          default -> 0;
        };
    if (refusal.get() == Refusal.INVALID_PROOF) {
      return Math.max(data, INTRINSIC) + INVALID_PROOF - INTRINSIC;
    }
    return Math.max(data, Math.min(gas(call), INTRINSIC + 10_000));
  }

  private long commit(BatchHeader header, Certificate certificate) {
    long execution =
        INTRINSIC
            + ordinaryData(header)
            + COMMIT_STORAGE
            + SIGNATURE * certificate.signers().size()
            + COMMITMENT * header.transitions()
            + CLAIM_LEAF * header.withdrawals().size()
            + QUEUE_ITEM * header.items().size();
    return Math.max(floor(header), execution);
  }

  /** The whole transaction where data dominates. */
  private long floor(BatchHeader header) {
    return table.commitBase() + table.commitPerTransition() * header.transitions();
  }

  /** 16 and 4 gas a byte are two fifths of 40 and 10. */
  private long ordinaryData(BatchHeader header) {
    return table.commitPerTransition() * header.transitions() * 2 / 5;
  }
}
