package io.crowdroll.protocol.submission;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;
import java.util.ArrayList;
import java.util.List;

/**
 * What a node knows of the contract after an L1 block: a fold of the contract's logs, so that a
 * reorganisation is undone by taking the view of an older block.
 *
 * @param proven index of the last proven batch, 0 before the first
 * @param provenHeader its header's hash
 * @param provenAt the L1 block of its proof; before the first, the contract's own
 * @param unproven committed batches after it, in order
 * @param lastCommitAt the L1 block of the last commit or prune: what the fallback waits from
 * @param schedule slots and seats
 */
public record ContractView(
    long proven,
    Hash256 provenHeader,
    long provenAt,
    List<Commitment> unproven,
    long lastCommitAt,
    SlotSchedule schedule,
    boolean frozen) {

  /** A committed batch. */
  public record Commitment(long index, Hash256 header, long committedAt) {}

  public ContractView {
    unproven = List.copyOf(unproven);
  }

  /** The view of a contract made at L1 block {@code deployedAt}. */
  public static ContractView deployed(long deployedAt, SlotSchedule schedule) {
    return new ContractView(0, Hash256.ZERO, deployedAt, List.of(), deployedAt, schedule, false);
  }

  /** Index of the last committed batch. */
  public long committed() {
    return proven + unproven.size();
  }

  /** Hash of the header that the next commit must extend. */
  public Hash256 head() {
    return unproven.isEmpty() ? provenHeader : unproven.getLast().header();
  }

  /** First L1 block at which the unproven batches may be pruned (L1.md {@code prune}). */
  public long prunableAt(int proveDeadline) {
    if (unproven.isEmpty()) {
      return Long.MAX_VALUE;
    }
    return Math.max(unproven.getFirst().committedAt(), provenAt) + proveDeadline + 1;
  }

  /** The view after one more block. */
  public ContractView after(L1Block block) {
    ContractView view = this;
    for (L1Log log : block.logs()) {
      view = view.after(log, block.number());
    }
    return view;
  }

  private ContractView after(L1Log log, long block) {
    return switch (log) {
      case L1Log.BatchCommitted(long index, Hash256 header, Address _) -> {
        List<Commitment> more = new ArrayList<>(unproven);
        more.add(new Commitment(index, header, block));
        yield new ContractView(proven, provenHeader, provenAt, more, block, schedule, frozen);
      }
      case L1Log.BatchProved(long index, Hash256 header, Hash256 _, Address _) ->
          new ContractView(
              index,
              header,
              block,
              unproven.subList(1, unproven.size()),
              lastCommitAt,
              schedule,
              frozen);
      case L1Log.PermissionlessBatch batch ->
          new ContractView(
              batch.header().index(),
              batch.header().hash(),
              block,
              List.of(),
              block,
              schedule,
              frozen);
      case L1Log.Pruned _ ->
          new ContractView(proven, provenHeader, provenAt, List.of(), block, schedule, frozen);
      case L1Log.SeatChanged(int seat, Seat state) ->
          new ContractView(
              proven,
              provenHeader,
              provenAt,
              unproven,
              lastCommitAt,
              schedule.with(seat, state),
              frozen);
      case L1Log.Frozen _ ->
          new ContractView(proven, provenHeader, provenAt, unproven, lastCommitAt, schedule, true);
      case L1Log.Enqueued _,
          L1Log.Claimed _,
          L1Log.Reclaimed _,
          L1Log.Escaped _,
          L1Log.Pulled _,
          L1Log.SlotSkipped _ ->
          this;
    };
  }
}
