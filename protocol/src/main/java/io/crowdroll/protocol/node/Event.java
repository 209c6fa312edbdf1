package io.crowdroll.protocol.node;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Asset;
import io.crowdroll.protocol.chain.BatchHeader;
import io.crowdroll.protocol.chain.Block;
import io.crowdroll.protocol.chain.Coordination;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.FeeQuote;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.L1Item;
import io.crowdroll.protocol.chain.L1Origin;
import io.crowdroll.protocol.chain.L1Refund;
import io.crowdroll.protocol.chain.Proof;
import io.crowdroll.protocol.chain.Transaction;
import io.crowdroll.protocol.chain.ValidatorBits;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.submission.Certificate;
import io.crowdroll.protocol.submission.L1Block;
import io.crowdroll.protocol.submission.RootProof;
import java.util.List;

/** Something from outside that reaches a node (PROTOCOL.md §9). */
public sealed interface Event {

  /** What an agent handles. */
  sealed interface OfAgent extends Event {}

  /** What a validator handles. */
  sealed interface OfValidator extends Event {}

  /** What a prover handles. */
  sealed interface OfProver extends Event {}

  /** What a wallet handles. */
  sealed interface OfUser extends Event {}

  /**
   * The canonical L1 chain changed. A reorganisation removes and adds in one event; the head's
   * height need not fall, so blocks are named by hash.
   *
   * @param removed hashes that are canonical no longer, newest first
   * @param added blocks that now are, oldest first
   */
  record L1Changed(List<Hash256> removed, List<L1Block> added) implements OfAgent {
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
  record BatchClosed(BatchHeader header, Certificate certificate) implements OfAgent {}

  /** A fact of the L2 chain: a closed batch has its root proof. */
  record BatchProven(long index, RootProof proof) implements OfAgent {}

  /** A user's transaction arrives at a validator. */
  record Submitted(Transaction transaction) implements OfValidator {}

  /** The bytes of a user's transaction arrive at a validator, signed as anybody outside signs. */
  record Encoded(byte[] envelope) implements OfValidator {}

  /** A coordination transaction arrives at a validator. */
  record Gossiped(Coordination message) implements OfValidator {}

  /**
   * Consensus asks for a block: a round's leader is to propose.
   *
   * @param proposer index of the leader
   * @param attested validators whose precommits for the parent attest that they serve witnesses
   * @param items queue items up to the origin that no block has imported
   * @param refunds L1 gas newly seen at the origin
   */
  record ProposalDue(
      int proposer,
      int round,
      long timestamp,
      L1Origin origin,
      ValidatorBits attested,
      Wei zkpowPerEth,
      List<L1Item> items,
      List<L1Refund> refunds)
      implements OfValidator {}

  /**
   * L1 was reorganised deeper than {@code l1ImportDepth}: the chain has imported what is not there
   * any more (§2).
   *
   * @param origin the L1 block that is gone
   */
  record OriginLost(L1Origin origin) implements OfValidator {}

  /**
   * A permissionless batch lies {@code l1ImportDepth} deep in L1 (§8).
   *
   * @param chain what the node has stored, up to the last batch that L1 has proven, and the fork
   * @param reverted user transactions that are to be included again, in the order of the chain
   */
  record ForkDue(List<Chronicle.Chapter> chain, List<Transaction> reverted)
      implements OfValidator {}

  /** The contract on L1 is frozen for ever: no block after it can be committed. */
  record RollupFrozen() implements OfValidator {}

  /** A proposal has come to nothing: what it carries, and no block has since, waits on. */
  record ProposalFailed(Block block) implements OfValidator {}

  /** A block is final. */
  record Finalised(Block block) implements OfValidator {}

  /** The prover's owner opened the plugin. */
  record SessionOpened() implements OfProver {}

  /**
   * The session ended.
   *
   * @param announced whether the plugin could say so
   */
  record SessionClosed(boolean announced) implements OfProver {}

  /** The prover was registered under this number. */
  record RegistrationSeen(int prover) implements OfProver {}

  /** A final block leased a task to this prover. */
  record LeaseSeen(Fact.Leased lease) implements OfProver {}

  /** The clock of a lease started: from the chain, its deadline in blocks. */
  record ClockSeen(Fact.ClockStarted clock) implements OfProver {}

  /** The owner wants a task proven that is open to anybody (§4). */
  record RaceWanted(long task, int units) implements OfProver {}

  /**
   * The chain has gone back, and with it all leases (§8).
   *
   * @param registered whether the prover is still in the registry
   */
  record ChainReverted(boolean registered) implements OfProver {}

  /** Somebody has proven a task that was open to anybody. */
  record RaceOver(long task) implements OfProver {}

  /** A lease of this prover ended. */
  record LeaseOver(Fact.LeaseEnded end) implements OfProver {}

  /** The proof system finished a proof that this prover started. */
  record ProofDone(Proof proof) implements OfProver {}

  /** A timer that the node set has fired. */
  record TimerFired(long id) implements OfProver {}

  /**
   * The owner of a wallet wants something done.
   *
   * @param fees what a transaction of its kind would pay now
   */
  record Wish(
      Transaction.Kind kind,
      Address to,
      Asset asset,
      Wei value,
      FeeQuote fees,
      long gasLimit,
      Transaction.Execution execution)
      implements OfUser {}

  /**
   * One of the wallet's included transactions was reverted and waits again.
   *
   * @param nonce of the account now
   */
  record TransactionReverted(long nonce) implements OfUser {}

  /** One of the wallet's transactions was included or refused. */
  record TransactionOver(Transaction transaction, boolean included) implements OfUser {}
}
