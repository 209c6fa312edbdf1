package io.crowdroll.protocol.node;

import io.crowdroll.protocol.chain.Block;
import io.crowdroll.protocol.chain.Coordination;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.Rejection;
import io.crowdroll.protocol.chain.Transaction;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.submission.L1Call;
import java.util.List;

/** What a node wants done outside (PROTOCOL.md §9). */
public sealed interface Effect {

  /**
   * Sends a call to the contract. Calls of one sender are executed in the order of their ids, each
   * at most once on a canonical chain; the same id sent again replaces a call that still waits.
   *
   * @param id number of the call among the sender's
   * @param notAfter last L1 block that may include it; it is withdrawn afterwards
   * @param maxFee most that it pays in all, wei of ETH a gas
   * @param tip most that it pays above the base fee, wei of ETH a gas
   */
  record PostL1(long id, L1Call call, long notAfter, Wei maxFee, Wei tip) implements Effect {}

  /** Something that the operator must see. */
  record Alarm(String name, String text) implements Effect {}

  /** A batch's proof is {@code l1Confirmations} deep (§7); each index once, in order. */
  record BatchFinal(long index) implements Effect {}

  /** Sends a coordination transaction to the validators. */
  record Gossip(Coordination message) implements Effect {}

  /** Sends a user transaction to the validators. */
  record Submit(Transaction transaction) implements Effect {}

  /** A transaction is not taken into the mempool. */
  record Refuse(Transaction transaction, Rejection reason) implements Effect {}

  /**
   * Bytes that are no transaction which this chain takes.
   *
   * @param detail what in them is wrong; for people
   */
  record RefuseEncoded(byte[] envelope, Rejection reason, String detail) implements Effect {}

  /** A proposal for the round that asked for one. */
  record Propose(Block block) implements Effect {}

  /** A final block was applied: what it made true, in order. */
  record Applied(Block block, List<Fact> facts) implements Effect {}

  /** The chain has followed a permissionless batch: what that made true. */
  record Forked(List<Fact> facts) implements Effect {}

  /** Asks the proof system for a proof; the answer is {@link Event.ProofDone}. */
  record StartProof(long task, int units, int payee) implements Effect {}

  /** The proof is not wanted any more. */
  record StopProof(long task) implements Effect {}

  /** Asks for {@link Event.TimerFired} at {@code atMillis}. */
  record SetTimer(long id, long atMillis) implements Effect {}
}
