package io.crowdroll.protocol.evm;

/**
 * The second meter: what the proof of an execution will cost, in constraints of a circuit, metered
 * while it runs (PROTOCOL.md §2; a unit is 1,000 constraints). Passing the limit halts the whole
 * message like running out of gas.
 *
 * <p>Serves one message.
 */
public final class ProofMeter {
  private final ProofSchedule schedule;
  private final long limit;
  private long used;

  /**
   * @param limit in constraints, at least 0
   */
  public ProofMeter(ProofSchedule schedule, long limit) {
    this.schedule = schedule;
    this.limit = limit;
  }

  /** Constraints so far; never more than the limit. */
  public long used() {
    return used;
  }

  /** Whether the instruction, its operands still on the stack, stays within the limit. */
  boolean add(Frame f, int op) {
    return add(schedule.constraints(f, op));
  }

  boolean addPrecompile(int number, int inputSize) {
    return add(schedule.precompile(number, inputSize));
  }

  private boolean add(long constraints) {
    if (constraints > limit - used) {
      used = limit;
      return false;
    }
    used += constraints;
    return true;
  }
}
