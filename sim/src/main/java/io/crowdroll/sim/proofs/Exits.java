package io.crowdroll.sim.proofs;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.RollupMessage;
import io.crowdroll.protocol.circuits.ExitWitness;
import io.crowdroll.protocol.circuits.PostedState;
import io.crowdroll.protocol.state.Accounts;
import io.crowdroll.protocol.submission.ExitProof;
import io.crowdroll.protocol.submission.L1Call;
import io.crowdroll.prover.curve.EdDsa;
import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;

/** Proves exits from what is public alone: no node has to help (PROTOCOL.md §8). */
public final class Exits {
  private final PublicRecord record;
  private final PostedState state;

  /** An exit cannot be; the message says why. */
  public static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }
  }

  /**
   * @throws IOException if the words of the record do not lead to the root that L1 holds
   */
  public Exits(PublicRecord record) throws IOException {
    this.record = record;
    this.state = record.state();
  }

  /**
   * What an account would leave with.
   *
   * @param recipient on L1; only the account itself can be named without a key
   * @param key the account's EdDSA key, {@code null} where L1 is called from the account itself
   * @throws Refused if the account is not there, has code, has nothing, or is not the key's
   */
  public ExitWitness witness(Address account, Address recipient, byte[] key) throws Refused {
    Accounts accounts = state.state().accounts();
    int found = accounts.find(account);
    if (found < 0) {
      throw new Refused(
          "there is no account " + account + " in the state after batch " + state.batches());
    }
    if (accounts.hasCode(found)) {
      throw new Refused(account + " is a contract: those cannot leave");
    }
    if (key == null && !recipient.equals(account)) {
      throw new Refused("without the account's key only " + account + " itself can be paid");
    }
    if (key != null && !RollupMessage.address(EdDsa.publicKey(key)).equals(account)) {
      throw new Refused("the key is not that of " + account);
    }
    BigInteger deployment = record.genesis().deployment().word();
    ExitWitness exit = ExitWitness.of(state.state(), deployment, account, recipient);
    ExitProof takes = exit.exit();
    if (takes.zkpow().isZero() && takes.eth().isZero()) {
      throw new Refused(account + " has nothing to leave with");
    }
    return key == null ? exit : exit.signed(key);
  }

  /**
   * Proves an exit and checks the proof as L1 will.
   *
   * @return what to call L1's contract with
   * @throws Refused if the proof does not hold: the key is of no use, and none of it leaves
   */
  public L1Call.Escape prove(ExitWitness exit, ProofMaker maker) throws Refused {
    ExitProof takes = exit.exit();
    ProofMaker.Made made = maker.prove(exit, new SecureRandom());
    if (!maker.verifiesExit(made.words(), takes.publicInputs(record.genesis().deployment()))) {
      throw new Refused("the proof does not verify: the exit circuit's key is broken");
    }
    return new L1Call.Escape(takes, made.words());
  }

  /** Batches that the state comes from. */
  public long batches() {
    return state.batches();
  }
}
