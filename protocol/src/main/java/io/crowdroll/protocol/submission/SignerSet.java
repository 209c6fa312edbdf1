package io.crowdroll.protocol.submission;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Keccak256;
import java.util.Collections;
import java.util.List;

/**
 * A validator set as L1 sees it: who may sign a certificate and hold seats, and with what weight
 * (L1.md: stake is a weight in the header's validator set, no asset on L1).
 *
 * @param members L1 addresses, strictly ascending, so that a certificate is checked in one pass
 * @param stakes their stakes, positive, in the same order
 */
public record SignerSet(List<Address> members, List<Long> stakes) {

  /**
   * @throws IllegalArgumentException if members are not strictly ascending, a stake is not
   *     positive, or the sizes differ
   */
  public SignerSet {
    members = List.copyOf(members);
    stakes = List.copyOf(stakes);
    if (members.size() != stakes.size() || members.isEmpty()) {
      throw new IllegalArgumentException(
          members.size() + " members with " + stakes.size() + " stakes");
    }
    for (int i = 0; i < members.size(); i++) {
      if (stakes.get(i) <= 0) {
        throw new IllegalArgumentException("stake of " + members.get(i) + " is " + stakes.get(i));
      }
      if (i > 0 && members.get(i - 1).compareTo(members.get(i)) >= 0) {
        throw new IllegalArgumentException("members not ascending at " + members.get(i));
      }
    }
  }

  /** Σ stakes. */
  public long total() {
    long total = 0;
    for (long stake : stakes) {
      total = Math.addExact(total, stake);
    }
    return total;
  }

  /** What a header names it by: keccak of the members' {@code abi.encode(address, stake)}. */
  public Hash256 hash() {
    Keccak256 keccak = new Keccak256();
    for (int i = 0; i < members.size(); i++) {
      keccak.putHash(Hash256.of(members.get(i).toBigInteger()));
      keccak.putHash(new Hash256(0, 0, 0, stakes.get(i)));
    }
    return keccak.digest();
  }

  /** The stake of a member, 0 for anybody else. */
  public long stake(Address member) {
    int at = Collections.binarySearch(members, member);
    return at < 0 ? 0 : stakes.get(at);
  }
}
