package io.crowdroll.sim.model.l1;

import io.crowdroll.protocol.submission.L1Log;
import io.crowdroll.protocol.submission.Refusal;
import java.util.List;
import java.util.Optional;

/**
 * What a call did.
 *
 * @param refusal why it reverted and changed nothing; empty if it did not
 * @param logs what it logged
 */
public record Outcome(Optional<Refusal> refusal, List<L1Log> logs) {}
