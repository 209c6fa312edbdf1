package io.crowdroll.sim.agents;

import io.crowdroll.protocol.chain.Address;

/**
 * The addresses of the simulated world: one number space a role. Those of users are their keys'
 * where there are keys, see {@link Owners}.
 */
final class Names {
  private static final long USER = 0x75;
  private static final long VALIDATOR = 0x76;
  private static final long AGENT = 0x61;
  private static final long CONTRACT = 0x63;
  private static final long STRANGER = 0x73;
  private static final long ROLLUP = 0x72;

  private Names() {}

  /** A user's account on L2, and on L1. */
  static Address user(int index) {
    return new Address(0, USER, index);
  }

  /** The index of a user, −1 if it is none. */
  static int userIndex(Address address) {
    return address.w0() == 0 && address.w1() == USER ? (int) address.w2() : -1;
  }

  /** A validator's account on L2. */
  static Address validator(int index) {
    return new Address(0, VALIDATOR, index);
  }

  /** A validator's account on L1; ascending with the index. */
  static Address agent(int index) {
    return new Address(0, AGENT, index);
  }

  /** The validator of an account on L1, −1 if it is none. */
  static int agentIndex(Address address) {
    return address.w0() == 0 && address.w1() == AGENT ? (int) address.w2() : -1;
  }

  /** The contract that all calls go to. */
  static Address contract() {
    return new Address(0, CONTRACT, 0);
  }

  /** The rollup's contract on L1. */
  static Address rollup() {
    return new Address(0, ROLLUP, 0);
  }

  /** Somebody on L1 who does what anybody may do. */
  static Address stranger() {
    return new Address(0, STRANGER, 0);
  }
}
