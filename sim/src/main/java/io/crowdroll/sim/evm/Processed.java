package io.crowdroll.sim.evm;

import io.crowdroll.protocol.evm.Log;
import io.crowdroll.protocol.evm.Outcome;
import java.util.List;

/** What became of a transaction. */
public sealed interface Processed {

  /**
   * It is part of the block, whether its code succeeded or not.
   *
   * @param outcome of its message; gas left and refund as the code left them
   * @param gasUsed what was paid for in the end
   * @param logs in the order of their making; none unless it succeeded
   */
  record Included(Outcome outcome, long gasUsed, List<Log> logs) implements Processed {}

  /** It cannot be in the block and has changed nothing. */
  record Invalid(String reason) implements Processed {}
}
