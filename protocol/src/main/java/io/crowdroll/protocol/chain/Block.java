package io.crowdroll.protocol.chain;

import java.util.List;

/**
 * A block of the sequencer chain (PROTOCOL.md §2). What it carries is applied in the order of the
 * components.
 *
 * @param hash keccak over everything else
 * @param height from 1
 * @param parent hash of the block before
 * @param timestamp ms, strictly greater than the parent's
 * @param proposer index of the validator that made it
 * @param round the round of consensus that finalised it
 * @param origin the L1 block that it has imported up to
 * @param attested validators whose precommits for the parent attest that they serve the witnesses
 *     of all leases drawn before it (§4)
 * @param zkpowPerEth stake-weighted median of the validators' votes
 * @param refunds L1 gas newly seen at the origin
 * @param items queue items up to the origin
 * @param transactions user transactions
 * @param coordination coordination transactions
 */
public record Block(
    Hash256 hash,
    long height,
    Hash256 parent,
    long timestamp,
    int proposer,
    int round,
    L1Origin origin,
    ValidatorBits attested,
    Wei zkpowPerEth,
    List<L1Refund> refunds,
    List<L1Item> items,
    List<Transaction> transactions,
    List<Coordination> coordination) {

  /** Seals a block: computes its hash. */
  public static Block seal(
      Keccak256 keccak,
      long height,
      Hash256 parent,
      long timestamp,
      int proposer,
      int round,
      L1Origin origin,
      ValidatorBits attested,
      Wei zkpowPerEth,
      List<L1Refund> refunds,
      List<L1Item> items,
      List<Transaction> transactions,
      List<Coordination> coordination) {
    keccak.putLong(height).putHash(parent).putLong(timestamp).putInt(proposer).putInt(round);
    keccak.putLong(origin.number()).putHash(origin.hash());
    keccak.putLong(attested.low()).putLong(attested.high());
    put(keccak, zkpowPerEth);
    for (L1Refund refund : refunds) {
      keccak.putLong(refund.batch()).putInt(refund.validator()).putLong(refund.gasUsed());
    }
    for (L1Item item : items) {
      keccak.putLong(item.index());
    }
    for (Transaction transaction : transactions) {
      put(keccak, transaction);
    }
    for (Coordination message : coordination) {
      if (isPresence(message)) {
        continue;
      }
      keccak.putInt(message.getClass().getSimpleName().length()).putLong(content(message));
    }
    return new Block(
        keccak.digest(),
        height,
        parent,
        timestamp,
        proposer,
        round,
        origin,
        attested,
        zkpowPerEth,
        refunds,
        items,
        transactions,
        coordination);
  }

  /**
   * Whether a message only says who is there. Such messages stay out of the hash at the modelled
   * rung: task ids hang on it, and whether heartbeats are elided must change no draw (§3).
   */
  private static boolean isPresence(Coordination message) {
    return message instanceof Coordination.Heartbeat || message instanceof Coordination.Silence;
  }

  /** What was signed has a hash of its own; the modelled rung signs nothing. */
  private static void put(Keccak256 keccak, Transaction transaction) {
    if (transaction.envelope() != null) {
      keccak.putHash(transaction.envelope().hash());
      return;
    }
    put(keccak, transaction.sender());
    keccak.putLong(transaction.nonce());
    put(keccak, transaction.value());
    put(keccak, transaction.to());
  }

  private static void put(Keccak256 keccak, Wei amount) {
    keccak.putLong(amount.hi()).putLong(amount.lo());
  }

  private static void put(Keccak256 keccak, Address address) {
    keccak.putInt(address.w0()).putLong(address.w1()).putLong(address.w2());
  }

  private static long content(Coordination message) {
    return switch (message) {
      case Coordination.Register register -> register.account().w2() ^ register.capacity();
      case Coordination.Heartbeat beat ->
          (long) beat.prover() << 32 | (long) beat.capacity() << 1 | (beat.active() ? 1 : 0);
      case Coordination.Silence silence ->
          (long) silence.prover() << 44 | silence.lastArrivalMillis();
      case Coordination.Leave leave -> leave.prover();
      case Coordination.Decline decline -> (long) decline.prover() << 40 ^ decline.task();
      case Coordination.Submission submission ->
          (long) submission.claimant() << 40 ^ submission.proof().task();
      case Coordination.Equivocation evidence ->
          (long) evidence.validator() << 48 | evidence.height() << 8 | evidence.round();
    };
  }
}
