package io.crowdroll.sim.agents;

import io.crowdroll.protocol.chain.Fact;

/**
 * A lease in the hands of a prover of the world, or its chance in the race for an open task.
 *
 * @param index of the holder in its cohort
 * @param number of the lease among the holder's
 * @param seenMicros when the holder learned of it
 * @param targeted whether the task is of the scenario's target set
 */
record Assignment(int index, long number, Fact.Leased lease, long seenMicros, boolean targeted) {}
