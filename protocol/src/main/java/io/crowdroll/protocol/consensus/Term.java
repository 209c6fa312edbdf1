package io.crowdroll.protocol.consensus;

import io.crowdroll.protocol.chain.Hash256;

/**
 * What the chain says before a height begins; the same on every honest node.
 *
 * @param fork permissionless batches that the chain has followed (PROTOCOL.md §8)
 * @param height to be decided
 * @param parent hash of the value of the height before
 * @param electors the validators of this height
 * @param beacon R_{height − 1}, which draws the leaders
 * @param startMillis when round 0 begins, of the node's own clock
 */
public record Term(
    long fork, long height, Hash256 parent, Electors electors, Hash256 beacon, long startMillis) {

  /** Below, at or above 0 as (fork, height) comes before, is or comes after this term. */
  int compare(long otherFork, long otherHeight) {
    int order = Long.compare(otherFork, fork);
    return order != 0 ? order : Long.compare(otherHeight, height);
  }
}
