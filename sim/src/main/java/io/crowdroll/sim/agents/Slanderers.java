package io.crowdroll.sim.agents;

import io.crowdroll.protocol.chain.Coordination;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.ValidatorBits;
import io.crowdroll.protocol.consensus.Ballot;
import io.crowdroll.protocol.consensus.ConsensusCodec;
import io.crowdroll.protocol.consensus.Equivocation;
import io.crowdroll.protocol.consensus.Statement;
import io.crowdroll.protocol.consensus.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Validators that want an honest one slashed: at each height they show two votes of it that
 * contradict each other, signed with the only keys that they have, their own.
 */
final class Slanderers {
  private final int[] members;
  private final int victim;
  private final SigningKeys keys;

  /**
   * @param validators how many there are; the first that is no member is the victim
   */
  Slanderers(ValidatorBits members, int validators, SigningKeys keys) {
    this.members = IntStream.range(0, validators).filter(members::contains).toArray();
    this.victim =
        IntStream.range(0, validators).filter(i -> !members.contains(i)).findFirst().orElse(0);
    this.keys = keys;
  }

  /** What they put before the validators at the beginning of a height. */
  List<Coordination> evidence(Term term) {
    List<Coordination> evidence = new ArrayList<>();
    for (int member : members) {
      Ballot one = vote(term, term.parent(), member);
      Ballot other = vote(term, null, member);
      byte[] votes = ConsensusCodec.encode(new Equivocation(one, other));
      evidence.add(new Coordination.Equivocation(victim, term.height(), 0, votes));
    }
    return evidence;
  }

  private Ballot vote(Term term, Hash256 value, int signer) {
    return keys.sign(
        new Statement(
            Statement.Type.PREVOTE,
            term.fork(),
            term.height(),
            0,
            victim,
            value,
            Statement.NO_ROUND,
            false),
        signer);
  }
}
