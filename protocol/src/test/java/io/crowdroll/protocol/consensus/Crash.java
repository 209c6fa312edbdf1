package io.crowdroll.protocol.consensus;

/**
 * A node's process dies while it handles an event.
 *
 * @param event how many it has handled before
 * @param tail what is left of the event in the record
 * @param downMillis until the process runs again
 */
record Crash(int node, int event, Tail tail, int downMillis) {
  enum Tail {
    LOST,
    TORN,
    WHOLE,
    /** All but the first event is gone, as no disk may do that has said that it is durable. */
    FORGOTTEN
  }
}
