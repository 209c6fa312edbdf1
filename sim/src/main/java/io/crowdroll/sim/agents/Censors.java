package io.crowdroll.sim.agents;

import io.crowdroll.protocol.chain.Block;
import io.crowdroll.protocol.chain.Coordination;
import io.crowdroll.protocol.chain.Keccak256;
import io.crowdroll.protocol.chain.Transaction;
import io.crowdroll.protocol.chain.ValidatorBits;
import io.crowdroll.sim.scenario.Censorship;
import io.crowdroll.sim.scenario.Censorship.What;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Validators that leave out of their blocks what concerns the target set. They stand behind the
 * honest proposal and seal it anew without it; what they left out still waits for the next leader.
 */
final class Censors {
  private record Group(ValidatorBits members, What what) {}

  private final Targets targets;
  private final List<Group> groups = new ArrayList<>();

  Censors(Targets targets) {
    this.targets = targets;
  }

  void begin(ValidatorBits members, Censorship censorship) {
    groups.add(new Group(members, censorship.what()));
  }

  void end(ValidatorBits members, Censorship censorship) {
    groups.remove(new Group(members, censorship.what()));
  }

  private boolean censors(int validator, What what) {
    for (Group group : groups) {
      if (group.members().contains(validator)
          && (group.what() == what || group.what() == What.EVERYTHING)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a validator keeps batches of the targets from L1. */
  boolean censorsBatches(int validator) {
    return censors(validator, What.EVERYTHING);
  }

  /**
   * The block as its proposer lets it out.
   *
   * @param transactions takes what is left out
   * @param messages likewise
   */
  Block filter(Block block, Consumer<Transaction> transactions, Consumer<Coordination> messages) {
    List<Transaction> kept = block.transactions();
    if (censors(block.proposer(), What.TRANSACTIONS)) {
      kept = new ArrayList<>();
      for (Transaction transaction : block.transactions()) {
        if (targets.isSender(transaction.sender())) {
          transactions.accept(transaction);
        } else {
          kept.add(transaction);
        }
      }
    }
    List<Coordination> carried = block.coordination();
    if (censors(block.proposer(), What.PROOFS)) {
      carried = new ArrayList<>();
      for (Coordination message : block.coordination()) {
        if (message instanceof Coordination.Submission(_, var proof)
            && targets.isTask(proof.task())) {
          messages.accept(message);
        } else {
          carried.add(message);
        }
      }
    }
    boolean unchanged =
        kept.size() == block.transactions().size() && carried.size() == block.coordination().size();
    return unchanged ? block : sealed(block, kept, carried);
  }

  private static Block sealed(
      Block block, List<Transaction> transactions, List<Coordination> coordination) {
    return Block.seal(
        new Keccak256(),
        block.height(),
        block.parent(),
        block.timestamp(),
        block.proposer(),
        block.round(),
        block.origin(),
        block.attested(),
        block.zkpowPerEth(),
        block.refunds(),
        block.items(),
        transactions,
        coordination);
  }
}
