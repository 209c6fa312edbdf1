package io.crowdroll.protocol.node;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Admission;
import io.crowdroll.protocol.chain.Block;
import io.crowdroll.protocol.chain.BlockBody;
import io.crowdroll.protocol.chain.BlockHeader;
import io.crowdroll.protocol.chain.CoordinationTransaction;
import io.crowdroll.protocol.chain.Deployment;
import io.crowdroll.protocol.chain.Envelope;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Transaction;
import io.crowdroll.protocol.chain.ValidatorBits;
import io.crowdroll.protocol.consensus.Commit;
import io.crowdroll.protocol.consensus.ConsensusCodec;
import io.crowdroll.protocol.consensus.Leaders;
import io.crowdroll.protocol.consensus.Signatures;
import io.crowdroll.protocol.consensus.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What a block must be to follow the chain (PROTOCOL.md §2): how one is made, and whether another's
 * is one. The state roots and prices in a header are those after the block before (so no proposal
 * needs to be executed twice); the rest follows from the body, L1 and consensus.
 */
final class BlockRules {
  /** How far a proposer's clock may be ahead, ms: its block waits until one's own has followed. */
  private static final long DRIFT = 500;

  private static final byte[] NOTHING = {};

  /** What is found of a block. */
  sealed interface Verdict {

    /**
     * It may follow.
     *
     * @param block as the rollup applies it
     * @param signers of its coordination transactions, with their sequence numbers
     */
    record Valid(Block block, TreeMap<Address, Long> signers) implements Verdict {}

    /** It may not, whatever comes. */
    record Invalid(String why) implements Verdict {}

    /** L1 or the clock must get further first. */
    record Early() implements Verdict {}
  }

  private final FinalChain chain;
  private final Imports imports;
  private final Admission admission;
  private final BeaconScheme beacon;
  private final Signatures signatures;
  private final Deployment deployment;
  private final Leaders leaders = Leaders.drawn();
  private final int importDepth;

  BlockRules(
      FinalChain chain,
      Imports imports,
      BeaconScheme beacon,
      Signatures signatures,
      Deployment deployment) {
    this.chain = chain;
    this.imports = imports;
    this.beacon = beacon;
    this.signatures = signatures;
    this.deployment = deployment;
    var rules = chain.rollup().rules();
    admission = new Admission(deployment, rules.fees().blockGas(), rules.provenOnly());
    importDepth = rules.consensus().l1ImportDepth();
  }

  Admission admission() {
    return admission;
  }

  // Making

  /**
   * Makes the proposal of a round.
   *
   * @param parent the commit of the block before, {@code null} before the first
   * @param proof the proposer's of R where the beacon asks for one
   */
  SealedBlock make(
      long now,
      int proposer,
      int round,
      Commit parent,
      byte[] proof,
      List<Transaction> transactions,
      List<CoordinationTransaction> coordination) {
    Imports.Import imported = imports.upTo(newestOrigin());
    List<Envelope> envelopes = transactions.stream().map(Transaction::envelope).toList();
    BlockBody body =
        new BlockBody(
            parent == null ? NOTHING : ConsensusCodec.encode(parent),
            imported.refunds(),
            imported.items(),
            envelopes,
            coordination);
    long timestamp = Math.max(now, chain.rollup().timestamp() + 1);
    byte[] headerProof = beacon.headerProof(proof, chain.beaconProof());
    return SealedBlock.of(
        header(timestamp, proposer, round, imported, parent, headerProof, body), body);
  }

  private long newestOrigin() {
    long last = chain.rollup().origin().number();
    return imports.head() == null ? last : Math.max(last, imports.deepest());
  }

  private BlockHeader header(
      long timestamp,
      int proposer,
      int round,
      Imports.Import imported,
      Commit parent,
      byte[] proof,
      BlockBody body) {
    Rollup rollup = chain.rollup();
    return new BlockHeader(
        chain.height() + 1,
        rollup.lastHash(),
        timestamp,
        proposer,
        round,
        imported.origin(),
        rollup.beacon().value(),
        proof,
        body.lastCommitHash(),
        parent == null ? ValidatorBits.NONE : parent.attested(),
        rollup.rules().submission().zkpowPerEth(),
        body.importsHash(),
        SealedBlock.transactionsRoot(body),
        body.coordinationHash(),
        rollup.stateRoot(),
        chain.coordinationRoot(),
        chain.receipts().root(),
        chain.receipts().bloom(),
        chain.receipts().gasUsed(),
        rollup.fees().gasBaseFee(),
        rollup.fees().unitBaseFee());
  }

  // Judging

  /** Judges another's block, or one's own. */
  Verdict judge(long now, Term term, SealedBlock sealed) {
    BlockHeader header = sealed.header();
    if (header.height() != term.height() || !header.parent().equals(term.parent())) {
      return new Verdict.Invalid("it does not follow the last block");
    }
    if (header.timestamp() <= chain.rollup().timestamp()
        || header.proposer() != leaders.leader(term, header.round())) {
      return new Verdict.Invalid("its time or its proposer is wrong");
    }
    Commit parent = ConsensusCodec.decodeCommit(sealed.body().lastCommit());
    if (!isParents(parent, sealed.body().lastCommit(), term)) {
      return new Verdict.Invalid("its precommits do not make the last block final");
    }
    if (header.timestamp() > now + DRIFT || isBeyondOwnL1(header.origin().number())) {
      return new Verdict.Early();
    }
    return judgeBody(term, sealed, parent);
  }

  private boolean isParents(Commit parent, byte[] encoded, Term term) {
    if (term.height() == 1) {
      return encoded.length == 0;
    }
    return parent != null
        && parent.fork() == term.fork()
        && parent.height() == term.height() - 1
        && parent.value().equals(term.parent())
        && parent.holds(chain.parentElectors(), signatures);
  }

  private boolean isBeyondOwnL1(long number) {
    boolean known = imports.head() != null && number <= imports.deepest();
    return number > chain.rollup().origin().number() && !known;
  }

  private Verdict judgeBody(Term term, SealedBlock sealed, Commit parent) {
    BlockHeader header = sealed.header();
    BlockBody body = sealed.body();
    long number = header.origin().number();
    if (number < chain.rollup().origin().number()) {
      return new Verdict.Invalid("its L1 origin goes back");
    }
    Imports.Import imported = imports.upTo(number);
    BlockBody own =
        new BlockBody(
            body.lastCommit(),
            imported.refunds(),
            imported.items(),
            body.transactions(),
            body.coordination());
    byte[] proof = beacon.headerProof(header.beaconProof(), chain.beaconProof());
    BlockHeader expected =
        header(header.timestamp(), header.proposer(), header.round(), imported, parent, proof, own);
    if (!expected.equals(header)) {
      return new Verdict.Invalid("its header is not what follows from chain, L1 and body");
    }
    if (beacon.asksProposer()
        && beacon.random(term.height(), term.beacon(), sealed, NOTHING) == null) {
      return new Verdict.Invalid("its proof of the beacon shows nothing");
    }
    return judgeTransactions(sealed);
  }

  private Verdict judgeTransactions(SealedBlock sealed) {
    List<Transaction> transactions = new ArrayList<>();
    long gas = 0;
    for (Envelope envelope : sealed.body().transactions()) {
      switch (admission.admit(envelope.encode())) {
        case Admission.Verdict.Admitted(Transaction transaction) -> transactions.add(transaction);
        case Admission.Verdict.Refused(var reason, String detail) -> {
          return new Verdict.Invalid(reason + ": " + detail);
        }
      }
      gas += transactions.getLast().gasLimit();
    }
    if (gas > chain.rollup().rules().fees().blockGas()
        || !transactions.isEmpty() && !chain.rollup().takesTransactions()) {
      return new Verdict.Invalid("it holds more user transactions than it may");
    }
    CoordinationCheck check = new CoordinationCheck(chain, deployment);
    if (sealed.body().coordination().size() > CoordinationPool.BLOCK_LIMIT) {
      return new Verdict.Invalid("it holds too many coordination transactions");
    }
    for (CoordinationTransaction transaction : sealed.body().coordination()) {
      var reason = check.take(transaction);
      if (reason != null) {
        return new Verdict.Invalid("a coordination transaction: " + reason);
      }
    }
    return new Verdict.Valid(block(sealed, transactions), check.signers());
  }

  private static Block block(SealedBlock sealed, List<Transaction> transactions) {
    BlockHeader header = sealed.header();
    Hash256 hash = sealed.hash();
    return new Block(
        hash,
        header.height(),
        header.parent(),
        header.timestamp(),
        header.proposer(),
        header.round(),
        header.origin(),
        header.attested(),
        header.zkpowPerEth(),
        sealed.body().refunds(),
        sealed.body().items(),
        transactions,
        sealed.body().coordination().stream().map(CoordinationTransaction::message).toList());
  }
}
