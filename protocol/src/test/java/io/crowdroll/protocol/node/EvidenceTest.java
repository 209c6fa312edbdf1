package io.crowdroll.protocol.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.chain.Coordination;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Keccak256;
import io.crowdroll.protocol.chain.Rejection;
import io.crowdroll.protocol.consensus.Ballot;
import io.crowdroll.protocol.consensus.ConsensusCodec;
import io.crowdroll.protocol.consensus.Ed25519Signatures;
import io.crowdroll.protocol.consensus.Equivocation;
import io.crowdroll.protocol.consensus.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Evidence of two votes in one round, on chain: what costs stake, and what does not. */
class EvidenceTest {
  private static final long CHAIN = 7;
  private static final int OFFENDER = 3;
  private static final int OTHER = 4;
  private static final Hash256 ONE = new Hash256(0, 0, 0, 1);
  private static final Hash256 TWO = new Hash256(0, 0, 0, 2);

  private final List<byte[]> secrets =
      IntStream.range(0, Lockstep.VALIDATORS)
          .mapToObj(i -> new Keccak256().putInt(i).digest().toBytes())
          .toList();
  private final Lockstep chain =
      new Lockstep(
          Presets.hardened(),
          2,
          2,
          new Genesis.Modelled(List.of(Lockstep.CONTRACT)),
          secrets.stream().map(Ed25519Signatures::publicKey).toList());

  private static Statement vote(int validator, long height, int round, Hash256 value) {
    return new Statement(
        Statement.Type.PREVOTE, 0, height, round, validator, value, Statement.NO_ROUND, false);
  }

  /** A ballot whose signature is that of {@code signer} for {@code chainId}. */
  private Ballot signed(Statement statement, int signer, long chainId) {
    return new Ed25519Signatures(chainId, List.of())
        .sign(secrets.get(signer), statement, new byte[0]);
  }

  private Ballot signed(Statement statement) {
    return signed(statement, statement.validator(), CHAIN);
  }

  private static Coordination.Equivocation against(int validator, Ballot first, Ballot second) {
    byte[] votes = ConsensusCodec.encode(new Equivocation(first, second));
    return new Coordination.Equivocation(validator, 5, 1, votes);
  }

  private List<Fact> block(Coordination evidence) {
    chain.gossip(evidence);
    return chain.block();
  }

  private void isRefused(Coordination.Equivocation evidence) {
    long stake = chain.rollup().validators().total();
    List<Fact> facts = block(evidence);
    assertThat(Scene.of(facts, Fact.Slashed.class)).isEmpty();
    assertThat(facts).contains(new Fact.Ignored(evidence, Rejection.BAD_EVIDENCE));
    assertThat(chain.rollup().validators().total()).isEqualTo(stake);
  }

  private static Ballot tampered(Ballot ballot) {
    byte[] signature = ballot.signature().clone();
    signature[10] ^= 1;
    return new Ballot(ballot.statement(), signature, ballot.share());
  }

  @Test
  void forgedEvidenceIsRefusedAndNobodyIsSlashed() {
    Ballot one = signed(vote(OFFENDER, 5, 1, ONE));
    Ballot two = signed(vote(OFFENDER, 5, 1, TWO));
    // signed by somebody else, for another chain, or by nobody
    isRefused(against(OFFENDER, one, signed(vote(OFFENDER, 5, 1, TWO), OTHER, CHAIN)));
    isRefused(against(OFFENDER, one, signed(vote(OFFENDER, 5, 1, TWO), OFFENDER, CHAIN + 1)));
    isRefused(against(OFFENDER, one, tampered(two)));
    isRefused(against(OFFENDER, one, new Ballot(two.statement(), new byte[64], new byte[0])));
    isRefused(against(OFFENDER, one, new Ballot(two.statement(), new byte[0], new byte[0])));
    // no contradiction: the same twice, another round, height or type, another voter
    isRefused(against(OFFENDER, one, one));
    isRefused(against(OFFENDER, one, signed(vote(OFFENDER, 5, 2, TWO))));
    isRefused(against(OFFENDER, one, signed(vote(OFFENDER, 6, 1, TWO))));
    Statement precommit =
        new Statement(Statement.Type.PRECOMMIT, 0, 5, 1, OFFENDER, TWO, Statement.NO_ROUND, false);
    isRefused(against(OFFENDER, one, signed(precommit)));
    isRefused(against(OFFENDER, one, signed(vote(OTHER, 5, 1, TWO))));
    // true votes of one, held against another, and what is no evidence at all
    isRefused(against(OTHER, one, two));
    isRefused(against(Lockstep.VALIDATORS, one, two));
    isRefused(against(-1, one, two));
    isRefused(new Coordination.Equivocation(OFFENDER, 5, 1));
    byte[] votes = against(OFFENDER, one, two).votes();
    isRefused(new Coordination.Equivocation(OFFENDER, 5, 1, Arrays.copyOf(votes, 40)));
    isRefused(new Coordination.Equivocation(OFFENDER, 6, 1, votes));
    assertThat(chain.facts(Fact.Slashed.class)).isEmpty();
  }

  @Test
  void trueEvidenceCostsItsVoterStakeOnce() {
    Ballot one = signed(vote(OFFENDER, 5, 1, ONE));
    Coordination.Equivocation evidence = against(OFFENDER, one, signed(vote(OFFENDER, 5, 1, TWO)));
    List<Fact.Slashed> slashed = Scene.of(block(evidence), Fact.Slashed.class);
    assertThat(slashed).extracting(Fact.Slashed::validator).containsExactly(OFFENDER);
    assertThat(chain.rollup().validators().isSlashed(OFFENDER)).isTrue();
    Coordination.Equivocation nil = against(OFFENDER, one, signed(vote(OFFENDER, 5, 1, null)));
    assertThat(block(nil)).contains(new Fact.Ignored(nil, Rejection.ALREADY_SLASHED));
  }
}
