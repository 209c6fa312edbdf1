package io.crowdroll.protocol.consensus;

/**
 * What one exploration does to the nodes (after Twins, OPODIS 2021): a Byzantine validator is two
 * nodes of correct code with one key, and in each of the first rounds the network is partitioned.
 * After them it is whole, and nothing is lost any more.
 *
 * @param stakes of the validators
 * @param twins validators 0 … twins − 1 are Byzantine; their second nodes come after all first ones
 * @param leaders of the first rounds; afterwards validators take turns
 * @param groups of the first rounds: bit i says on which side node i is
 * @param lossPercent messages lost within a side
 * @param jitterMillis messages take up to so long more
 * @param relayPercent of messages that their receivers pass on
 * @param invalidPercent values of a Byzantine leader that honest nodes refuse
 * @param lyingPercent values that a Byzantine leader claims to be justified by an earlier round
 * @param heights to be decided
 * @param seed of losses and delays
 */
record Schedule(
    long[] stakes,
    int twins,
    int[] leaders,
    int[] groups,
    int lossPercent,
    int jitterMillis,
    int relayPercent,
    int invalidPercent,
    int lyingPercent,
    int heights,
    long seed) {

  int validators() {
    return stakes.length;
  }

  int nodes() {
    return stakes.length + twins;
  }

  int rounds() {
    return leaders.length;
  }

  int leader(long height, int round) {
    return round < leaders.length ? leaders[round] : (int) ((round + height) % stakes.length);
  }

  boolean isByzantine(int validator) {
    return validator < twins;
  }

  /** The validator whose key a node holds. */
  int validator(int node) {
    return node < stakes.length ? node : node - stakes.length;
  }

  boolean connects(int round, int from, int to) {
    return round >= groups.length || ((groups[round] >>> from ^ groups[round] >>> to) & 1) == 0;
  }
}
