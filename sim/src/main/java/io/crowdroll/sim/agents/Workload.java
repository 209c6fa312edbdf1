package io.crowdroll.sim.agents;

import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.evm.Code;
import java.util.HexFormat;

/**
 * What a call does at the {@code full} rung of execution: counts of four loops of the one contract
 * that all calls go to, chosen so that the gas and the proof units that the EVM meters are about
 * those of the transaction's class.
 *
 * @param fresh slots that are written for the first time: much gas for their proof
 * @param touched slots, shared by all calls, that are read and written
 * @param hashes rounds of Keccak: long proofs for little gas
 * @param spins rounds of nothing, which make up for the rest
 */
record Workload(int fresh, int touched, int hashes, int spins) {
  /**
   * The contract. Its input is the four counts, a word each; slot 0 counts the fresh slots so far.
   */
  static final Code CODE =
      Code.of(
          HexFormat.of()
              .parseHex(
                  // n c: words of the input and of slot 0
                  "5f355f54"
                      // while n: c + 1 gets n
                      + "5b8115601957600101818155906001900390600456"
                      + "5b5f5550"
                      // while n: not n gets its value + 1
                      + "602035"
                      + "5b801560365780198054600101905560019003602056"
                      + "5b50"
                      // while n: word 0 of memory gets its hash
                      + "604035"
                      + "5b8015604e5760205f205f5260019003603b56"
                      + "5b50"
                      // while n: nothing
                      + "606035"
                      + "5b801560605760019003605356"
                      + "5b00"));

  /** Gas and constraints (see {@code ProofSchedule}) of a call without rounds, and of a round. */
  private static final long GAS = 26_900;

  private static final long CONSTRAINTS = 54_070;
  private static final long FRESH_GAS = 22_158;
  private static final long FRESH_CONSTRAINTS = 38_790;
  private static final long TOUCHED_GAS = 5_058;
  private static final long TOUCHED_CONSTRAINTS = 48_134;
  private static final long HASH_GAS = 89;
  private static final long HASH_CONSTRAINTS = 154_924;
  private static final long SPIN_GAS = 40;
  private static final long SPIN_CONSTRAINTS = 2_540;

  /** More gas where a shared slot, or slot 0, is written for the first time. */
  private static final long FIRST_TOUCH_GAS = 17_100;

  private static final long CONSTRAINTS_PER_UNIT = 1_000;

  /** PROTOCOL.md §2: a call's units are bounded by gasLimit ÷ 400. */
  private static final long GAS_PER_UNIT = 400;

  /**
   * The workload of a class: never above its units, and as near its gas as its units allow.
   *
   * @param gas with the 21,000 that any call costs
   */
  static Workload of(long gas, int units) {
    long left = Math.max(0, gas - GAS);
    long constraints = Math.max(0, units * CONSTRAINTS_PER_UNIT - CONSTRAINTS);
    // both equations hold with fresh and touched slots alone, where that is possible
    double fresh =
        (left - (double) constraints * TOUCHED_GAS / TOUCHED_CONSTRAINTS)
            / (FRESH_GAS - (double) FRESH_CONSTRAINTS * TOUCHED_GAS / TOUCHED_CONSTRAINTS);
    int f = (int) Math.clamp(Math.round(fresh), 0, constraints / FRESH_CONSTRAINTS);
    left = Math.max(0, left - f * FRESH_GAS);
    constraints -= f * FRESH_CONSTRAINTS;
    int t = (int) Math.min(left / TOUCHED_GAS, constraints / TOUCHED_CONSTRAINTS);
    constraints -= t * TOUCHED_CONSTRAINTS;
    int h = (int) (constraints / HASH_CONSTRAINTS);
    constraints -= h * HASH_CONSTRAINTS;
    return new Workload(f, t, h, (int) (constraints / SPIN_CONSTRAINTS));
  }

  /** The input of the call. */
  byte[] data() {
    byte[] data = new byte[4 * Hash256.BYTES];
    int[] counts = {fresh, touched, hashes, spins};
    for (int i = 0; i < counts.length; i++) {
      System.arraycopy(new Hash256(0, 0, 0, counts[i]).toBytes(), 0, data, 32 * i, 32);
    }
    return data;
  }

  /** What a wallet allows it: the most that it can use, and enough for its proof units. */
  long gasLimit() {
    long gas =
        GAS
            + fresh * FRESH_GAS
            + touched * TOUCHED_GAS
            + hashes * HASH_GAS
            + spins * SPIN_GAS
            + (1 + touched) * FIRST_TOUCH_GAS;
    return Math.max(gas, GAS_PER_UNIT * units());
  }

  /** Whole proof units that it comes to. */
  int units() {
    long constraints =
        CONSTRAINTS
            + fresh * FRESH_CONSTRAINTS
            + touched * TOUCHED_CONSTRAINTS
            + hashes * HASH_CONSTRAINTS
            + spins * SPIN_CONSTRAINTS;
    return (int) ((constraints + CONSTRAINTS_PER_UNIT - 1) / CONSTRAINTS_PER_UNIT);
  }
}
