package io.crowdroll.protocol.node;

import io.crowdroll.protocol.Rules;
import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Admission;
import io.crowdroll.protocol.chain.Block;
import io.crowdroll.protocol.chain.Keccak256;
import io.crowdroll.protocol.chain.L1Origin;
import io.crowdroll.protocol.chain.Mempool;
import io.crowdroll.protocol.chain.ProofSystem;
import io.crowdroll.protocol.chain.Rejection;
import io.crowdroll.protocol.chain.Transaction;
import java.util.List;

/**
 * A validator (PROTOCOL.md §2, §9): admits transactions, proposes blocks, applies final ones.
 *
 * <p>At the {@code modelled} rung of consensus one machine stands for all honest validators, whose
 * chains and mempools are alike, and outside it is decided who leads and when a block is final.
 */
public final class Validator {
  private final Genesis genesis;
  private final ProofSystem proofs;
  private final Admission admission;
  private Rollup rollup;
  private final Mempool mempool;
  private final Keccak256 keccak = new Keccak256();
  private boolean halted;

  public Validator(Genesis genesis, ProofSystem proofs) {
    this.genesis = genesis;
    this.proofs = proofs;
    Rules rules = genesis.rules();
    admission = new Admission(genesis.deployment(), rules.fees().blockGas(), rules.provenOnly());
    mempool = new Mempool(rules.fees().blockGas());
    rollup = new Rollup(genesis, proofs);
  }

  /** The chain as this validator knows it; for reading. After a fork it is another object. */
  public Rollup rollup() {
    return rollup;
  }

  /** User transactions that wait. */
  public int mempoolSize() {
    return mempool.size();
  }

  /** Whether it has stopped for good: L1 is not what its chain has imported. */
  public boolean isHalted() {
    return halted;
  }

  /** Handles one event at time {@code now} (ms). */
  public void handle(long now, Event.OfValidator event, Effects effects) {
    if (halted) {
      return;
    }
    switch (event) {
      case Event.OriginLost(L1Origin origin) -> {
        halted = true;
        effects.emit(
            new Effect.Alarm(
                "L1_REORG_BEYOND_IMPORT_DEPTH",
                "L1 block " + origin.number() + " was imported and is canonical no longer"));
      }
      case Event.Submitted(Transaction transaction) -> admit(transaction, effects);
      case Event.Encoded(byte[] envelope) -> {
        switch (admission.admit(envelope)) {
          case Admission.Verdict.Admitted(Transaction transaction) -> admit(transaction, effects);
          case Admission.Verdict.Refused(Rejection reason, String detail) ->
              effects.emit(new Effect.RefuseEncoded(envelope, reason, detail));
        }
      }
      case Event.Gossiped(var message) -> mempool.add(message);
      case Event.ForkDue(List<Chronicle.Chapter> chain, List<Transaction> reverted) -> {
        rollup = Rollup.replay(genesis, proofs, chain);
        mempool.restore(reverted);
        effects.emit(new Effect.Forked(rollup.facts()));
      }
      case Event.RollupFrozen() -> {
        halted = true;
        effects.emit(new Effect.Alarm("FROZEN", "the contract on L1 takes no more batches"));
      }
      case Event.ProposalDue due -> effects.emit(new Effect.Propose(propose(due)));
      case Event.ProposalFailed(Block block) -> {
        mempool.restore(
            block.transactions().stream()
                .filter(it -> it.nonce() >= nextNonce(it.sender()))
                .toList());
        block.coordination().forEach(mempool::add);
      }
      case Event.Finalised(Block block) -> {
        effects.emit(new Effect.Applied(block, rollup.apply(block)));
        mempool.finalised(block.height(), this::nextNonce, refusals(effects));
      }
    }
  }

  private void admit(Transaction transaction, Effects effects) {
    Rejection reason = rollup.check(transaction);
    if (reason == null) {
      reason = mempool.add(transaction, refusals(effects));
    }
    if (reason != null) {
      effects.emit(new Effect.Refuse(transaction, reason));
    }
  }

  private static Mempool.Dropped refusals(Effects effects) {
    return (dropped, reason) -> effects.emit(new Effect.Refuse(dropped, reason));
  }

  private long nextNonce(Address sender) {
    int account = rollup.accounts().find(sender);
    return account < 0 ? -1 : rollup.accounts().nonce(account);
  }

  private Block propose(Event.ProposalDue due) {
    List<Transaction> transactions =
        rollup.takesTransactions()
            ? mempool.takeTransactions(
                rollup.rules().fees().blockGas(), rollup.fees().gasBaseFee(), this::nextNonce)
            : List.of();
    return Block.seal(
        keccak,
        rollup.height() + 1,
        rollup.lastHash(),
        due.timestamp(),
        due.proposer(),
        due.round(),
        due.origin(),
        due.attested(),
        due.zkpowPerEth(),
        due.refunds(),
        due.items(),
        transactions,
        mempool.takeCoordination());
  }
}
