package io.crowdroll.sim.agents;

import io.crowdroll.protocol.chain.Block;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Keccak256;
import io.crowdroll.protocol.chain.ValidatorBits;
import io.crowdroll.protocol.consensus.Ballot;
import io.crowdroll.protocol.consensus.Message;
import io.crowdroll.protocol.consensus.Statement;
import java.util.HashMap;
import java.util.Map;

/**
 * Validators that say one thing to one half of the others and another to the rest. A leader of them
 * has a second block, which differs in its time; as voters they vote for none before the other
 * half, or for that block where it is theirs.
 */
final class Equivocators {
  private final ValidatorBits members;
  private final SigningKeys keys;

  /** Second blocks of the present height, by the hash of the first. */
  private final Map<Hash256, Block> seconds = new HashMap<>();

  private long height;

  Equivocators(ValidatorBits members, SigningKeys keys) {
    this.members = members;
    this.keys = keys;
  }

  boolean has(int validator) {
    return members.contains(validator);
  }

  /** Whether one of them has signed a message. */
  boolean signed(Message message) {
    return switch (message) {
      case Message.Proposal proposal -> has(proposal.ballot().statement().validator());
      case Message.Vote vote -> has(vote.ballot().statement().validator());
      case Message.Status status -> false;
      case Message.Decision decision -> false;
    };
  }

  /** What the other half hears instead. */
  Message other(Message message) {
    return switch (message) {
      case Message.Proposal(Ballot ballot, Council.Proposed value) -> {
        Block second = second(value.block());
        yield new Message.Proposal(
            other(ballot.statement(), second.hash()), new Council.Proposed(second));
      }
      case Message.Vote(Ballot ballot) -> {
        Statement statement = ballot.statement();
        Block second = statement.isNil() ? null : seconds.get(statement.value());
        yield statement.isNil()
            ? message
            : new Message.Vote(other(statement, second == null ? null : second.hash()));
      }
      default -> message;
    };
  }

  private Ballot other(Statement it, Hash256 value) {
    return keys.sign(
        new Statement(
            it.type(),
            it.fork(),
            it.height(),
            it.round(),
            it.validator(),
            value,
            it.polRound(),
            value != null && it.attests()));
  }

  private Block second(Block first) {
    if (first.height() != height) {
      height = first.height();
      seconds.clear();
    }
    return seconds.computeIfAbsent(
        first.hash(),
        hash ->
            Block.seal(
                new Keccak256(),
                first.height(),
                first.parent(),
                first.timestamp() + 1,
                first.proposer(),
                first.round(),
                first.origin(),
                first.attested(),
                first.zkpowPerEth(),
                first.refunds(),
                first.items(),
                first.transactions(),
                first.coordination()));
  }
}
