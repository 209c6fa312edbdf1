package io.crowdroll.protocol.consensus;

/** What stays the same for a node from height to height. */
final class Self {
  private final int index;
  private final ConsensusRules rules;
  private final Leaders leaders;
  private final Randomness randomness;
  private boolean serves = true;

  Self(int index, ConsensusRules rules, Leaders leaders, Randomness randomness) {
    this.index = index;
    this.rules = rules;
    this.leaders = leaders;
    this.randomness = randomness;
  }

  int index() {
    return index;
  }

  Leaders leaders() {
    return leaders;
  }

  Randomness randomness() {
    return randomness;
  }

  /** Whether the node votes at a height; an observer or a removed validator does not. */
  boolean isElector(Term term) {
    return term.electors().stake(index) > 0;
  }

  /** Whether it serves the witnesses of all leases drawn. */
  boolean serves() {
    return serves;
  }

  void serve(boolean now) {
    serves = now;
  }

  /** In ms. */
  long proposeTimeout(int round) {
    return rules.proposeTimeoutMillis() + round * rules.timeoutStepMillis();
  }

  /** In ms. */
  long voteTimeout(int round) {
    return rules.voteTimeoutMillis() + round * rules.timeoutStepMillis();
  }
}
