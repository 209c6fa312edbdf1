package io.crowdroll.protocol.node;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Block;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Keccak256;
import io.crowdroll.protocol.chain.ProofSystem;
import io.crowdroll.protocol.consensus.Commit;
import io.crowdroll.protocol.consensus.Electors;
import io.crowdroll.protocol.consensus.Message;
import io.crowdroll.protocol.consensus.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The final blocks of a validator, and what they have made: all that the next block hangs on. */
final class FinalChain {
  private static final long FORK = 0;

  private final Rollup rollup;
  private final List<Message.Decision> decisions = new ArrayList<>();

  /** Sequence number of each account's last signed coordination transaction. */
  private final TreeMap<Address, Long> sequences = new TreeMap<>();

  private Receipts receipts = Receipts.NONE;
  private Electors electors;
  private Electors parentElectors;
  private Hash256 coordinationRoot;

  FinalChain(Genesis genesis, ProofSystem proofs) {
    rollup = new Rollup(genesis, proofs);
    electors = rollup.validators().electors();
    coordinationRoot = root();
  }

  Rollup rollup() {
    return rollup;
  }

  long height() {
    return rollup.height();
  }

  /** What follows from the last block: the next height's term. */
  Term term(long startMillis) {
    return new Term(
        FORK, height() + 1, rollup.lastHash(), electors, rollup.beacon().value(), startMillis);
  }

  /** The electors whose precommits made the last block final. */
  Electors parentElectors() {
    return parentElectors;
  }

  /** The decision of a height, {@code null} where there is none yet. */
  Message.Decision decision(long height) {
    return height < 1 || height > decisions.size() ? null : decisions.get((int) height - 1);
  }

  /** What proves R of the last block; empty before the first. */
  byte[] beaconProof() {
    return decisions.isEmpty() ? new byte[0] : decisions.getLast().commit().beacon();
  }

  /** Receipts of the last block. */
  Receipts receipts() {
    return receipts;
  }

  /** Root of the coordination plane after the last block, sequence numbers included. */
  Hash256 coordinationRoot() {
    return coordinationRoot;
  }

  /** The account's last sequence number, −1 = none yet. */
  long sequence(Address account) {
    return sequences.getOrDefault(account, -1L);
  }

  /**
   * Applies a final block.
   *
   * @param sealed as it was decided
   * @param block the same, its transactions admitted
   * @param signers who signed what in it, with the sequence numbers
   * @param random R of its height
   */
  List<Fact> apply(
      SealedBlock sealed,
      Commit commit,
      Block block,
      TreeMap<Address, Long> signers,
      Hash256 random) {
    List<Fact> facts = rollup.apply(block, random);
    decisions.add(new Message.Decision(sealed, commit));
    sequences.putAll(signers);
    receipts = Receipts.of(facts);
    parentElectors = electors;
    electors = rollup.validators().electors();
    coordinationRoot = root();
    return facts;
  }

  private Hash256 root() {
    Keccak256 out = new Keccak256().putHash(rollup.coordinationRoot());
    sequences.forEach((account, sequence) -> out.putBytes(account.toBytes()).putLong(sequence));
    return out.digest();
  }
}
