package io.crowdroll.sim.model.l1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Asset;
import io.crowdroll.protocol.chain.Deployment;
import io.crowdroll.protocol.chain.ProofWords;
import io.crowdroll.protocol.chain.RollupMessage;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.circuits.ExitWitness;
import io.crowdroll.protocol.state.Accounts;
import io.crowdroll.protocol.state.Workers;
import io.crowdroll.protocol.state.WorldState;
import io.crowdroll.protocol.submission.ExitProof;
import io.crowdroll.protocol.submission.L1Call;
import io.crowdroll.protocol.submission.Refusal;
import io.crowdroll.prover.circuit.UnsatisfiedConstraintException;
import io.crowdroll.prover.curve.EdDsa;
import io.crowdroll.sim.proofs.KeyCache;
import io.crowdroll.sim.proofs.ProofMaker;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Leaving a frozen contract with real exit proofs, and with those of somebody else. */
@ResourceLock("proving keys")
class RealExitTest {
  private static final Deployment DEPLOYMENT = new Deployment(77, new Address(0, 5, 5));
  private static final byte[] VICTIM_KEY = key(1);
  private static final byte[] THIEF_KEY = key(2);
  private static final Address VICTIM = RollupMessage.address(EdDsa.publicKey(VICTIM_KEY));
  private static final Address THIEF = RollupMessage.address(EdDsa.publicKey(THIEF_KEY));
  private static final Address SAFE = new Address(0, 9, 1);
  private static final Address DEN = new Address(0, 9, 2);
  private static final long ESCAPE_DELAY = Harness.HARDENED.forced().escapeDelay();

  private static ForkJoinPool pool;
  private static ProofMaker maker;
  private static WorldState state;
  private static L1Call.Escape own;
  private static L1Call.Escape thiefs;

  private static byte[] key(int number) {
    byte[] key = new byte[32];
    key[0] = (byte) number;
    return key;
  }

  @BeforeAll
  static void proofs() {
    pool = new ForkJoinPool(2);
    maker =
        new ProofMaker(
            new KeyCache(KeyCache.defaultDirectory(), pool, System.err::println), pool, false);
    Accounts accounts = new Accounts();
    accounts.addNet(accounts.open(VICTIM), Wei.tokens(1_000));
    accounts.addEth(accounts.find(VICTIM), Wei.tokens(3));
    accounts.addNet(accounts.open(THIEF), Wei.tokens(1));
    state = new WorldState(accounts, Workers.CALLER);
    own = escape(VICTIM, SAFE, VICTIM_KEY);
    thiefs = escape(THIEF, DEN, THIEF_KEY);
  }

  @AfterAll
  static void close() {
    pool.close();
    maker.close();
  }

  private static L1Call.Escape escape(Address account, Address recipient, byte[] key) {
    ExitWitness exit = ExitWitness.of(state, DEPLOYMENT.word(), account, recipient).signed(key);
    return new L1Call.Escape(exit.exit(), maker.prove(exit, new SplittableRandom(3)).words());
  }

  private static Harness frozen() {
    Harness l1 =
        new Harness(
            state.root(),
            (exit, proof) -> maker.verifiesExit(proof, exit.publicInputs(DEPLOYMENT)));
    l1.done(Harness.USER, new L1Call.EnqueueDeposit(VICTIM, Asset.ETH, Wei.of(1), Wei.tokens(1)));
    l1.block += ESCAPE_DELAY + 1;
    return l1.done(Harness.OTHER, new L1Call.Freeze());
  }

  @Test
  void anAccountLeavesOnceWithItsProofWhoeverSendsIt() {
    Harness l1 = frozen();
    l1.done(Harness.OTHER, own);
    assertThat(l1.contract.tokens(SAFE)).isEqualTo(Wei.tokens(1_000));
    assertThat(l1.call(Harness.OTHER, own).refusal()).contains(Refusal.ALREADY_ESCAPED);
  }

  @Test
  void exitOfAVictim() {
    Harness l1 = frozen();
    ExitProof victims = own.exit();
    ProofWords stolen = own.proof();
    ExitProof elsewhere =
        new ExitProof(victims.root(), VICTIM, DEN, victims.zkpow(), victims.eth());
    ExitProof richer = new ExitProof(victims.root(), THIEF, DEN, victims.zkpow(), victims.eth());
    for (L1Call.Escape forged :
        new L1Call.Escape[] {
          new L1Call.Escape(elsewhere, stolen),
          new L1Call.Escape(elsewhere, thiefs.proof()),
          new L1Call.Escape(richer, thiefs.proof()),
          new L1Call.Escape(richer, stolen)
        }) {
      assertThat(l1.call(Harness.OTHER, forged).refusal()).contains(Refusal.WRONG_EXIT_PROOF);
    }
    // no key but the victim's signs a proof of its own for it
    assertThatThrownBy(() -> escape(VICTIM, DEN, THIEF_KEY))
        .isInstanceOf(UnsatisfiedConstraintException.class);
    // without a signature the account itself would be paid: then it has to be the caller
    ExitWitness burnt = ExitWitness.of(state, DEPLOYMENT.word(), VICTIM, VICTIM);
    L1Call.Escape call =
        new L1Call.Escape(burnt.exit(), maker.prove(burnt, new SplittableRandom(4)).words());
    assertThat(l1.call(Harness.OTHER, call).refusal()).contains(Refusal.NOT_THE_ACCOUNT);
    l1.done(Harness.USER, own);
  }
}
