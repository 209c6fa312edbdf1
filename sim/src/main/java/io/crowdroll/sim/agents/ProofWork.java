package io.crowdroll.sim.agents;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.Proof;
import io.crowdroll.protocol.chain.ProofSystem;
import io.crowdroll.protocol.chain.ProofWords;
import io.crowdroll.protocol.circuits.ExitWitness;
import io.crowdroll.protocol.node.Rollup;
import io.crowdroll.sim.model.l1.AccountState;
import io.crowdroll.sim.model.l1.RootVerifier;
import java.util.function.UnaryOperator;

/** How the world makes its proofs and finds out what they are worth (PROTOCOL.md §10). */
sealed interface ProofWork extends AutoCloseable permits ProofWork.Modelled, RealProofs {

  /** What validators check proofs by. */
  ProofSystem system();

  /** What L1 checks root proofs by. */
  RootVerifier roots();

  /**
   * What L1 checks exits by.
   *
   * @param looking reads the amounts from the state itself
   */
  AccountState exits(AccountState looking);

  /** Follows the chain. */
  void take(Fact fact);

  /** A batch is so deep in L1 that nobody will ask for its witnesses again (§7). */
  void batchFinal(long lastTransition);

  /**
   * Makes a proof, in no simulated time.
   *
   * @param payee who it binds, a {@link io.crowdroll.protocol.chain.Payee}
   * @return {@code null} where the witness is not kept any more
   */
  Proof prove(long task, int payee);

  /**
   * Proves that an account may leave a frozen rollup, in no simulated time.
   *
   * @param state at the proven root
   * @param owner signs the exit
   * @return {@code null} where L1 looks at the state itself
   */
  ProofWords exit(
      Rollup state, Address account, Address recipient, UnaryOperator<ExitWitness> owner);

  /** No proof is made or checked any more. */
  @Override
  void close();

  /** The modelled rung: a proof says itself what a verifier would find. */
  record Modelled() implements ProofWork {
    @Override
    public ProofSystem system() {
      return ProofSystem.MODELLED;
    }

    @Override
    public RootVerifier roots() {
      return RootVerifier.NONE;
    }

    @Override
    public AccountState exits(AccountState looking) {
      return looking;
    }

    @Override
    public void take(Fact fact) {}

    @Override
    public void batchFinal(long lastTransition) {}

    @Override
    public Proof prove(long task, int payee) {
      return new Proof.Modelled(task, payee, true);
    }

    @Override
    public ProofWords exit(
        Rollup state, Address account, Address recipient, UnaryOperator<ExitWitness> owner) {
      return null;
    }

    @Override
    public void close() {}
  }
}
