/**
 * The discrete-event kernel: virtual time, the event queue, keyed random streams and the trace
 * hash.
 *
 * <p>Everything here is deterministic: the same pushes give the same pops, whatever the queue, the
 * thread count or the machine. It knows nothing of the rollup.
 */
package io.crowdroll.sim.kernel;
