package io.crowdroll.protocol.consensus;

import static io.crowdroll.protocol.consensus.LocalNode.ofFour;
import static io.crowdroll.protocol.consensus.LocalNode.precommit;
import static io.crowdroll.protocol.consensus.LocalNode.prevote;
import static io.crowdroll.protocol.consensus.LocalNode.proposal;
import static io.crowdroll.protocol.consensus.LocalNode.vote;
import static io.crowdroll.protocol.consensus.Statement.Type.PRECOMMIT;
import static io.crowdroll.protocol.consensus.Statement.Type.PREVOTE;
import static io.crowdroll.protocol.consensus.Statement.Type.PROPOSAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.crowdroll.protocol.chain.Rlp;
import io.crowdroll.protocol.chain.ValidatorBits;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What one node does, message by message; grouped as the integration tests of Besu's QBFT are.
 * Validator (height + round − 1) mod 4 leads.
 */
class BehaviourTest {
  private static final int NO_POL = Statement.NO_ROUND;
  private static final Toy.Word A = Toy.Word.of(0, 1, 0);
  private static final Toy.Word B = Toy.Word.of(1, 1, 1);

  @Nested
  class LocalNodeIsProposer {
    @Test
    void proposesAndPrevotesItsOwnValue() {
      LocalNode node = ofFour(0);
      assertThat(node.said())
          .extracting(Statement::type, Statement::value)
          .containsExactly(tuple(PROPOSAL, A.hash()), tuple(PREVOTE, A.hash()));
    }

    @Test
    void decidesWithTheVotesOfTwoOthers() {
      LocalNode node = ofFour(0);
      node.done();
      node.receive(prevote(1, 1, 0, A)).receive(prevote(2, 1, 0, A));
      assertThat(node.said()).containsExactly(vote(PRECOMMIT, 0, 1, 0, A));
      node.receive(precommit(1, 1, 0, A));
      assertThat(node.done(ConsensusEffect.Decide.class)).isEmpty();
      node.receive(precommit(3, 1, 0, A));
      Commit commit = node.done(ConsensusEffect.Decide.class).getFirst().commit();
      assertThat(commit.holds(new Electors(new long[] {1, 1, 1, 1}), LocalNode.SIGNATURES))
          .isTrue();
      assertThat(commit.attested()).isEqualTo(ValidatorBits.NONE.with(0).with(1).with(3));
    }

    @Test
    void carriesPrecommitsThatCameLate() {
      LocalNode node = ofFour(1).receive(proposal(0, 1, 0, A, NO_POL));
      node.done();
      for (int other : new int[] {0, 2, 3}) {
        node.receive(prevote(other, 1, 0, A)).receive(precommit(other, 1, 0, A));
      }
      node.done();
      assertThat(node.begin(2, 1, 1, 1, 1).done(ConsensusEffect.Build.class).getFirst().parent())
          .extracting(commit -> commit.precommits().size())
          .isEqualTo(4);
    }

    @Test
    void whoDoesNotServeWitnessesDoesNotAttest() {
      LocalNode node = new LocalNode(0).handle(new ConsensusEvent.ServingChanged(false));
      node.begin(1, 1, 1, 1, 1).done();
      node.receive(prevote(1, 1, 0, A)).receive(prevote(2, 1, 0, A));
      assertThat(node.said()).extracting(Statement::attests).containsExactly(false);
    }
  }

  @Nested
  class LocalNodeNotProposer {
    @Test
    void prevotesAValidProposalAndPrecommitsWithAQuorum() {
      LocalNode node = ofFour(1).receive(proposal(0, 1, 0, A, NO_POL));
      assertThat(node.said()).containsExactly(vote(PREVOTE, 1, 1, 0, A));
      node.receive(prevote(0, 1, 0, A)).receive(prevote(3, 1, 0, A));
      assertThat(node.said()).containsExactly(vote(PRECOMMIT, 1, 1, 0, A));
    }

    @Test
    void prevotesNoneForAnInvalidProposal() {
      LocalNode node = ofFour(1).receive(proposal(0, 1, 0, A.invalid(), NO_POL));
      assertThat(node.said()).containsExactly(vote(PREVOTE, 1, 1, 0, null));
    }

    @Test
    void prevotesNoneWhereNoProposalComes() {
      LocalNode node = ofFour(1).fire(Timer.Kind.PROPOSE, 1, 0);
      assertThat(node.said()).containsExactly(vote(PREVOTE, 1, 1, 0, null));
      node.receive(proposal(0, 1, 0, A, NO_POL));
      assertThat(node.said()).isEmpty();
    }

    @Test
    void decidesWithPrecommitsThatCameBeforeTheProposal() {
      LocalNode node = ofFour(1);
      for (int other : new int[] {0, 2, 3}) {
        node.receive(precommit(other, 1, 0, A));
      }
      assertThat(node.done(ConsensusEffect.Decide.class)).isEmpty();
      node.receive(proposal(0, 1, 0, A, NO_POL));
      assertThat(node.done(ConsensusEffect.Decide.class)).hasSize(1);
    }

    @Test
    void exactlyTwoThirdsOfStakeAreNotEnough() {
      LocalNode node = new LocalNode(1).begin(1, 2, 1, 1, 2);
      node.receive(proposal(0, 1, 0, A, NO_POL)).done();
      node.receive(prevote(0, 1, 0, A)).receive(prevote(2, 1, 0, A));
      assertThat(node.said()).as("4 of 6").isEmpty();
      node.receive(prevote(3, 1, 0, A));
      assertThat(node.said()).as("6 of 6").containsExactly(vote(PRECOMMIT, 1, 1, 0, A));
    }
  }

  @Nested
  class FutureHeight {
    @Test
    void messagesOfTheNextHeightAreHandledOnceItBegins() {
      Toy.Word next = Toy.Word.of(1, 2, 0);
      LocalNode node = ofFour(0);
      node.receive(proposal(1, 2, 0, next, NO_POL)).receive(prevote(2, 2, 0, next));
      node.done();
      node.begin(2, 1, 1, 1, 1);
      assertThat(node.said()).containsExactly(vote(PREVOTE, 0, 2, 0, next));
      node.receive(prevote(3, 2, 0, next));
      assertThat(node.said()).containsExactly(vote(PRECOMMIT, 0, 2, 0, next));
    }

    @Test
    void messagesOfEarlierHeightsAreDropped() {
      LocalNode node = ofFour(0).begin(5, 1, 1, 1, 1);
      node.done();
      node.receive(proposal(0, 1, 0, A, NO_POL)).receive(precommit(2, 1, 0, A));
      assertThat(node.done()).isEmpty();
    }

    @Test
    void aNodeFarBehindAsksForWhatWasDecided() {
      LocalNode node = ofFour(1);
      node.done();
      node.receive(prevote(3, 9, 0, A));
      assertThat(node.done(ConsensusEffect.Send.class))
          .extracting(ConsensusEffect.Send::to)
          .containsExactly(3);
    }

    @Test
    void aDecisionIsTakenFromAnyoneIfItsCommitHolds() {
      LocalNode node = ofFour(1);
      Message.Decision decision = decision(0, 2, 3);
      node.receive(2, decision(0, 2)).receive(2, decision(0, 2, 2));
      assertThat(node.done(ConsensusEffect.Decide.class)).isEmpty();
      node.receive(2, decision).done();
      assertThat(node.receive(2, decision).done(ConsensusEffect.Decide.class)).isEmpty();
      assertThat(node.machine.term().height()).isEqualTo(1);
      LocalNode other = ofFour(1);
      assertThat(other.receive(2, decision).done(ConsensusEffect.Decide.class)).hasSize(1);
    }

    private static Message.Decision decision(int... validators) {
      List<Ballot> ballots =
          Arrays.stream(validators)
              .mapToObj(validator -> LocalNode.sign(vote(PRECOMMIT, validator, 1, 0, A)))
              .toList();
      return new Message.Decision(A, new Commit(0, 1, 0, A.hash(), ballots, Toy.NOTHING));
    }

    @Test
    void oneValidatorCannotFillTheBuffer() {
      LocalNode node = ofFour(0);
      for (int height = 2; height < 200; height++) {
        node.receive(prevote(3, height, 0, A));
      }
      Toy.Word next = Toy.Word.of(1, 2, 0);
      node.receive(proposal(1, 2, 0, next, NO_POL)).done();
      assertThat(node.begin(2, 1, 1, 1, 1).said()).containsExactly(vote(PREVOTE, 0, 2, 0, next));
    }
  }

  @Nested
  class FutureRound {
    @Test
    void oneValidatorInALaterRoundMovesNobody() {
      LocalNode node = ofFour(2).receive(prevote(3, 1, 4, B));
      assertThat(node.machine.round()).isZero();
    }

    @Test
    void moreThanAThirdOfStakeInLaterRoundsMovesTheNode() {
      LocalNode node = ofFour(2).receive(prevote(3, 1, 4, B)).receive(prevote(1, 1, 6, null));
      assertThat(node.machine.round()).isEqualTo(4);
    }

    @Test
    void aRoundFarAheadCountsWithoutBeingStored() {
      LocalNode node = ofFour(2);
      node.receive(prevote(3, 1, 1_000_000, B)).receive(prevote(1, 1, 2_000_000, B));
      assertThat(node.machine.round()).isEqualTo(1_000_000);
    }
  }

  @Nested
  class ReceivedFutureProposal {
    @Test
    void isVotedForWhenItsRoundBegins() {
      LocalNode node = ofFour(2).receive(proposal(1, 1, 1, B, NO_POL));
      assertThat(node.said()).isEmpty();
      node.receive(prevote(3, 1, 1, B));
      assertThat(node.machine.round()).isEqualTo(1);
      assertThat(node.said()).contains(vote(PREVOTE, 2, 1, 1, B));
    }

    @Test
    void isDroppedIfAnotherLeadsThatRound() {
      LocalNode node = ofFour(2).receive(proposal(3, 1, 1, B, NO_POL));
      node.receive(prevote(3, 1, 1, B)).receive(prevote(1, 1, 1, B));
      assertThat(node.machine.round()).isEqualTo(1);
      assertThat(node.said()).isEmpty();
    }
  }

  @Nested
  class RoundChange {
    @Test
    void votesThatDifferEndTheRoundByTimeout() {
      LocalNode node = ofFour(1).receive(proposal(0, 1, 0, A, NO_POL));
      node.receive(prevote(0, 1, 0, A)).receive(prevote(2, 1, 0, null)).done();
      node.fire(Timer.Kind.PREVOTE, 1, 0);
      assertThat(node.said()).containsExactly(vote(PRECOMMIT, 1, 1, 0, null));
      node.receive(precommit(0, 1, 0, null)).receive(precommit(2, 1, 0, null));
      assertThat(node.done(ConsensusEffect.SetTimer.class))
          .extracting(effect -> effect.timer().kind())
          .contains(Timer.Kind.PRECOMMIT);
      node.fire(Timer.Kind.PRECOMMIT, 1, 0);
      assertThat(node.said()).extracting(Statement::type).contains(PROPOSAL);
      assertThat(node.machine.round()).isEqualTo(1);
    }

    @Test
    void timeoutsGrowWithTheRound() {
      LocalNode node = ofFour(2).receive(prevote(3, 1, 8, B)).receive(prevote(1, 1, 8, B));
      assertThat(node.done(ConsensusEffect.SetTimer.class))
          .filteredOn(effect -> effect.timer().kind() == Timer.Kind.PROPOSE)
          .extracting(ConsensusEffect.SetTimer::atMillis)
          .containsExactly(1_000L, 3_000L);
    }

    /** Node 1 locks A in round 0 and leads round 1. */
    private LocalNode locked() {
      LocalNode node = ofFour(1).receive(proposal(0, 1, 0, A, NO_POL));
      node.receive(prevote(0, 1, 0, A)).receive(prevote(2, 1, 0, A)).done();
      return node;
    }

    @Test
    void aLockedLeaderProposesItsValueAgainWithTheRoundThatJustifiesIt() {
      LocalNode node = locked();
      node.receive(precommit(0, 1, 0, null)).receive(precommit(2, 1, 0, null));
      node.fire(Timer.Kind.PRECOMMIT, 1, 0);
      assertThat(node.said())
          .filteredOn(statement -> statement.type() == PROPOSAL)
          .extracting(Statement::value, Statement::polRound)
          .containsExactly(tuple(A.hash(), 0));
    }

    @Test
    void aLockedNodePrevotesNoneForAnotherValue() {
      LocalNode node = locked();
      Toy.Word other = Toy.Word.of(2, 1, 2);
      node.receive(prevote(0, 1, 2, other)).receive(prevote(2, 1, 2, other)).done();
      node.receive(proposal(2, 1, 2, other, NO_POL));
      assertThat(node.said()).containsExactly(vote(PREVOTE, 1, 1, 2, null));
    }

    @Test
    void laterPrevotesOfAQuorumUnlock() {
      LocalNode node = locked();
      Toy.Word other = Toy.Word.of(1, 1, 1);
      for (int validator : new int[] {0, 2, 3}) {
        node.receive(prevote(validator, 1, 1, other));
      }
      node.receive(prevote(0, 1, 2, other)).receive(prevote(2, 1, 2, other)).done();
      node.receive(proposal(2, 1, 2, other, 1));
      assertThat(node.said()).contains(vote(PREVOTE, 1, 1, 2, other));
    }

    @Test
    void prevotesOlderThanTheLockDoNotUnlock() {
      Toy.Word other = Toy.Word.of(1, 1, 1);
      LocalNode node = ofFour(1).receive(proposal(0, 1, 0, A, NO_POL));
      for (int validator : new int[] {0, 2, 3}) {
        node.receive(prevote(validator, 1, 0, A));
      }
      node.done();
      node.receive(prevote(0, 1, 2, other)).receive(prevote(2, 1, 2, other)).done();
      node.receive(proposal(2, 1, 2, other, NO_POL)).receive(prevote(3, 1, 2, other)).done();
      node.receive(prevote(0, 1, 4, A)).receive(prevote(2, 1, 4, A)).done();
      node.receive(proposal(0, 1, 4, A, 0));
      assertThat(node.said())
          .as("it is locked on another since round 2")
          .containsExactly(vote(PREVOTE, 1, 1, 4, null));
    }

    @Test
    void aClaimedJustificationIsAskedFor() {
      LocalNode node = locked();
      Toy.Word other = Toy.Word.of(1, 1, 1);
      node.receive(prevote(0, 1, 2, other)).receive(prevote(2, 1, 2, other)).done();
      node.receive(proposal(2, 1, 2, other, 1));
      assertThat(node.done(ConsensusEffect.Send.class))
          .extracting(ConsensusEffect.Send::to)
          .containsExactly(2);
    }
  }

  @Nested
  class Gossip {
    @Test
    void aNewMessageIsPassedOnOnce() {
      LocalNode node = ofFour(1);
      node.done();
      Message message = prevote(3, 1, 0, A);
      assertThat(node.receive(2, message).done(ConsensusEffect.Relay.class))
          .containsExactly(new ConsensusEffect.Relay(message, 2));
      assertThat(node.receive(0, message).done()).isEmpty();
    }

    @Test
    void whatIsNotSoundIsNotPassedOn() {
      LocalNode node = ofFour(1);
      node.done();
      Statement statement = vote(PREVOTE, 3, 1, 0, A);
      Ballot forged =
          new Ballot(statement, LocalNode.sign(vote(PREVOTE, 2, 1, 0, A)).signature(), Toy.NOTHING);
      node.receive(3, new Message.Vote(forged));
      node.receive(prevote(6, 1, 0, A)); // a key, but no stake
      assertThat(node.done()).isEmpty();
    }

    @Test
    void aMessageOfAFutureHeightIsPassedOnWhenTheHeightBegins() {
      LocalNode node = ofFour(0).receive(prevote(3, 2, 0, A));
      assertThat(node.done(ConsensusEffect.Relay.class)).isEmpty();
      assertThat(node.begin(2, 1, 1, 1, 1).done(ConsensusEffect.Relay.class)).hasSize(1);
    }

    @Test
    void aNodeThatStallsIsSentWhatItLacks() {
      LocalNode node = ofFour(1).receive(proposal(0, 1, 0, A, NO_POL)).receive(prevote(0, 1, 0, A));
      node.done();
      Message.Status status =
          new Message.Status(0, 1, 0, true, ValidatorBits.NONE.with(0).with(2), ValidatorBits.NONE);
      assertThat(node.receive(2, status).done(ConsensusEffect.Send.class))
          .containsExactly(new ConsensusEffect.Send(2, prevote(1, 1, 0, A)));
    }
  }

  @Nested
  class SpuriousBehaviour {
    @Test
    void twoVotesInOneRoundAreEvidence() {
      LocalNode node = ofFour(1).receive(prevote(3, 1, 0, A));
      node.done();
      Equivocation evidence =
          node.receive(prevote(3, 1, 0, null))
              .done(ConsensusEffect.Accuse.class)
              .getFirst()
              .evidence();
      assertThat(evidence.validator()).isEqualTo(3);
      assertThat(evidence.holds(LocalNode.SIGNATURES)).isTrue();
      assertThat(ConsensusCodec.decodeEvidence(ConsensusCodec.encode(evidence)))
          .isEqualTo(evidence);
      assertThat(new Equivocation(evidence.first(), evidence.first()).holds(LocalNode.SIGNATURES))
          .isFalse();
    }

    @Test
    void twoProposalsAreEvidenceAndTheFirstOneCounts() {
      LocalNode node = ofFour(1).receive(proposal(0, 1, 0, A, NO_POL));
      node.receive(proposal(0, 1, 0, B, NO_POL));
      List<ConsensusEffect> done = node.done();
      assertThat(done).filteredOn(ConsensusEffect.Accuse.class::isInstance).hasSize(1);
      assertThat(done).contains(new ConsensusEffect.Broadcast(prevote(1, 1, 0, A)));
    }

    @Test
    void votesOfTwoRoundsOrTypesAreNoEvidence() {
      LocalNode node = ofFour(1);
      node.receive(prevote(3, 1, 0, A)).receive(precommit(3, 1, 0, null));
      node.receive(prevote(3, 1, 1, B));
      assertThat(node.done(ConsensusEffect.Accuse.class)).isEmpty();
    }

    @Test
    void aProposalWhoseValueIsAnotherIsDropped() {
      LocalNode node = ofFour(1);
      node.done();
      Message.Proposal sound = (Message.Proposal) proposal(0, 1, 0, A, NO_POL);
      node.receive(new Message.Proposal(sound.ballot(), B));
      assertThat(node.done()).isEmpty();
    }

    @Test
    void aProposalThatNamesAFutureRoundAsItsReasonIsDropped() {
      LocalNode node = ofFour(1);
      node.done();
      node.receive(proposal(0, 1, 0, A, 0)).receive(proposal(0, 1, 0, A, 5));
      assertThat(node.done()).isEmpty();
    }

    @Test
    void bytesThatAreNoMessageDecodeToNone() {
      byte[] sound = Toy.CODEC.encode(proposal(0, 1, 0, A, NO_POL));
      assertThat(Toy.CODEC.decodeMessage(sound)).isEqualTo(proposal(0, 1, 0, A, NO_POL));
      for (int length = 0; length < sound.length; length++) {
        assertThat(Toy.CODEC.decodeMessage(Arrays.copyOf(sound, length))).isNull();
      }
      assertThat(Toy.CODEC.decodeMessage(Arrays.copyOf(sound, sound.length + 1))).isNull();
    }

    @Test
    void aSetOfValidatorsHasOneEncoding() {
      for (int length = 0; length <= 33; length++) {
        byte[] status =
            Rlp.list(
                Rlp.number(2),
                Rlp.number(0),
                Rlp.number(1),
                Rlp.number(0),
                Rlp.number(1),
                Rlp.string(new byte[16]),
                Rlp.string(new byte[length]));
        assertThat(Toy.CODEC.decodeMessage(status) != null).isEqualTo(length == 16);
      }
    }
  }

  @Nested
  class Transitions {
    @Test
    void aRemovedValidatorCountsNoLonger() {
      LocalNode node = ofFour(1).begin(2, 1, 1, 0, 1);
      node.done();
      Toy.Word own = Toy.Word.of(1, 2, 0);
      node.receive(prevote(2, 2, 0, own)).receive(prevote(0, 2, 0, own));
      assertThat(node.said()).isEmpty();
      node.receive(prevote(3, 2, 0, own));
      assertThat(node.said()).containsExactly(vote(PRECOMMIT, 1, 2, 0, own));
    }

    @Test
    void anAddedValidatorCountsFromItsHeightOn() {
      LocalNode node = ofFour(1).receive(prevote(4, 2, 0, Toy.Word.of(1, 2, 0)));
      node.begin(2, 1, 1, 1, 1, 5).done();
      node.receive(prevote(0, 2, 0, Toy.Word.of(1, 2, 0)));
      assertThat(node.said()).as("7 of 9").hasSize(1);
    }

    @Test
    void aNodeWithoutStakeFollowsAndDecidesWithoutAVote() {
      LocalNode node = ofFour(5).receive(proposal(0, 1, 0, A, NO_POL));
      for (int validator : new int[] {0, 1, 2}) {
        node.receive(prevote(validator, 1, 0, A)).receive(precommit(validator, 1, 0, A));
      }
      List<ConsensusEffect> done = node.done();
      assertThat(done).filteredOn(ConsensusEffect.Sign.class::isInstance).isEmpty();
      assertThat(done).filteredOn(ConsensusEffect.Decide.class::isInstance).hasSize(1);
    }
  }
}
